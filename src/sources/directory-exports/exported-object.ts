import { filetimeToIso } from "../../shared/filetime.ts";
import { parseDn } from "../../shared/distinguished-name.ts";
import { domainSidOf } from "../../shared/sid.ts";
import { attributeValueOf, type AttributeValue, type DirectoryEntry } from "../directory-objects/index.ts";
import type { ExportedValue } from "./exported-value.ts";

/** Properties that the cmdlets make themselves, from attributes or about the object in memory; none is an attribute. */
const MADE: ReadonlySet<string> = new Set([
  "addedproperties",
  "allowreversiblepasswordencryption",
  "cannotchangepassword",
  "canonicalname",
  "created",
  "deleted",
  "doesnotrequirepreauth",
  "enabled",
  "homedirrequired",
  "ipv4address",
  "ipv6address",
  "lastbadpasswordattempt",
  "lastlogondate",
  "lockedout",
  "mnslogonaccount",
  "modified",
  "modifiedproperties",
  "passwordexpired",
  "passwordlastset",
  "passwordneverexpires",
  "passwordnotrequired",
  "propertycount",
  "propertynames",
  "protectedfromaccidentaldeletion",
  "pscomputername",
  "psshowcomputername",
  "removedproperties",
  "runspaceid",
  "trustedfordelegation",
  "trustedtoauthfordelegation",
  "usedeskeyonly",
]);
/** Attributes under other names. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["sid", "objectSid"],
  ["serviceprincipalnames", "servicePrincipalName"],
]);
const BINARY: ReadonlySet<string> = new Set([
  "objectguid",
  "objectsid",
  "ntsecuritydescriptor",
  "replpropertymetadata",
]);
/** Text of these that is a date of JSON is one. */
const TIMES: ReadonlySet<string> = new Set([
  "whencreated",
  "whenchanged",
  "createtimestamp",
  "modifytimestamp",
  "dscorepropagationdata",
]);
/** What an object that lay below the depth of the export says of itself. */
const NAME_OF_CLASS =
  /^(?:Microsoft\.ActiveDirectory\.Management|System\.DirectoryServices|System\.Security)\.[\w.]+$|^System\.Byte\[\]$/;

export interface ExportedObject {
  readonly entry: DirectoryEntry;
  /** lDAPDisplayNames in lower case, those without a value too. */
  readonly shown: readonly string[];
  /** Of the domain that its SID belongs to. */
  readonly domainSid: string | null;
}

/** What `Get-ADObject` or `Get-ADComputer` gave for one object, as a directory would say it; null without a distinguished name. */
export function exportedObject(
  properties: ReadonlyMap<string, ExportedValue>,
  timeOf: (text: string) => bigint | null,
): ExportedObject | null {
  const attributes = new Map<string, readonly AttributeValue[]>();
  const spellings = new Map<string, string>();
  const shown: string[] = [];
  for (const [property, value] of properties) {
    const lower = property.toLowerCase();
    if (MADE.has(lower)) continue;
    const spelling = RENAMED.get(lower) ?? property;
    const name = spelling.toLowerCase();
    const values = valuesOf(name, value, timeOf);
    // What cannot be used says nothing, not even that the attribute is missing.
    if (values === null || attributes.has(name)) continue;
    shown.push(name);
    if (values.length === 0) continue;
    attributes.set(name, values);
    spellings.set(name, spelling);
  }
  const [dn] = attributes.get("distinguishedname") ?? [];
  if (typeof dn !== "string" || dn.trim() === "" || parseDn(dn) === null) return null;
  const [sid] = attributes.get("objectsid") ?? [];
  return { entry: { dn, attributes, spellings }, shown, domainSid: typeof sid === "string" ? domainSidOf(sid) : null };
}

function valuesOf(
  name: string,
  value: ExportedValue,
  timeOf: (text: string) => bigint | null,
): readonly AttributeValue[] | null {
  switch (value.kind) {
    case "none":
      return [];
    case "list": {
      const bytes = BINARY.has(name) ? bytesIn(value.items) : null;
      if (bytes !== null) return [attributeValueOf(bytes)];
      const values = value.items.map((item) => valuesOf(name, item, timeOf));
      return values.includes(null) ? null : values.flatMap((each) => each ?? []);
    }
    case "bytes":
      return [attributeValueOf(value.bytes)];
    case "boolean":
      return [value.value ? "TRUE" : "FALSE"];
    case "number":
      return [value.text];
    case "time":
      return [generalizedTime(value.ticks)];
    case "text": {
      const ticks = TIMES.has(name) ? timeOf(value.text) : null;
      if (NAME_OF_CLASS.test(value.text) || (name === "ntsecuritydescriptor" && !isSddl(value.text))) return null;
      return value.text === "" ? [] : [ticks === null ? value.text : generalizedTime(ticks)];
    }
    case "object":
      return valuesOfObject(name, value, timeOf);
  }
}

function valuesOfObject(
  name: string,
  { text, properties }: Extract<ExportedValue, { kind: "object" }>,
  timeOf: (text: string) => bigint | null,
): readonly AttributeValue[] | null {
  if (name === "ntsecuritydescriptor") {
    const sddl = properties.get("Sddl");
    return sddl?.kind === "text" && isSddl(sddl.text) ? [sddl.text] : null;
  }
  // A collection of values, a date with its wrapping, a SID.
  const inner = properties.get("value") ?? properties.get("Value");
  if (inner !== undefined && inner.kind !== "object") return valuesOf(name, inner, timeOf);
  return text === null || text === "" ? null : [text];
}

/** Numbers below 256. */
function bytesIn(items: readonly ExportedValue[]): Uint8Array | null {
  const numbers = items.map((item) =>
    item.kind === "number" && /^\d{1,3}$/.test(item.text) ? Number(item.text) : 256,
  );
  return numbers.length === 0 || numbers.some((number) => number > 255) ? null : Uint8Array.from(numbers);
}

export function isSddl(text: string): boolean {
  return /^[OGD]:/.test(text);
}

/** `20180514083000.0Z`. */
function generalizedTime(ticks: bigint): string {
  const [seconds = "", fraction = ""] = filetimeToIso(ticks).replace("Z", "").split(".");
  return `${seconds.replace(/[-:T]/g, "")}.${fraction.replace(/0+$/, "") || "0"}Z`;
}
