import { securityDescriptorBytes } from "../../../samples/generate/security-descriptor/index.ts";
import { readServers, type ReadServersOptions } from "../../../src/sources/directory/read-servers.ts";
import type { SearchFilter, SearchRequest } from "../../../src/sources/directory/connection.ts";
import { sidBytes } from "../../../src/shared/sid.ts";
import type { DirectoryEvidence, DirectorySource, DirectoryView } from "../../../src/evidence/index.ts";
import { type FakeAttributes, type FakeDirectory, type FakeObject, NAMING_CONTEXT } from "./fake-directory.ts";

const DOMAIN_SID = "S-1-5-21-1-2-3";

type Settings = Pick<FakeObject, "access" | "isDeleted">;

export function computer(name: string, attributes: FakeAttributes = {}, settings: Settings = {}): FakeObject {
  return {
    dn: `CN=${name},OU=Hosts,${NAMING_CONTEXT}`,
    attributes: {
      objectClass: ["top", "person", "organizationalPerson", "user", "computer"],
      sAMAccountName: `${name.slice(0, 15).toUpperCase()}$`,
      dNSHostName: `${name.toLowerCase()}.corp.example`,
      ...attributes,
    },
    ...settings,
  };
}

/** A computer with the services of Hyper-V. */
export function host(name: string, attributes: FakeAttributes = {}, settings: Settings = {}): FakeObject {
  const servicePrincipalName = [`HOST/${name}`, `Microsoft Virtual Console Service/${name}`];
  return computer(name, { servicePrincipalName, ...attributes }, settings);
}

/** The connection point of a host, below its account or below another parent. */
export function point(parent: string, attributes: FakeAttributes = {}, settings: Settings = {}): FakeObject {
  return child("Microsoft Hyper-V", parent, attributes, settings);
}

export function guestPoint(parent: string): FakeObject {
  return child("Windows Virtual Machine", parent, {}, {});
}

function child(name: string, parent: string, attributes: FakeAttributes, settings: Settings): FakeObject {
  const parentDn = parent.includes("=") ? parent : `CN=${parent},OU=Hosts,${NAMING_CONTEXT}`;
  const objectClass = ["top", "leaf", "connectionPoint", "serviceConnectionPoint"];
  return { dn: `CN=${name},${parentDn}`, attributes: { objectClass, ...attributes }, ...settings };
}

export function sidOf(rid: number): string {
  return `${DOMAIN_SID}-${rid}`;
}

export function binarySid(sid: string): Uint8Array {
  return sidBytes(sid) ?? new Uint8Array();
}

export function ownedBy(owner: string): FakeAttributes {
  return { nTSecurityDescriptor: securityDescriptorBytes({ owner, group: owner, dacl: [] }) };
}

export interface ServerReport {
  readonly view: DirectoryView | null;
  readonly source: DirectorySource;
}

/** Reads one server. */
export async function readOne(
  directory: FakeDirectory,
  options: Partial<ReadServersOptions> = {},
): Promise<ServerReport> {
  const { views, sources } = await readAll([directory], options);
  const [source] = sources;
  if (source === undefined) throw new Error("no source");
  return { view: views[0] ?? null, source };
}

export function readAll(
  directories: readonly FakeDirectory[],
  options: Partial<ReadServersOptions> = {},
): Promise<Pick<DirectoryEvidence, "views" | "sources">> {
  const servers = directories.map((connection) => ({
    path: connection.server,
    open: () => Promise.resolve({ connection, warnings: [] }),
  }));
  return readServers(servers, { hosts: null, ...options });
}

/** `HV01` of each DN, or of the parent of a connection point. */
export function shortNames(objects: readonly { readonly dn: string }[]): readonly string[] {
  return objects.map(({ dn }) => /^(?:CN=(?:Microsoft|Windows) [^,]*,)?CN=([^,]*)/i.exec(dn)?.[1] ?? dn);
}

/** Values that a filter compares with, of one attribute where it is given. */
export function comparedValues(filter: SearchFilter, attribute?: string): readonly string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.flatMap((part) => comparedValues(part, attribute));
    case "not":
      return comparedValues(filter.of, attribute);
    case "present":
      return [];
    case "equals":
    case "starts":
      if (attribute !== undefined && filter.attribute !== attribute) return [];
      return [typeof filter.value === "string" ? filter.value : Buffer.from(filter.value).toString("hex")];
  }
}

export const asksForHosts = ({ filter }: SearchRequest): boolean =>
  comparedValues(filter, "servicePrincipalName").length > 0;

export const asksForPoints = ({ filter }: SearchRequest): boolean =>
  comparedValues(filter, "cn").includes("Microsoft Hyper-V") && comparedValues(filter, "isDeleted").length === 0;

export const asksForGuests = ({ filter }: SearchRequest): boolean =>
  comparedValues(filter, "cn").includes("Windows Virtual Machine");

export const asksForDeleted = ({ showDeleted = false }: SearchRequest): boolean => showDeleted;

export const asksForDns = ({ filter }: SearchRequest): boolean =>
  comparedValues(filter, "distinguishedName").length > 0;
