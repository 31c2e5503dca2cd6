const HEADER_SIZE = 8;
const REVISION = 1;
/** MS-DTYP 2.4.2.2. */
const MAX_SUB_AUTHORITIES = 15;
const MAX_DECIMAL_AUTHORITY = 0xffff_ffff;
const MAX_AUTHORITY = 0xffff_ffff_ffff;

/** How many bytes the SID at `offset` has; null where none lies whole before `end`. */
export function sidSize(bytes: Uint8Array, offset = 0, end = bytes.length): number | null {
  const count = bytes[offset + 1];
  if (offset < 0 || end > bytes.length || offset + HEADER_SIZE > end || count === undefined) return null;
  if (bytes[offset] !== REVISION || count > MAX_SUB_AUTHORITIES) return null;
  const size = HEADER_SIZE + 4 * count;
  return offset + size > end ? null : size;
}

/** `S-1-5-32-544` of the SID that starts at `offset` (MS-DTYP 2.4.2.1, 2.4.2.2); null where none lies whole before `end`. */
export function sidText(bytes: Uint8Array, offset = 0, end = bytes.length): string | null {
  const size = sidSize(bytes, offset, end);
  if (size === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
  const authority = view.getUint16(2) * 0x1_0000_0000 + view.getUint32(4);
  const parts: (string | number)[] = [
    "S-1",
    authority > MAX_DECIMAL_AUTHORITY ? `0x${authority.toString(16).padStart(12, "0")}` : authority,
  ];
  for (let at = HEADER_SIZE; at < size; at += 4) parts.push(view.getUint32(at, true));
  return parts.join("-");
}

/** null for text that is no SID. */
export function sidBytes(text: string): Uint8Array | null {
  const match = /^S-1-(?<authority>\d{1,15}|0x[0-9a-f]{12})(?<rest>(?:-\d{1,10}){0,15})$/i.exec(text);
  if (match === null) return null;
  const authority = Number(match.groups?.["authority"]);
  const parts = (match.groups?.["rest"] ?? "").split("-").slice(1).map(Number);
  if (authority > MAX_AUTHORITY || parts.some((part) => part > 0xffff_ffff)) return null;
  const bytes = new Uint8Array(HEADER_SIZE + 4 * parts.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = REVISION;
  bytes[1] = parts.length;
  view.setUint16(2, Math.floor(authority / 0x1_0000_0000));
  view.setUint32(4, authority % 0x1_0000_0000);
  for (const [index, part] of parts.entries()) view.setUint32(HEADER_SIZE + 4 * index, part, true);
  return bytes;
}

/** MS-DTYP 2.4.2.4: the same in every domain. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ["S-1-0-0", "Nobody"],
  ["S-1-1-0", "Everyone"],
  ["S-1-3-0", "CREATOR OWNER"],
  ["S-1-3-1", "CREATOR GROUP"],
  ["S-1-3-4", "OWNER RIGHTS"],
  ["S-1-5-2", "NETWORK"],
  ["S-1-5-4", "INTERACTIVE"],
  ["S-1-5-6", "SERVICE"],
  ["S-1-5-7", "ANONYMOUS LOGON"],
  ["S-1-5-9", "ENTERPRISE DOMAIN CONTROLLERS"],
  ["S-1-5-10", "SELF"],
  ["S-1-5-11", "Authenticated Users"],
  ["S-1-5-15", "This Organization"],
  ["S-1-5-18", "SYSTEM"],
  ["S-1-5-19", "LOCAL SERVICE"],
  ["S-1-5-20", "NETWORK SERVICE"],
  ["S-1-5-32-544", "BUILTIN\\Administrators"],
  ["S-1-5-32-545", "BUILTIN\\Users"],
  ["S-1-5-32-546", "BUILTIN\\Guests"],
  ["S-1-5-32-548", "BUILTIN\\Account Operators"],
  ["S-1-5-32-549", "BUILTIN\\Server Operators"],
  ["S-1-5-32-550", "BUILTIN\\Print Operators"],
  ["S-1-5-32-551", "BUILTIN\\Backup Operators"],
  ["S-1-5-32-554", "BUILTIN\\Pre-Windows 2000 Compatible Access"],
  ["S-1-5-32-560", "BUILTIN\\Windows Authorization Access Group"],
  ["S-1-5-32-561", "BUILTIN\\Terminal Server License Servers"],
  ["S-1-5-32-578", "BUILTIN\\Hyper-V Administrators"],
]);

/** The same document: by the last part, behind the SID of a domain. */
const WELL_KNOWN_IN_DOMAIN: ReadonlyMap<number, string> = new Map([
  [498, "Enterprise Read-only Domain Controllers"],
  [500, "Administrator"],
  [501, "Guest"],
  [502, "krbtgt"],
  [512, "Domain Admins"],
  [513, "Domain Users"],
  [514, "Domain Guests"],
  [515, "Domain Computers"],
  [516, "Domain Controllers"],
  [517, "Cert Publishers"],
  [518, "Schema Admins"],
  [519, "Enterprise Admins"],
  [520, "Group Policy Creator Owners"],
  [521, "Read-only Domain Controllers"],
  [522, "Cloneable Domain Controllers"],
  [525, "Protected Users"],
  [526, "Key Admins"],
  [527, "Enterprise Key Admins"],
  [553, "RAS and IAS Servers"],
]);

const IN_DOMAIN = /^(?<domain>S-1-5-21(?:-\d+){3})-(?<rid>\d+)$/i;

/** `Domain Admins`, `SYSTEM`: the English name of a principal that has the same SID, or the same last part, everywhere; else null. */
export function wellKnownSidName(sid: string): string | null {
  const known = WELL_KNOWN.get(sid.toUpperCase());
  if (known !== undefined) return known;
  const rid = IN_DOMAIN.exec(sid)?.groups?.["rid"];
  return (rid === undefined ? undefined : WELL_KNOWN_IN_DOMAIN.get(Number(rid))) ?? null;
}

/** Of an account's SID that of its domain; null where it is of no domain. */
export function domainSidOf(sid: string): string | null {
  return IN_DOMAIN.exec(sid)?.groups?.["domain"] ?? null;
}
