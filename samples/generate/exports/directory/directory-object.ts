import { compareBigint } from "../../../../src/shared/order.ts";
import { guidBytes } from "../../evtx/value-bytes.ts";
import type { LdifEntry, LdifValue } from "../../ldif/index.ts";
import type { Moment } from "../../moment.ts";
import {
  type AttributeStamp,
  attributeMetadataValues,
  propertyMetadataBytes,
} from "../../replication-metadata/index.ts";
import { type SecurityDescriptor, securityDescriptorBytes } from "../../security-descriptor/index.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import { wholeSeconds } from "../exported-time.ts";

/** Which attributes of metadata are asked for. */
export type MetadataAsked = "binary" | "binary and XML";

/** The order in which a domain controller returns attributes, that of their ids; a constructed one comes last. */
const ORDER = [
  "objectClass",
  "cn",
  "description",
  "distinguishedName",
  "instanceType",
  "whenCreated",
  "whenChanged",
  "uSNCreated",
  "uSNChanged",
  "showInAdvancedViewOnly",
  "nTSecurityDescriptor",
  "name",
  "objectGUID",
  "replPropertyMetaData",
  "userAccountControl",
  "pwdLastSet",
  "primaryGroupID",
  "objectSid",
  "sAMAccountName",
  "sAMAccountType",
  "operatingSystem",
  "operatingSystemVersion",
  "serviceBindingInformation",
  "dNSHostName",
  "servicePrincipalName",
  "objectCategory",
  "isCriticalSystemObject",
  "lastLogonTimestamp",
  "msDS-ReplAttributeMetaData",
] as const;

export type AttributeName = (typeof ORDER)[number];
export type Attribute = readonly [name: AttributeName, values: readonly LdifValue[]];

export interface DirectoryObject {
  readonly dn: string;
  /** From `top` down. */
  readonly classes: readonly string[];
  readonly name: string;
  /** The class as objectCategory names it: `Computer`. */
  readonly category: string;
  /** What only objects of its class have. */
  readonly attributes: readonly Attribute[];
  readonly securityDescriptor: SecurityDescriptor;
  /** One of them is of whenCreated. */
  readonly stamps: readonly [AttributeStamp, ...AttributeStamp[]];
}

export function directoryEntry(
  object: DirectoryObject,
  domainDn: string,
  asked: MetadataAsked,
  random: SeededRandom,
): LdifEntry {
  const { dn, classes, name, category, securityDescriptor, stamps } = object;
  const [first = stamps[0]] = stamps.filter(({ attribute }) => attribute === "whenCreated");
  const last = stamps.toSorted((a, b) => compareBigint(a.localUsn, b.localUsn)).at(-1) ?? first;
  const attributes: readonly Attribute[] = [
    ...object.attributes,
    ["objectClass", classes],
    ["cn", [name]],
    ["distinguishedName", [dn]],
    ["instanceType", ["4"]],
    ["whenCreated", [generalizedTime(first.time)]],
    ["whenChanged", [generalizedTime(last.time)]],
    ["uSNCreated", [first.localUsn.toString()]],
    ["uSNChanged", [last.localUsn.toString()]],
    ["nTSecurityDescriptor", [securityDescriptorBytes(securityDescriptor)]],
    ["name", [name]],
    ["objectGUID", [guidBytes(random.guid())]],
    ["replPropertyMetaData", [propertyMetadataBytes(stamps)]],
    ["objectCategory", [`CN=${category},CN=Schema,CN=Configuration,${domainDn}`]],
    ["msDS-ReplAttributeMetaData", asked === "binary" ? [] : attributeMetadataValues(stamps)],
  ];
  return {
    dn,
    attributes: attributes.toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  };
}

/** `20180514083000.0Z` */
function generalizedTime(time: Moment): string {
  return wholeSeconds(time).replaceAll(/[-:T]/g, "").replace("Z", ".0Z");
}
