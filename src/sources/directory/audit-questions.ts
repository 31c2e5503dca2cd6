import { ACCOUNT_ATTRIBUTES } from "../../shared/directory-attributes.ts";
import type { SearchFilter } from "./connection.ts";

/** What is asked of a computer account, and of what else a connection point may stand below. */
export const COMPUTER_ATTRIBUTES: readonly string[] = [
  ...ACCOUNT_ATTRIBUTES,
  "distinguishedName",
  "replPropertyMetaData",
];

/** All that is set, for it is learnt from the peers what is to be there, and what a server shows only when it is named. */
export const CONNECTION_POINT_ATTRIBUTES: readonly string[] = [
  "*",
  "objectClass",
  "distinguishedName",
  "cn",
  "objectGUID",
  "whenCreated",
  "whenChanged",
  "nTSecurityDescriptor",
  "msDS-ReplAttributeMetaData",
  "replPropertyMetaData",
];

/** Those of the class serviceConnectionPoint that `*` brings where they are set. */
const CONNECTION_POINT_CLASS_ATTRIBUTES: readonly string[] = [
  "keywords",
  "serviceBindingInformation",
  "serviceClassName",
  "serviceDNSName",
  "serviceDNSNameType",
];

/** Of a guest's connection point nothing matters but that it is there: a domain has thousands of them. */
export const GUEST_ATTRIBUTES: readonly string[] = ["objectClass", "distinguishedName", "cn", "objectGUID"];

export const DELETED_ATTRIBUTES: readonly string[] = [
  "distinguishedName",
  "objectGUID",
  "lastKnownParent",
  "whenChanged",
  "isDeleted",
  "cn",
];

export const OWNER_ATTRIBUTES: readonly string[] = [
  "objectClass",
  "distinguishedName",
  "objectSid",
  "sAMAccountName",
  "cn",
  "msDS-PrincipalName",
];

/** In lower case: what the audit as a whole asks for of computers and connection points. */
export function attributesAskedFor(options: { readonly securityDescriptors: boolean }): ReadonlySet<string> {
  const all = [...COMPUTER_ATTRIBUTES, ...CONNECTION_POINT_ATTRIBUTES, ...CONNECTION_POINT_CLASS_ATTRIBUTES];
  const asked = new Set(all.filter((name) => name !== "*").map((name) => name.toLowerCase()));
  if (!options.securityDescriptors) asked.delete("ntsecuritydescriptor");
  return asked;
}

/** Each as `CLASS/host name`. */
const HYPER_V_SERVICE_CLASSES: readonly string[] = [
  "Microsoft Virtual Console Service",
  "Microsoft Virtual System Migration Service",
  "Hyper-V Replica Service",
];

export const HOST_POINT_NAME = "Microsoft Hyper-V";
const GUEST_POINT_NAME = "Windows Virtual Machine";

export const EVERYTHING: SearchFilter = { kind: "present", attribute: "objectClass" };
export const COMPUTERS: SearchFilter = { kind: "equals", attribute: "objectClass", value: "computer" };
const POINTS: SearchFilter = { kind: "equals", attribute: "objectClass", value: "serviceConnectionPoint" };

export const HYPER_V_COMPUTERS: SearchFilter = both(
  COMPUTERS,
  anyOf(
    HYPER_V_SERVICE_CLASSES.map((name) => ({ kind: "starts", attribute: "servicePrincipalName", value: `${name}/` })),
  ),
);

/** With those that replication renamed beside another of the name. */
export const HOST_POINTS: SearchFilter = both(
  POINTS,
  anyOf([
    { kind: "equals", attribute: "cn", value: HOST_POINT_NAME },
    { kind: "starts", attribute: "cn", value: `${HOST_POINT_NAME}\nCNF:` },
  ]),
);

export const GUEST_POINTS: SearchFilter = both(POINTS, { kind: "equals", attribute: "cn", value: GUEST_POINT_NAME });

/** Deleted objects keep their name before a GUID (MS-ADTS 3.1.1.5.5). */
export const DELETED_POINTS: SearchFilter = both(
  { kind: "equals", attribute: "isDeleted", value: "TRUE" },
  { kind: "starts", attribute: "cn", value: HOST_POINT_NAME },
);

export function isHyperVServiceName(servicePrincipalName: string): boolean {
  const name = servicePrincipalName.toLowerCase();
  return HYPER_V_SERVICE_CLASSES.some((serviceClass) => name.startsWith(`${serviceClass.toLowerCase()}/`));
}

export function anyOf(filters: readonly SearchFilter[]): SearchFilter {
  const [first, ...others] = filters;
  return first !== undefined && others.length === 0 ? first : { kind: "or", of: filters };
}

export function both(one: SearchFilter, other: SearchFilter): SearchFilter {
  return { kind: "and", of: [one, other] };
}
