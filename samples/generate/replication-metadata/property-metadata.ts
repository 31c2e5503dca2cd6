import { ByteBuilder } from "../evtx/byte-builder.ts";
import { guidBytes } from "../evtx/value-bytes.ts";
import { attributeId } from "./attribute-id.ts";
import { type AttributeStamp, byAttributeId } from "./attribute-stamp.ts";

const VERSION = 1;
const HEADER_SIZE = 16;
const STAMP_SIZE = 48;
const TICKS_PER_SECOND = 10_000_000n;

/** The value of replPropertyMetaData: the stamps in the order of their attributes' ids; times in seconds since 1601. */
export function propertyMetadataBytes(stamps: readonly AttributeStamp[]): Uint8Array {
  const out = new ByteBuilder(HEADER_SIZE + STAMP_SIZE * stamps.length);
  out.u32(VERSION);
  out.u32(0);
  out.u32(stamps.length);
  out.u32(0);
  for (const { attribute, version, time, originator, originatingUsn, localUsn } of stamps.toSorted(byAttributeId)) {
    out.u32(attributeId(attribute));
    out.u32(version);
    out.u64(time / TICKS_PER_SECOND);
    out.bytes(guidBytes(originator.invocationId));
    out.u64(originatingUsn);
    out.u64(localUsn);
  }
  return out.slice(0, out.length);
}
