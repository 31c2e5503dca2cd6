/** What a ZIP says of one thing in it. Every number is a claim. */
export interface ZipEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "special";
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated; no other is known here. */
  readonly method: number;
  /** null: the end of its data says it. */
  readonly packedBytes: number | null;
  readonly bytes: number | null;
  readonly crc: number | null;
  /** Where its header stands. */
  readonly header: number;
}

export const STORED = 0;
export const DEFLATED = 8;

const FLAG_ENCRYPTED = 0x1;
const FLAG_STRONGLY_ENCRYPTED = 0x40;
const FLAG_HEADER_ENCRYPTED = 0x2000;

export function isEncrypted(flags: number): boolean {
  return (flags & (FLAG_ENCRYPTED | FLAG_STRONGLY_ENCRYPTED | FLAG_HEADER_ENCRYPTED)) !== 0;
}

/** Systems whose ZIPs hold a file's mode of POSIX in the upper half of the attributes. */
const POSIX_SYSTEMS: readonly number[] = [3, 19];
const FILE_TYPE = 0o170000;
const POSIX_FOLDER = 0o040000;
const POSIX_FILE = 0o100000;
const POSIX_LINK = 0o120000;
const WINDOWS_REPARSE_POINT = 0x400;

export function kindOf(name: string, versionMadeBy = 0, attributes = 0): ZipEntry["kind"] {
  if ((attributes & WINDOWS_REPARSE_POINT) !== 0) return "link";
  const type = POSIX_SYSTEMS.includes(versionMadeBy >> 8) ? (attributes >>> 16) & FILE_TYPE : 0;
  if (type === POSIX_LINK) return "link";
  if (type !== 0 && type !== POSIX_FILE && type !== POSIX_FOLDER) return "special";
  return type === POSIX_FOLDER || /[\\/]$/.test(name) ? "folder" : "file";
}
