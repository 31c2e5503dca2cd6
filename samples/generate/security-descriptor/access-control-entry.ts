import type { ByteBuilder } from "../evtx/byte-builder.ts";
import { guidBytes, sidBytes } from "../evtx/value-bytes.ts";

/** MS-DTYP 2.4.4.1. */
const TYPE = { allowed: 0x00, allowedObject: 0x05 } as const;
export const ACE_FLAG = { objectInherit: 0x01, containerInherit: 0x02, inheritOnly: 0x08, inherited: 0x10 } as const;
/** MS-DTYP 2.4.4.3: which GUIDs are there. */
const PRESENT = { objectType: 1, inheritedObjectType: 2 } as const;

/** Rights that somebody is allowed; with a GUID only on that property, property set, child class or right. */
export interface AccessAllowed {
  readonly sid: string;
  readonly mask: number;
  /** Of ACE_FLAG, or-ed together; none when left out. */
  readonly flags?: number;
  readonly objectType?: string;
  /** The class of the objects that inherit it. */
  readonly inheritedObjectType?: string;
}

/** MS-DTYP 2.4.4.2 ACCESS_ALLOWED_ACE, or 2.4.4.3 ACCESS_ALLOWED_OBJECT_ACE where a GUID is given. */
export function appendAccessAllowed(out: ByteBuilder, entry: AccessAllowed): void {
  const { sid, mask, flags = 0, objectType, inheritedObjectType } = entry;
  const start = out.length;
  const isOfObject = objectType !== undefined || inheritedObjectType !== undefined;
  out.u8(isOfObject ? TYPE.allowedObject : TYPE.allowed);
  out.u8(flags);
  const size = out.length;
  out.u16(0);
  out.u32(mask);
  if (isOfObject) {
    out.u32(
      (objectType === undefined ? 0 : PRESENT.objectType) |
        (inheritedObjectType === undefined ? 0 : PRESENT.inheritedObjectType),
    );
    if (objectType !== undefined) out.bytes(guidBytes(objectType));
    if (inheritedObjectType !== undefined) out.bytes(guidBytes(inheritedObjectType));
  }
  out.bytes(sidBytes(sid));
  out.setU16(size, out.length - start);
}
