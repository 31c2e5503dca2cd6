import type { AccessControl, AttributeStamp, ComputerObject } from "../../evidence/index.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { directoryObjectOf, mergedObject, richerFirst } from "./directory-object.ts";
import { stampsOf } from "./entry-stamps.ts";
import { integerOf, integerTimeOf, sidOf, textOf, textsOf } from "./entry-values.ts";
import type { TextPool } from "./text-pool.ts";

/** The attributes of an account whose changes tell a rename, a move, an upgrade or new SPNs. */
const STAMPED: ReadonlySet<string> = new Set([
  "cn",
  "name",
  "samaccountname",
  "dnshostname",
  "operatingsystem",
  "operatingsystemversion",
  "serviceprincipalname",
]);

/** Classes of SPNs that say no more than that Windows runs there. */
const ORDINARY_SPN = /^(?:HOST|RestrictedKrbHost|TERMSRV|WSMAN)\//i;

/**
 * Nearly all computers of a domain are neither hosts nor names of a cluster: of these the names that every computer has, and the stamps
 * of what never changed, are half of the memory and tell nothing, so they are not kept.
 */
export function computerOf(entry: DirectoryEntry, access: AccessControl | null, texts: TextPool): ComputerObject {
  const names = textsOf(entry, "serviceprincipalname");
  const isOrdinary = names.every((name) => ORDINARY_SPN.test(name));
  const stamps = stampsOf(entry, STAMPED);
  return {
    ...directoryObjectOf(
      entry,
      access,
      stamps === null ? null : shortList(isOrdinary ? stamps.filter(({ version }) => version > 1) : stamps),
    ),
    cn: textOf(entry, "cn"),
    samAccountName: textOf(entry, "samaccountname"),
    dnsHostName: textOf(entry, "dnshostname"),
    sid: sidOf(entry, "objectsid"),
    userAccountControl: integerOf(entry, "useraccountcontrol"),
    operatingSystem: texts.shared(textOf(entry, "operatingsystem")),
    operatingSystemVersion: texts.shared(textOf(entry, "operatingsystemversion")),
    servicePrincipalNames: shortList(isOrdinary ? [] : names),
    ...(isOrdinary && names.length > 0 ? { hasOrdinaryNamesOnly: true } : {}),
    additionalNames: shortList([
      ...textsOf(entry, "msds-additionaldnshostname"),
      ...textsOf(entry, "msds-additionalsamaccountname"),
    ]),
    pwdLastSet: integerTimeOf(entry, "pwdlastset"),
    lastLogonTimestamp: integerTimeOf(entry, "lastlogontimestamp"),
  };
}

/** Two entries of one account, in either order: what the one does not show, the other may. */
export function mergedComputer(one: ComputerObject, other: ComputerObject): ComputerObject {
  const [first, second] = richerFirst(one, other, shownFields);
  return {
    ...mergedObject(first, second),
    cn: first.cn ?? second.cn,
    samAccountName: first.samAccountName ?? second.samAccountName,
    dnsHostName: first.dnsHostName ?? second.dnsHostName,
    sid: first.sid ?? second.sid,
    userAccountControl: first.userAccountControl ?? second.userAccountControl,
    operatingSystem: first.operatingSystem ?? second.operatingSystem,
    operatingSystemVersion: first.operatingSystemVersion ?? second.operatingSystemVersion,
    ...mergedNames(first, second),
    additionalNames: longer(first.additionalNames, second.additionalNames),
    pwdLastSet: first.pwdLastSet ?? second.pwdLastSet,
    lastLogonTimestamp: first.lastLogonTimestamp ?? second.lastLogonTimestamp,
  };
}

type PrincipalNames = Pick<ComputerObject, "servicePrincipalNames" | "hasOrdinaryNamesOnly">;

function mergedNames(first: PrincipalNames, second: PrincipalNames): PrincipalNames {
  const servicePrincipalNames = longer(first.servicePrincipalNames, second.servicePrincipalNames);
  const isOrdinary = first.hasOrdinaryNamesOnly === true || second.hasOrdinaryNamesOnly === true;
  return servicePrincipalNames.length === 0 && isOrdinary
    ? { servicePrincipalNames, hasOrdinaryNamesOnly: true }
    : { servicePrincipalNames };
}

function shownFields(computer: ComputerObject): number {
  return Object.values(computer).filter((value) => value !== null && value !== NONE).length;
}

function longer<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return second.length > first.length ? second : first;
}

const NONE: readonly never[] = [];

/** Empty lists are one. */
function shortList<T extends string | AttributeStamp>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list;
}
