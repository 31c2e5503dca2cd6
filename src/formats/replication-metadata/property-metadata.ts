import { attributeNameOf } from "./attribute-names.ts";
import type { MetadataProblem, MetadataStamp, ParsedMetadata } from "./stamp.ts";

const VERSION = 1;
const HEADER_SIZE = 16;
const COUNT = 8;
const STAMP_SIZE = 48;
const STAMP = { attribute: 0, version: 4, seconds: 8 } as const;
const TICKS_PER_SECOND = 10_000_000n;
/** A FILETIME has 64 bits. */
const MAX_SECONDS = ((1n << 64n) - 1n) / TICKS_PER_SECOND;

/**
 * replPropertyMetaData, the only form in which Samba shows metadata: a header with version and count, then 48 bytes for each attribute,
 * with its number in place of its name and seconds since 1601. Attributes that are not known by number are left out, and so are those
 * that `wanted` (in lower case) does not name.
 */
export function parsePropertyMetadata(bytes: Uint8Array, wanted?: ReadonlySet<string>): ParsedMetadata {
  if (bytes.length < HEADER_SIZE) return failed([], "truncated", `${HEADER_SIZE} bytes of header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== VERSION) return failed([], "version", `version ${VERSION}`);
  const count = view.getUint32(COUNT, true);
  const stamps: MetadataStamp[] = [];
  let at = HEADER_SIZE;
  for (let left = count; left > 0; left--, at += STAMP_SIZE) {
    if (at + STAMP_SIZE > bytes.length) return failed(stamps, "truncated", `${count} attributes`);
    const attribute = attributeNameOf(view.getUint32(at + STAMP.attribute, true));
    if (attribute === null || wanted?.has(attribute) === false) continue;
    const seconds = view.getBigUint64(at + STAMP.seconds, true);
    if (seconds > MAX_SECONDS) return failed(stamps, "time", "seconds that a FILETIME can hold");
    stamps.push({ attribute, version: view.getUint32(at + STAMP.version, true), time: seconds * TICKS_PER_SECOND });
  }
  return { stamps, problem: null };
}

function failed(stamps: readonly MetadataStamp[], kind: MetadataProblem["kind"], expected: string): ParsedMetadata {
  return { stamps, problem: { kind, expected } };
}
