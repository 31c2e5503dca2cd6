import type {
  AccessControl,
  AccessEntry,
  AttributeStamp,
  ComputerObject,
  ConnectionPointObject,
  DeletedConnectionPoint,
  DirectoryEvidence,
  DirectorySource,
  DirectoryView,
  UnreadPart,
} from "../../src/evidence/index.ts";
import { escapeDnValue } from "../../src/shared/distinguished-name.ts";
import { ticks } from "./build-evidence.ts";

export const CORP = "DC=corp,DC=example";
export const NORTH = "DC=north,DC=corp,DC=example";
export const NOW = "2026-09-10T08:00:00Z";
export const AUDITOR = "S-1-5-21-1-2-3-1105";
export const AUTHENTICATED_USERS = "S-1-5-11";
export const DOMAIN_ADMINS = "S-1-5-21-1-2-3-512";

/** Read property, list contents, list object, read permissions: what Authenticated Users have on a computer. */
export const READ_AND_LIST = 0x20094;
export const FULL_CONTROL = 0xf01ff;

const COMPUTER_ATTRIBUTES = [
  "cn",
  "samaccountname",
  "dnshostname",
  "objectsid",
  "objectguid",
  "useraccountcontrol",
  "operatingsystem",
  "operatingsystemversion",
  "serviceprincipalname",
  "pwdlastset",
  "lastlogontimestamp",
  "whencreated",
  "whenchanged",
  "ntsecuritydescriptor",
  "msds-replattributemetadata",
  "keywords",
  "servicebindinginformation",
  "servicednsname",
];

export function allow(sid: string, mask: number, more: Partial<AccessEntry> = {}): AccessEntry {
  return { effect: "allow", sid, mask, objectType: null, inheritOnly: false, ...more };
}

export function deny(sid: string, mask: number, more: Partial<AccessEntry> = {}): AccessEntry {
  return { ...allow(sid, mask, more), effect: "deny" };
}

/** What Windows gives a computer's account: everybody in the domain may list what stands below. */
const READABLE: AccessControl = {
  owner: DOMAIN_ADMINS,
  entries: [allow(DOMAIN_ADMINS, FULL_CONTROL), allow(AUTHENTICATED_USERS, READ_AND_LIST)],
};

/** The SPNs of Hyper-V and of the failover cluster, as a node registers them: by short and by full name. */
export function nodeSpns(name: string, domain = "corp.example"): readonly string[] {
  return [
    "HOST",
    "MSServerClusterMgmtAPI",
    "Microsoft Virtual Console Service",
    "Microsoft Virtual System Migration Service",
    "Hyper-V Replica Service",
  ].flatMap((serviceClass) => [`${serviceClass}/${name}`, `${serviceClass}/${name}.${domain}`]);
}

export type ComputerGiven = Partial<ComputerObject> & {
  /** `OU=Hosts,DC=corp,DC=example`. */
  readonly container?: string;
};

/** A sound host, a cluster node of corp.example; what is given replaces what it would have. */
export function computer(
  name: string,
  { container = `OU=Hosts,${CORP}`, ...given }: ComputerGiven = {},
): ComputerObject {
  const dn = given.dn ?? `CN=${escapeDnValue(name)},${container}`;
  const domain = domainName(dn);
  return {
    dn,
    guid: guidOf(dn),
    whenCreated: ticks("2021-03-01T08:00:00Z"),
    whenChanged: ticks("2026-09-09T08:00:00Z"),
    access: READABLE,
    stamps: null,
    cn: name,
    samAccountName: `${name.slice(0, 15).toUpperCase()}$`,
    dnsHostName: `${name}.${domain}`,
    sid: sidOf(dn),
    userAccountControl: 4096,
    operatingSystem: "Windows Server 2022 Datacenter",
    operatingSystemVersion: "10.0 (20348)",
    servicePrincipalNames: nodeSpns(name, domain),
    additionalNames: [],
    pwdLastSet: ticks("2026-08-25T08:00:00Z"),
    lastLogonTimestamp: ticks("2026-09-05T08:00:00Z"),
    ...given,
  };
}

/** As VMMS makes it below the account: owned by the host, with one attribute. */
export function connectionPoint(
  { dn, sid }: Pick<ComputerObject, "dn" | "sid">,
  given: Partial<ConnectionPointObject> = {},
): ConnectionPointObject {
  const own = given.dn ?? `CN=Microsoft Hyper-V,${dn}`;
  return {
    dn: own,
    guid: guidOf(own),
    whenCreated: ticks("2021-03-04T08:00:00Z"),
    whenChanged: ticks("2021-03-04T08:00:00Z"),
    access: sid === null ? null : { owner: sid, entries: [allow(sid, FULL_CONTROL)] },
    stamps: null,
    purpose: "host",
    attributes: new Map([["serviceBindingInformation", ["RDP listener port=2179"]]]),
    isReadable: true,
    ...given,
  };
}

/** What marks a virtual machine. */
export function guestPoint(account: Pick<ComputerObject, "dn" | "sid">): ConnectionPointObject {
  return connectionPoint(account, {
    dn: `CN=Windows Virtual Machine,${account.dn}`,
    purpose: "guest",
    attributes: new Map(),
  });
}

/** The connection point of that account, deleted. */
export function deletedPoint(
  account: Pick<ComputerObject, "dn">,
  time: string,
  given: Partial<DeletedConnectionPoint> = {},
): DeletedConnectionPoint {
  const guid = guidOf(`${account.dn} ${time}`);
  return {
    dn: `CN=Microsoft Hyper-V\\0ADEL:${guid},CN=Deleted Objects,${CORP}`,
    guid,
    lastKnownParent: account.dn,
    whenChanged: ticks(time),
    ...given,
  };
}

export function stamp(attribute: string, version: number, time: string): AttributeStamp {
  return { attribute, version, time: ticks(time) };
}

/** What dc1 of corp.example answers to an auditor who may see all but deleted objects; what is given replaces that. */
export function view(given: Partial<DirectoryView> = {}): DirectoryView {
  return {
    server: "dc1.corp.example",
    basis: "live",
    namingContext: CORP,
    time: ticks(NOW),
    computers: [],
    connectionPoints: [],
    deletedConnectionPoints: [],
    foreignParents: [],
    attributes: new Set(COMPUTER_ATTRIBUTES),
    asksForConnectionPoints: true,
    asksForDeleted: true,
    readerSids: new Set([AUDITOR]),
    principals: new Map(),
    unread: [],
    ...given,
  };
}

/** The same as a file holds it: who wrote it is not known. */
export function exportView(given: Partial<DirectoryView> = {}): DirectoryView {
  return view({ server: "directory/hosts.ldif", basis: "export", readerSids: null, asksForDeleted: false, ...given });
}

export function unread(dn: string, code = "directory-timed-out"): UnreadPart {
  return { dn, problem: { code, happened: "It did not come.", nextStep: "Ask again." } };
}

export function directoryOf(
  views: readonly DirectoryView[],
  given: Partial<DirectoryEvidence> = {},
): DirectoryEvidence {
  const sources = views.map(({ server }): DirectorySource => ({ ...SOURCE, path: server }));
  return { views, sources, askedHosts: null, ...given };
}

const SOURCE: Omit<DirectorySource, "path"> = { status: "complete", objects: 1, warnings: [], problem: null };

function domainName(dn: string): string {
  return [...dn.matchAll(/DC=([^,]+)/g)].map(([, label]) => label).join(".");
}

/** The same for the same text, and hardly ever the same for another. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

function sidOf(dn: string): string {
  return `S-1-5-21-1-2-3-${numberOf(dn)}`;
}

function guidOf(dn: string): string {
  const digits = numberOf(dn).toString(16).padStart(8, "0");
  return `${digits}-0000-4000-8000-${digits.padStart(12, "0")}`;
}
