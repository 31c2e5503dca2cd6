import type { DirectoryRef } from "../../evidence/index.ts";
import type { Finding } from "../../report/index.ts";
import { dnKey, dnsNameOf, domainOf, parentDn } from "../../shared/distinguished-name.ts";
import { powershellLiteral } from "../../shared/powershell-literal.ts";

const LONGEST = 400;
const MOST_SERVERS = 4;
const ABSENT = "not there";

/** Commands that show what is behind the first finding, each of one line, and what they show. */
export interface ObjectLookup {
  readonly shows: "object" | "children" | "servers";
  readonly commands: readonly string[];
}

/**
 * What the first finding rests on: an object whole; where something is not there, what there is instead, from each server
 * that was asked; where servers differ, the same from each. null when the findings rest on no object, or on a DN that no
 * quotes make safe.
 */
export function lookupObject(findings: readonly Finding[]): ObjectLookup | null {
  const refs = findings
    .map(({ evidence }) => evidence.filter((ref) => ref.kind === "directory"))
    .find(({ length }) => length > 0);
  const [first] = refs ?? [];
  if (refs === undefined || first === undefined) return null;
  const same = perServer(refs.filter((ref) => isOfSame(ref, first)));
  const doDiffer = same.some(({ value }) => value !== first.value);
  const absent = same.find(isAbsence);
  const shown = absent !== undefined || doDiffer ? same : [first];
  const place = absent === undefined ? null : placeOfAbsence(absent);
  const commands = shown
    .slice(0, MOST_SERVERS)
    .flatMap((ref) => (place === null ? whole(ref) : below(place, ref)) ?? []);
  if (commands.length === 0) return null;
  return { shows: doDiffer ? "servers" : absent === undefined ? "object" : "children", commands };
}

function isOfSame(a: DirectoryRef, b: DirectoryRef): boolean {
  return a.attribute === b.attribute && dnKey(a.dn) === dnKey(b.dn);
}

function perServer(refs: readonly DirectoryRef[]): readonly DirectoryRef[] {
  return [...new Map([...refs].reverse().map((ref) => [ref.server, ref])).values()].reverse();
}

const CONNECTION_POINT = /^CN=Microsoft Hyper-V$/i;
const OF_CONNECTION_POINT = /^CN=Microsoft Hyper-V,/i;

/** Of a connection point: an account has few children, so that all of them can be shown. */
function isAbsence({ dn, attribute, value }: DirectoryRef): boolean {
  return value === ABSENT && (CONNECTION_POINT.test(attribute) || OF_CONNECTION_POINT.test(dn));
}

/** The account below which it is not. */
function placeOfAbsence({ dn, attribute }: DirectoryRef): string | null {
  return CONNECTION_POINT.test(attribute) ? dn : parentDn(dn);
}

function below(account: string, ref: DirectoryRef): string | null {
  const quotedDn = quotedName(account);
  if (quotedDn === null) return null;
  return ["Get-ADObject", `-SearchBase ${quotedDn}`, "-SearchScope OneLevel -Filter *", ...serverOption(ref)].join(" ");
}

function whole(ref: DirectoryRef): string | null {
  const quotedDn = quotedName(ref.dn);
  if (quotedDn === null) return null;
  const isDeleted = /\\0ADEL:/i.test(ref.dn);
  return [
    `Get-ADObject -Identity ${quotedDn}`,
    ...serverOption(ref),
    "-Properties *",
    ...(isDeleted ? ["-IncludeDeletedObjects"] : []),
  ].join(" ");
}

function quotedName(dn: string): string | null {
  return dn.length > LONGEST ? null : powershellLiteral(dn);
}

/** The server that answered where its name is one of the domain; an export is none, and then the domain answers. */
function serverOption({ dn, server }: DirectoryRef): readonly string[] {
  const domain = dnsNameOf(domainOf(dn) ?? "");
  const isOfDomain = domain !== "" && server.toLowerCase().endsWith(`.${domain.toLowerCase()}`);
  const quotedServer = powershellLiteral(isOfDomain ? server : domain);
  return quotedServer === null ? [] : [`-Server ${quotedServer}`];
}
