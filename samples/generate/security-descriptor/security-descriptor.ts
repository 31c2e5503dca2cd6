import { ByteBuilder } from "../evtx/byte-builder.ts";
import { sidBytes } from "../evtx/value-bytes.ts";
import { type AccessAllowed, appendAccessAllowed } from "./access-control-entry.ts";

const REVISION = 1;
/** MS-DTYP 2.4.5: lists with object entries have a revision of their own. */
const ACL_REVISION = { plain: 2, withObjects: 4 } as const;
const CONTROL = { daclPresent: 0x0004, daclAutoInherited: 0x0400, selfRelative: 0x8000 } as const;
const HEADER_SIZE = 20;
/** Where the header says where the parts are; there is no SACL, which only few may read. */
const OFFSET = { owner: 4, group: 8, dacl: 16 } as const;

export interface SecurityDescriptor {
  readonly owner: string;
  readonly group: string;
  /** In the order in which it is evaluated: explicit entries before inherited ones. */
  readonly dacl: readonly AccessAllowed[];
}

/** MS-DTYP 2.4.6 SECURITY_DESCRIPTOR, self-relative: header, owner, group, DACL; the format allows any order. */
export function securityDescriptorBytes({ owner, group, dacl }: SecurityDescriptor): Uint8Array {
  const out = new ByteBuilder(256);
  out.u8(REVISION);
  out.u8(0);
  out.u16(CONTROL.selfRelative | CONTROL.daclAutoInherited | CONTROL.daclPresent);
  out.zeros(HEADER_SIZE - out.length);
  out.setU32(OFFSET.owner, out.length);
  out.bytes(sidBytes(owner));
  out.setU32(OFFSET.group, out.length);
  out.bytes(sidBytes(group));
  out.setU32(OFFSET.dacl, out.length);
  appendAccessControlList(out, dacl);
  return out.slice(0, out.length);
}

function appendAccessControlList(out: ByteBuilder, entries: readonly AccessAllowed[]): void {
  const start = out.length;
  const hasObjects = entries.some((entry) => "objectType" in entry || "inheritedObjectType" in entry);
  out.u8(hasObjects ? ACL_REVISION.withObjects : ACL_REVISION.plain);
  out.u8(0);
  const size = out.length;
  out.u16(0);
  out.u16(entries.length);
  out.u16(0);
  for (const entry of entries) appendAccessAllowed(out, entry);
  out.setU16(size, out.length - start);
}
