import { escapeDnValue, parseDn, type RelativeName } from "../shared/distinguished-name.ts";
import { ipv4Pseudonym, guidPseudonym } from "./identifiers.ts";
import type { NameKind, Pseudonyms } from "./pseudonyms.ts";
import { isFileEnding, isPlainFileName, isWellKnownAccount, isWellKnownContainer } from "./well-known.ts";

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/** A host, by short or DNS name, an address or an account's name with its `$`. */
export function hostPseudonym(name: string, pseudonyms: Pseudonyms, kind: "host" | "cluster" = "host"): string {
  if (IPV4.test(name)) return ipv4Pseudonym(name, pseudonyms);
  if (name.endsWith("$")) return `${hostPseudonym(name.slice(0, -1), pseudonyms, kind)}$`;
  if (name.includes(".") && pseudonyms.kindOf(name) === null) return dnsPseudonym(name, kind, pseudonyms);
  if (pseudonyms.kindOf(name) === null) pseudonyms.learn(name, kind);
  return pseudonyms.ofName(name, kind);
}

/** A name with dots: `HOST-1.domain-1.example`, or a domain. `kind`: of its first label where the rest is a domain. */
export function dnsPseudonym(name: string, kind: NameKind, pseudonyms: Pseudonyms): string {
  const labels = name.replace(/\.$/, "").split(".");
  const known = labels.findIndex((_, index) => pseudonyms.isDomain(labels.slice(index).join(".")));
  // Unknown as a whole: two labels are a domain, of more the first is a host's.
  const from = known >= 0 ? known : labels.length > 2 ? 1 : 0;
  const own = labels
    .slice(0, from)
    .map((label, index) => labelPseudonym(label, index === 0 ? kind : "name", pseudonyms));
  return [...own, pseudonyms.ofDomain(labels.slice(from).join(".")), "example"].join(".");
}

/** Labels of the names by which domain controllers are found stay. */
function labelPseudonym(label: string, kind: NameKind, pseudonyms: Pseudonyms): string {
  if (/^_(?:ldap|tcp|udp|kerberos|msdcs|gc|sites|dc)$/i.test(label) || label === "*") return label;
  if (kind === "host") pseudonyms.learn(label, "host");
  return pseudonyms.ofName(label, kind);
}

/** `DOMAIN\user`, or `user@domain`. */
export function userPseudonym(name: string, pseudonyms: Pseudonyms): string {
  const [, domain, user] = /^([^\\@]+)\\([^\\]+)$/.exec(name) ?? [];
  if (domain !== undefined && user !== undefined) {
    const host = pseudonyms.kindOf(domain);
    const place = host === null ? pseudonyms.ofDomain(domain).toUpperCase() : pseudonyms.ofName(domain, host);
    return `${isWellKnownPlace(domain) ? domain : place}\\${accountPseudonym(user, pseudonyms)}`;
  }
  const at = name.lastIndexOf("@");
  if (at > 0) {
    return `${accountPseudonym(name.slice(0, at), pseudonyms)}@${dnsPseudonym(name.slice(at + 1), "host", pseudonyms)}`;
  }
  return accountPseudonym(name, pseudonyms);
}

function isWellKnownPlace(domain: string): boolean {
  return /^(?:NT AUTHORITY|BUILTIN|NT SERVICE|NT VIRTUAL MACHINE)$/i.test(domain);
}

function accountPseudonym(name: string, pseudonyms: Pseudonyms): string {
  if (name.endsWith("$")) return hostPseudonym(name, pseudonyms);
  if (isWellKnownAccount(name)) return name;
  pseudonyms.learn(name, "user");
  return pseudonyms.ofName(name, "user");
}

const DN_TYPES = new Set(["CN", "OU", "DC", "O", "L", "ST", "C", "UID", "STREET"]);

/** null for text that is no DN of the common types. */
export function dnPseudonym(dn: string, pseudonyms: Pseudonyms): string | null {
  const names = parseDn(dn);
  if (names === null || names.length === 0) return null;
  if (!names.every(({ type }) => DN_TYPES.has(type.toUpperCase()))) return null;
  const end = names.findLastIndex(({ type }) => type.toUpperCase() !== "DC") + 1;
  const zone = /^(?:DomainDnsZones|ForestDnsZones)$/i;
  const first = names.slice(end).findIndex(({ value }) => !zone.test(value));
  const from = first < 0 ? names.length : end + first;
  const domain = names.slice(from).map(({ value }) => value);
  const own = names.slice(0, from).map((name) => relativePseudonym(name, pseudonyms));
  if (domain.length > 0) {
    pseudonyms.learn(domain.join("."), "domain");
    own.push(`DC=${pseudonyms.ofDomain(domain.join("."))}`, "DC=example");
  }
  return own.join(",");
}

/** Behind a line feed deleted objects and conflict duplicates bear their GUID. */
function relativePseudonym({ type, value }: RelativeName, pseudonyms: Pseudonyms): string {
  if (type.toUpperCase() === "DC") return `${type}=${value}`;
  const [, name = "", mark = "", guid = ""] = /^([^\n]*)(?:\n(CNF:|DEL:)([0-9a-f-]{36}))?$/i.exec(value) ?? ["", value];
  const own = isWellKnownContainer(name) ? name : wholeName(name, "name", pseudonyms);
  return `${type}=${escapeDnValue(mark === "" ? own : `${own}\n${mark}${guidPseudonym(guid, pseudonyms)}`)}`;
}

/** A name that stands alone, whatever it is made of. */
export function wholeName(name: string, kind: NameKind, pseudonyms: Pseudonyms): string {
  return name.endsWith("$") ? hostPseudonym(name, pseudonyms) : pseudonyms.ofName(name, kind);
}

/** Parts keep their order, and what everybody has keeps its name. */
export function pathPseudonym(path: string, pseudonyms: Pseudonyms): string {
  const pieces = path.split(/([\\/]+)/);
  const isShare = /^[\\/]{2}$/.test(pieces[1] ?? "") && pieces[0] === "" && !/^[?.]$/.test(pieces[2] ?? "");
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1 || /^(?:|\.{1,2}|[a-z]:|\?|\*{1,2})$/i.test(piece)) return piece;
      if (isShare && index === 2) return hostPseudonym(piece, pseudonyms);
      if (/^(?:Users|Documents and Settings|home)$/i.test(pieces[index - 2] ?? "") && index > 2) {
        return /^(?:Public|Default)$/i.test(piece) ? piece : accountPseudonym(piece, pseudonyms);
      }
      return segmentPseudonym(piece, pseudonyms);
    })
    .join("");
}

function segmentPseudonym(segment: string, pseudonyms: Pseudonyms): string {
  const volume = /^Volume(\{[0-9a-f-]{36}\})$/i.exec(segment)?.[1];
  if (volume !== undefined) return `Volume${guidPseudonym(volume, pseudonyms)}`;
  const dot = segment.lastIndexOf(".");
  const ending = dot > 0 && isFileEnding(segment.slice(dot + 1)) ? segment.slice(dot) : "";
  const name = segment.slice(0, segment.length - ending.length);
  if (ending !== "" && isPlainFileName(name)) return segment;
  const kind = pseudonyms.kindOf(name);
  if (kind !== null) return `${pseudonyms.ofName(name, kind)}${ending}`;
  if (isPlainFileName(name)) return segment;
  if (name.includes(".") && isKnownDnsName(name, pseudonyms))
    return `${dnsPseudonym(name, "host", pseudonyms)}${ending}`;
  return `${composedName(name, pseudonyms) ?? pseudonyms.ofName(name, "name")}${ending}`;
}

export function isKnownDnsName(name: string, pseudonyms: Pseudonyms): boolean {
  const labels = name.split(".");
  return labels.some((_, index) => pseudonyms.isDomain(labels.slice(index).join(".")));
}

/** `HV01-System` of names that are known and words that everybody may have; null where anything else stands there. */
function composedName(name: string, pseudonyms: Pseudonyms): string | null {
  const pieces = name.split(/([ _@()-]+)/);
  const own = pieces.map((piece, index) => {
    if (index % 2 === 1) return piece;
    const kind = pseudonyms.kindOf(piece);
    if (kind !== null) return pseudonyms.ofName(piece, kind);
    return piece === "" || isPlainFileName(piece) || /^\d{1,8}$/.test(piece) ? piece : null;
  });
  return own.includes(null) ? null : own.join("");
}
