import { sidText } from "../../shared/sid.ts";
import { type AccessControlEntry, readAccessControlList } from "./access-control-list.ts";
import { broken, type DescriptorProblem, isProblem } from "./problem.ts";

const HEADER_SIZE = 20;
const REVISION = 1;
const CONTROL = { daclPresent: 0x0004, selfRelative: 0x8000 } as const;
const OFFSET = { control: 2, owner: 4, group: 8, dacl: 16 } as const;

/** What a self-relative SECURITY_DESCRIPTOR says, without what it would have audited. */
export interface SecurityDescriptor {
  /** SID; null: it was not asked for. */
  readonly owner: string | null;
  readonly group: string | null;
  /** false: it was not asked for, or there is none; `entries` then tell nothing. */
  readonly hasDacl: boolean;
  /** Of the discretionary list, in their order. null: there is no list, and everybody may do everything; an empty list lets nobody in. */
  readonly entries: readonly AccessControlEntry[] | null;
  /** Entries of other types than allow and deny, such as those with conditions: what they grant is not known here. */
  readonly otherEntries: number;
}

export type ParsedSecurityDescriptor =
  | { readonly descriptor: SecurityDescriptor; readonly problem: null }
  | { readonly descriptor: null; readonly problem: DescriptorProblem };

/**
 * MS-DTYP 2.4.6. A descriptor of which a part cannot be read is a problem as a whole: an entry that is lost would look like a right that is
 * not there.
 */
export function parseSecurityDescriptor(bytes: Uint8Array): ParsedSecurityDescriptor {
  const descriptor = read(bytes);
  return isProblem(descriptor) ? { descriptor: null, problem: descriptor } : { descriptor, problem: null };
}

function read(bytes: Uint8Array): SecurityDescriptor | DescriptorProblem {
  if (bytes.length < HEADER_SIZE) return broken("truncated", bytes.length, `${HEADER_SIZE} bytes of header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] !== REVISION) return broken("revision", 0, `revision ${REVISION}`);
  const control = view.getUint16(OFFSET.control, true);
  if ((control & CONTROL.selfRelative) === 0) return broken("control", OFFSET.control, "a self-relative descriptor");
  const owner = sidAt(view, bytes, OFFSET.owner);
  if (isProblem(owner)) return owner;
  const group = sidAt(view, bytes, OFFSET.group);
  if (isProblem(group)) return group;
  const start = view.getUint32(OFFSET.dacl, true);
  const hasDacl = (control & CONTROL.daclPresent) !== 0;
  if (!hasDacl || start === 0) return { owner, group, hasDacl, entries: null, otherEntries: 0 };
  if (start < HEADER_SIZE) return broken("offset", OFFSET.dacl, "a list behind the header");
  const list = readAccessControlList(bytes, start);
  return isProblem(list) ? list : { owner, group, hasDacl, ...list };
}

/** null where the header names none. */
function sidAt(view: DataView, bytes: Uint8Array, field: number): string | null | DescriptorProblem {
  const start = view.getUint32(field, true);
  if (start === 0) return null;
  if (start < HEADER_SIZE) return broken("offset", field, "a SID behind the header");
  return sidText(bytes, start) ?? broken("sid", start, "a whole SID");
}
