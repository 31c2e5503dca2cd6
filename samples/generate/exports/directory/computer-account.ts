import type { ClusterPlan } from "../../cluster/index.ts";
import { sidBytes } from "../../evtx/value-bytes.ts";
import { later, type Moment, secondsBetween } from "../../moment.ts";
import type { StampedAttribute } from "../../replication-metadata/index.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import { computerAccess } from "./access.ts";
import type { Attribute, DirectoryObject } from "./directory-object.ts";
import type { AttributeChange, DomainControllers } from "./domain-controllers.ts";
import { servicePrincipalNames } from "./service-principal-names.ts";

const DAY_SECONDS = 86_400;
/** A member changes its password so often. */
const PASSWORD_DAYS = 30;
/** lastLogonTimestamp is at most so many days behind the last logon. */
const LOGON_LAG_DAYS = 14;
/** The account takes its new name before the restart, and says its new system after it. */
const RENAMED_BEFORE_BOOT_SECONDS = 420;
const SYSTEM_SET_AFTER_BOOT_SECONDS = 90;

const WORKSTATION_TRUST_ACCOUNT = "4096";
const DOMAIN_COMPUTERS = "515";
const MACHINE_ACCOUNT = "805306369";

export interface ComputerAccount {
  readonly name: string;
  readonly fqdn: string;
  readonly sid: string;
  /** The DN of its organizational unit. */
  readonly ou: string;
  readonly created: Moment;
  /** The SID of the account that made it; null: a domain administrator's. */
  readonly owner: string | null;
  readonly spnClasses: readonly string[];
  readonly description: string | null;
  /** null: it is no machine but a name of the cluster. */
  readonly system: { readonly name: string; readonly version: string } | null;
  /** When it was up again under its new name. */
  readonly renamedAt: Moment | null;
  /** When it was up again with its new system. */
  readonly upgradedAt: Moment | null;
}

export function accountDn({ name, ou }: ComputerAccount): string {
  return `CN=${name},${ou}`;
}

export function computerObject(
  account: ComputerAccount,
  { domain, lastMoment }: Pick<ClusterPlan, "domain" | "lastMoment">,
  controllers: DomainControllers,
  random: SeededRandom,
): DirectoryObject {
  const passwordSet = recent(PASSWORD_DAYS, account.created, lastMoment, random);
  const loggedOn = recent(LOGON_LAG_DAYS, account.created, lastMoment, random);
  const [first, ...rest] = accountChanges(account, passwordSet, loggedOn);
  return {
    dn: accountDn(account),
    classes: ["top", "person", "organizationalPerson", "user", "computer"],
    name: account.name,
    category: "Computer",
    attributes: accountAttributes(account, passwordSet, loggedOn),
    securityDescriptor: computerAccess(domain.sid, account.owner),
    stamps: [controllers.stamp(first), ...rest.map((change) => controllers.stamp(change))],
  };
}

/** Within so many days before the end, but not before the account was made. */
function recent(days: number, created: Moment, end: Moment, random: SeededRandom): Moment {
  const time = later(end, -random.next() * days * DAY_SECONDS);
  return time < created ? created : time;
}

function accountAttributes(account: ComputerAccount, passwordSet: Moment, loggedOn: Moment): readonly Attribute[] {
  const { name, fqdn, sid, description, system, spnClasses } = account;
  return [
    ["description", description === null ? [] : [description]],
    ["userAccountControl", [WORKSTATION_TRUST_ACCOUNT]],
    ["pwdLastSet", [passwordSet.toString()]],
    ["primaryGroupID", [DOMAIN_COMPUTERS]],
    ["objectSid", [sidBytes(sid)]],
    ["sAMAccountName", [`${name}$`]],
    ["sAMAccountType", [MACHINE_ACCOUNT]],
    ["operatingSystem", system === null ? [] : [system.name]],
    ["operatingSystemVersion", system === null ? [] : [system.version]],
    ["dNSHostName", [fqdn]],
    ["servicePrincipalName", servicePrincipalNames(spnClasses, name, fqdn)],
    ["isCriticalSystemObject", ["FALSE"]],
    ["lastLogonTimestamp", [loggedOn.toString()]],
  ];
}

/** Fewer than a domain controller stamps, for the size of the file. */
const NEVER_CHANGED = ["objectClass", "nTSecurityDescriptor"] as const;
const NAMES = ["cn", "name", "sAMAccountName", "dNSHostName"] as const;
const SYSTEM = ["operatingSystem", "operatingSystemVersion"] as const;

/** Each attribute's last change. Only a rename and a new system raise the versions of what they change to 2. */
function accountChanges(
  { created, renamedAt, upgradedAt, system, spnClasses }: ComputerAccount,
  passwordSet: Moment,
  loggedOn: Moment,
): readonly [AttributeChange, ...AttributeChange[]] {
  const renamed = renamedAt === null ? null : later(renamedAt, -RENAMED_BEFORE_BOOT_SECONDS);
  const upgraded = upgradedAt === null ? null : later(upgradedAt, SYSTEM_SET_AFTER_BOOT_SECONDS);
  const changed = (attribute: StampedAttribute, time: Moment | null): AttributeChange =>
    time === null ? { attribute, version: 1, time: created } : { attribute, version: 2, time };
  return [
    changed("whenCreated", null),
    ...NEVER_CHANGED.map((attribute) => changed(attribute, null)),
    ...NAMES.map((attribute) => changed(attribute, renamed)),
    ...(system === null ? [] : SYSTEM.map((attribute) => changed(attribute, upgraded))),
    {
      attribute: "servicePrincipalName",
      // Each service adds its own names, and all of them do so again for a new name.
      version: spnClasses.length * (renamed === null ? 1 : 2),
      time: renamed ?? later(created, DAY_SECONDS / 2),
    },
    { attribute: "pwdLastSet", version: 1 + periods(created, passwordSet, PASSWORD_DAYS), time: passwordSet },
    { attribute: "lastLogonTimestamp", version: 1 + periods(created, loggedOn, LOGON_LAG_DAYS), time: loggedOn },
  ];
}

function periods(from: Moment, to: Moment, days: number): number {
  return Math.ceil(secondsBetween(from, to) / (days * DAY_SECONDS));
}
