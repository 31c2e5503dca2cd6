import type { ComputerObject } from "../../evidence/index.ts";
import { dnKey, dnsNameOf, firstValue, parseDn } from "../../shared/distinguished-name.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { anyOf, both, COMPUTERS } from "./audit-questions.ts";
import { filterOfDn, lookUpComputers } from "./computer-lookup.ts";
import type { SearchFilter } from "./connection.ts";
import { textOf } from "./entry-values.ts";
import type { ServerReading } from "./server-reading.ts";

interface NameTerm {
  readonly attribute: "distinguishedName" | "cn" | "sAMAccountName" | "dNSHostName";
  readonly value: string;
  /** It may be the name of another computer as well. */
  readonly isVague?: true;
}

type ComputerNames = Pick<ComputerObject, "dn" | "cn" | "samAccountName" | "dnsHostName">;

const NETBIOS_LENGTH = 15;
/** Longer than any name in a directory, and than most DNs. */
const MAX_NAME_LENGTH = 2000;

/**
 * The asked-for computers that did not come with the hosts. Those come all, asked for or not: they are the peers that tell
 * what is usual, and one pass over them costs fewer requests than batches of names do.
 */
export async function readAskedComputers(
  reading: ServerReading,
  hosts: readonly string[],
  { securityDescriptors }: { readonly securityDescriptors: boolean },
): Promise<void> {
  const domain = dnsNameOf(reading.scope.namingContext);
  const found = new Set(reading.view().computers.flatMap(keysOf));
  const missing = hosts
    .map((host) => termsOf(host, domain))
    .filter((terms) => terms.length > 0 && !terms.some((term) => term.isVague !== true && found.has(keyOf(term))));
  const wanted = new Set(missing.flat().map(keyOf));
  await lookUpComputers(reading, {
    what: "Not all computers that were asked for by name came",
    base: reading.scope.base,
    wanted: missing.map((terms) => ({ filter: both(COMPUTERS, anyOf(terms.map(filterOf))) })),
    isWanted: (entry) => keysOf(namesOf(entry)).some((key) => wanted.has(key)),
    securityDescriptors,
  });
}

/** Whether a computer may be one that was asked for by one of these names. */
export function bearsAskedName(hosts: readonly string[], domain: string): (computer: ComputerNames) => boolean {
  const asked = new Set(hosts.flatMap((host) => termsOf(host, domain)).map(keyOf));
  return (computer) => asked.size > 0 && keysOf(computer).some((key) => asked.has(key));
}

/** What may bear the name; each is a value to compare with and never a part of a filter's text. */
function termsOf(given: string, domain: string): readonly NameTerm[] {
  const name = given.trim().replace(/[.$]$/, "");
  if (name === "" || name.length > MAX_NAME_LENGTH) return [];
  if (name.includes("=") && parseDn(name) !== null) return [{ attribute: "distinguishedName", value: name }];
  const [label = name, ...rest] = name.split(".");
  const suffix = rest.join(".");
  const terms: NameTerm[] = [];
  if (suffix !== "") terms.push({ attribute: "dNSHostName", value: name });
  // The short name of a host in another domain may be that of a stranger here.
  if (label === "" || (suffix !== "" && suffix.toLowerCase() !== domain.toLowerCase())) return terms;
  terms.push({ attribute: "cn", value: label }, { attribute: "sAMAccountName", value: `${label}$` });
  if (label.length > NETBIOS_LENGTH) {
    terms.push({ attribute: "sAMAccountName", value: `${label.slice(0, NETBIOS_LENGTH)}$`, isVague: true });
  }
  if (suffix === "") terms.push({ attribute: "dNSHostName", value: `${label}.${domain}` });
  return terms;
}

function filterOf({ attribute, value }: NameTerm): SearchFilter {
  const name = attribute === "distinguishedName" ? firstValue(value) : null;
  return name === null ? { kind: "equals", attribute, value } : filterOfDn(value, name);
}

function keyOf({ attribute, value }: NameTerm): string {
  return `${attribute}=${attribute === "distinguishedName" ? dnKey(value) : value.toLowerCase()}`;
}

function keysOf({ dn, cn, samAccountName, dnsHostName }: ComputerNames): readonly string[] {
  const terms: NameTerm[] = [{ attribute: "distinguishedName", value: dn }];
  if (cn !== null) terms.push({ attribute: "cn", value: cn });
  if (samAccountName !== null) terms.push({ attribute: "sAMAccountName", value: samAccountName });
  if (dnsHostName !== null) terms.push({ attribute: "dNSHostName", value: dnsHostName });
  return terms.map(keyOf);
}

function namesOf(entry: DirectoryEntry): ComputerNames {
  return {
    dn: entry.dn,
    cn: textOf(entry, "cn"),
    samAccountName: textOf(entry, "sAMAccountName"),
    dnsHostName: textOf(entry, "dNSHostName"),
  };
}
