import type { ByteBuilder } from "./byte-builder.ts";
import type { ScalarValue, SystemTime, Value } from "./value.ts";

/** Appends a value's bytes; nested XML is not handled here, it needs the chunk's tables. */
export function appendValue(out: ByteBuilder, value: Exclude<Value, { readonly type: "xml" }>): void {
  if (value.type === "null") out.zeros(value.bytes ?? 0);
  else if (value.type === "binary") out.bytes(value.value);
  else if (value.type === "array") for (const item of value.items) appendArrayItem(out, item);
  else appendScalar(out, value);
}

/** Strings inside an array end with a NUL, the only mark between them. */
function appendArrayItem(out: ByteBuilder, item: ScalarValue): void {
  appendScalar(out, item);
  if (item.type === "string" && item.terminated !== true) out.u16(0);
  if (item.type === "ansi-string") out.u8(0);
}

function appendScalar(out: ByteBuilder, value: ScalarValue): void {
  switch (value.type) {
    case "string":
      out.utf16(value.value);
      if (value.terminated === true) out.u16(0);
      return;
    case "ansi-string":
      out.bytes(value.value);
      return;
    case "int8":
    case "uint8":
      out.u8(value.value);
      return;
    case "int16":
    case "uint16":
      out.u16(value.value);
      return;
    case "int32":
    case "uint32":
    case "hex32":
      out.u32(value.value);
      return;
    case "int64":
    case "uint64":
    case "hex64":
    case "filetime":
      out.u64(value.value);
      return;
    case "size":
      if (value.width === 8) out.u64(value.value);
      else out.u32(Number(value.value));
      return;
    case "float":
      out.bytes(new Uint8Array(littleEndian(4, (view) => view.setFloat32(0, value.value, true))));
      return;
    case "double":
      out.bytes(new Uint8Array(littleEndian(8, (view) => view.setFloat64(0, value.value, true))));
      return;
    case "boolean":
      out.u32(value.raw ?? (value.value ? 1 : 0));
      return;
    case "guid":
      out.bytes(guidBytes(value.value));
      return;
    case "sid":
      out.bytes(sidBytes(value.value));
      return;
    case "systemtime":
      appendSystemTime(out, value.value);
  }
}

function littleEndian(length: number, fill: (view: DataView) => void): ArrayBuffer {
  const buffer = new ArrayBuffer(length);
  fill(new DataView(buffer));
  return buffer;
}

function appendSystemTime(out: ByteBuilder, time: SystemTime): void {
  for (const field of [time.year, time.month, time.weekday, time.day]) out.u16(field);
  for (const field of [time.hour, time.minute, time.second, time.millisecond]) out.u16(field);
}

const GUID_TEXT = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** MS-DTYP 2.3.4.2: the first three groups are stored with their low byte first. */
export function guidBytes(text: string): Uint8Array {
  const match = GUID_TEXT.exec(text);
  if (match === null) throw new RangeError(`"${text}" is no GUID; write it as {8-4-4-4-12 hexadecimal digits}.`);
  const [, first = "", second = "", third = "", fourth = "", fifth = ""] = match;
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Number.parseInt(first, 16), true);
  view.setUint16(4, Number.parseInt(second, 16), true);
  view.setUint16(6, Number.parseInt(third, 16), true);
  view.setBigUint64(8, BigInt(`0x${fourth}${fifth}`), false);
  return bytes;
}

const SID_TEXT = /^S-(\d+)-(\d+)((?:-\d+)*)$/;

/** MS-DTYP 2.4.2.2: revision, count, authority (48 bits, high byte first), sub-authorities (low byte first). */
export function sidBytes(text: string): Uint8Array {
  const match = SID_TEXT.exec(text);
  if (match === null) throw new RangeError(`"${text}" is no SID; write it as S-1-5-21-...`);
  const [, revision = "", authority = "", rest = ""] = match;
  const subAuthorities = rest.split("-").slice(1).map(Number);
  const bytes = new Uint8Array(8 + 4 * subAuthorities.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, Number(revision));
  view.setUint8(1, subAuthorities.length);
  const high = BigInt(authority);
  view.setUint16(2, Number(high >> 32n));
  view.setUint32(4, Number(high & 0xffff_ffffn));
  subAuthorities.forEach((value, index) => view.setUint32(8 + 4 * index, value, true));
  return bytes;
}
