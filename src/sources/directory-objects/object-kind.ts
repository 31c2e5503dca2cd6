import { firstValue } from "../../shared/distinguished-name.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { firstValueOf, integerOf } from "./entry-values.ts";

export type ObjectKind =
  | { readonly kind: "computer" }
  | { readonly kind: "connection-point"; readonly purpose: "host" | "guest" }
  | { readonly kind: "deleted-connection-point" }
  | { readonly kind: "other"; readonly objectClasses: readonly string[] };

/** Accounts of services, which are computers by class (MS-ADSC). */
const SERVICE_ACCOUNTS = [
  "msds-managedserviceaccount",
  "msds-groupmanagedserviceaccount",
  "msds-delegatedmanagedserviceaccount",
];
const PURPOSES: ReadonlyMap<string, "host" | "guest"> = new Map([
  ["microsoft hyper-v", "host"],
  ["windows virtual machine", "guest"],
]);
const CONNECTION_POINT = "serviceconnectionpoint";
/** MS-ADTS 2.2.16: the account of a trust between domains, whose name ends in `$` as well. */
const INTERDOMAIN_TRUST_ACCOUNT = 0x800;

/** What an entry is, by its class where that is shown, else by what else tells. */
export function objectKindOf(entry: DirectoryEntry): ObjectKind {
  const objectClasses = (entry.attributes.get("objectclass") ?? []).filter((value) => typeof value === "string");
  const classes = objectClasses.map((name) => name.toLowerCase());
  const isOther: ObjectKind = { kind: "other", objectClasses };
  const [name = "", mark = ""] = (firstValue(entry.dn) ?? "").split("\n");
  const isDeleted = /^DEL:/i.test(mark) || isTrue(entry, "isdeleted");
  const purpose = purposeOf(entry, name, classes);
  if (isDeleted) return purpose === "host" ? { kind: "deleted-connection-point" } : isOther;
  if (purpose !== null) return { kind: "connection-point", purpose };
  return isComputer(entry, classes) ? { kind: "computer" } : isOther;
}

/** What nothing is that only lost its class: objects of other kinds may bear the name of a connection point. */
const OTHER_KINDS: ReadonlySet<string> = new Set(["computer", "container", "group", "organizationalunit", "user"]);
const HOST_POINT_RDN = /^CN *= *microsoft hyper-v *,/i;

/**
 * Of an entry that is no connection point by its classes: `named` where it bears the name of a host's all the same, and
 * its classes may be damaged; `named-otherwise` where they plainly say something else.
 */
export function nameOfHostPoint(entry: DirectoryEntry): "named" | "named-otherwise" | null {
  if (!HOST_POINT_RDN.test(entry.dn) || isTrue(entry, "isdeleted")) return null;
  const classes = entry.attributes.get("objectclass") ?? [];
  const isOther = classes.some((name) => typeof name === "string" && OTHER_KINDS.has(name.toLowerCase()));
  return isOther ? "named-otherwise" : "named";
}

function purposeOf(entry: DirectoryEntry, rdn: string, classes: readonly string[]): "host" | "guest" | null {
  // A name alone is one where no class is shown: the directory may hide everything of an object but that it is there.
  if (classes.length > 0 && !classes.includes(CONNECTION_POINT)) return null;
  const byRdn = PURPOSES.get(rdn.toLowerCase());
  if (byRdn !== undefined || classes.length === 0) return byRdn ?? null;
  const cn = firstValueOf(entry, "cn");
  return (typeof cn === "string" ? PURPOSES.get((cn.split("\n")[0] ?? "").toLowerCase()) : undefined) ?? null;
}

function isComputer(entry: DirectoryEntry, classes: readonly string[]): boolean {
  if (classes.length > 0)
    return classes.includes("computer") && !classes.some((name) => SERVICE_ACCOUNTS.includes(name));
  const category = firstValueOf(entry, "objectcategory");
  if (typeof category === "string") return /^(?:computer$|CN=Computer,)/i.test(category);
  const account = firstValueOf(entry, "samaccountname");
  if (typeof account !== "string" || !account.endsWith("$")) return false;
  return ((integerOf(entry, "useraccountcontrol") ?? 0) & INTERDOMAIN_TRUST_ACCOUNT) === 0;
}

function isTrue(entry: DirectoryEntry, name: string): boolean {
  const value = firstValueOf(entry, name);
  return typeof value === "string" && value.toUpperCase() === "TRUE";
}
