import { guidBytes, sidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import { selfMadeAccess } from "../../samples/generate/exports/directory/access.ts";
import {
  servicePrincipalNames,
  SPN_CLASSES,
} from "../../samples/generate/exports/directory/service-principal-names.ts";
import { securityDescriptorBytes } from "../../samples/generate/security-descriptor/index.ts";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";
import { type Attribute, type DirectoryEntry, domain, type TestDomain } from "../../test/ldap-server/index.ts";

export interface DomainSize {
  readonly computers: number;
  /** Of the computers, how many are Hyper-V hosts. */
  readonly hosts: number;
  /** Of the hosts, how many have no connection point. */
  readonly missing: number;
  /** Of the computers that are no hosts, how many are virtual machines with a connection point of their own. */
  readonly guests: number;
}

/** Objects that an audit has to read: hosts, and the connection points of hosts and guests. */
export function auditedObjects({ hosts, missing, guests }: DomainSize): number {
  return hosts + (hosts - missing) + guests;
}

/** What is each object's own; the rest it shares with the others of its pattern, so that the server stays small. */
const OWN: ReadonlySet<string> = new Set([
  "cn",
  "distinguishedName",
  "dNSHostName",
  "name",
  "nTSecurityDescriptor",
  "objectGUID",
  "objectSid",
  "sAMAccountName",
  "servicePrincipalName",
]);
const PATTERNS = 48;
const UNITS = 40;
const FIRST_RID = 10_000;
const DOMAIN_SID = "S-1-5-21-1004336348-1177238915-682003330";

interface Pattern {
  readonly computer: readonly Attribute[];
  readonly access: Attribute;
  readonly point: readonly Attribute[];
  readonly guestPoint: readonly Attribute[];
}

/** The user, groups and containers of a domain, and computers without end in sight. */
export function* largeDomain(base: TestDomain, size: DomainSize): Iterable<DirectoryEntry> {
  yield* base.entries;
  const { dn, dns } = base;
  const servers = patterns(SPN_CLASSES.server);
  const hosts = patterns(SPN_CLASSES.clusterNode);
  const random = new SeededRandom(4);
  for (let unit = 0; unit < UNITS; unit++) yield unitEntry(`OU=Unit ${unit},${dn}`, `Unit ${unit}`);
  for (let number = 0; number < size.computers; number++) {
    const isHost = number < size.hosts;
    const isGuest = !isHost && number < size.hosts + size.guests;
    const pattern = (isHost ? hosts : servers)[number % PATTERNS];
    if (pattern === undefined) throw new Error("There is no pattern.");
    const name = `${isHost ? "HV" : "SRV"}${String(number).padStart(6, "0")}`;
    const fqdn = `${name.toLowerCase()}.${dns}`;
    const sid = `${DOMAIN_SID}-${FIRST_RID + number}`;
    const computerDn = `CN=${name},OU=Unit ${number % UNITS},${dn}`;
    const classes = isHost ? SPN_CLASSES.clusterNode : SPN_CLASSES.server;
    yield {
      dn: computerDn,
      attributes: [
        ...pattern.computer,
        pattern.access,
        ...names(computerDn, name, random),
        ["objectSid", [sidBytes(sid)]],
        ["sAMAccountName", [`${name}$`]],
        ["dNSHostName", [fqdn]],
        ["servicePrincipalName", servicePrincipalNames(classes, name, fqdn)],
      ],
    };
    const hasPoint = isGuest || (isHost && number >= size.missing);
    if (!hasPoint) continue;
    const pointName = isGuest ? "Windows Virtual Machine" : "Microsoft Hyper-V";
    const pointDn = `CN=${pointName},${computerDn}`;
    const access = securityDescriptorBytes(selfMadeAccess(DOMAIN_SID, sid));
    yield {
      dn: pointDn,
      attributes: [
        ...(isGuest ? pattern.guestPoint : pattern.point),
        ["nTSecurityDescriptor", [access]],
        ...names(pointDn, pointName, random),
      ],
    };
  }
}

/** Accounts of different ages, some of them renamed or upgraded, as a test would build them. */
function patterns(spnClasses: readonly string[]): readonly Pattern[] {
  const random = new SeededRandom(2);
  return Array.from({ length: PATTERNS }, (_, index) => {
    const made = domain("DC=corp,DC=example", { sid: DOMAIN_SID });
    const created = `20${random.between(16, 25)}-0${random.between(1, 9)}-${random.between(10, 28)}T08:00:00Z`;
    const { dn } = made
      .computer("PATTERN", {
        created,
        spnClasses,
        ...(index % 16 === 0 ? { renamedAt: "2026-02-03T10:00:00Z" } : {}),
        ...(index % 12 === 1 ? { upgradedAt: "2026-03-04T11:00:00Z" } : {}),
      })
      .connectionPoint();
    const computer = made.entries.find((entry) => entry.dn === dn)?.attributes ?? [];
    const point = made.entries.find((entry) => entry.dn.endsWith(`,${dn}`))?.attributes ?? [];
    const access = computer.find(([name]) => name === "nTSecurityDescriptor");
    if (access === undefined) throw new Error("The pattern has no security descriptor.");
    const isShared = ([name]: Attribute): boolean => !OWN.has(name);
    const shared = point.filter(isShared);
    return {
      computer: computer.filter(isShared),
      access,
      point: shared,
      guestPoint: shared.filter(([name]) => name !== "serviceBindingInformation"),
    };
  });
}

function names(dn: string, name: string, random: SeededRandom): readonly Attribute[] {
  return [
    ["cn", [name]],
    ["distinguishedName", [dn]],
    ["name", [name]],
    ["objectGUID", [guidBytes(random.guid())]],
  ];
}

function unitEntry(dn: string, name: string): DirectoryEntry {
  return {
    dn,
    attributes: [
      ["objectClass", ["top", "organizationalUnit"]],
      ["ou", [name]],
      ["distinguishedName", [dn]],
      ["name", [name]],
    ],
  };
}
