import { ARRAY_FLAG, ValueType } from "../binxml/tokens.ts";
import type { ChunkBytes } from "../chunk-bytes.ts";
import type { EvtxValue } from "../value.ts";
import { fixedSize, type ValueTextReader } from "./value-text.ts";

/** One substitution as a value with its type. Sizes that do not fit the type come as `unknown` with their bytes. */
export function typedValue(
  text: ValueTextReader,
  chunk: ChunkBytes,
  type: number,
  position: number,
  size: number,
): EvtxValue {
  if ((type & ARRAY_FLAG) !== 0) {
    const items: EvtxValue[] = [];
    text.items(chunk, type, position, size, (itemType, at, length) => {
      items.push(typedValue(text, chunk, itemType, at, length));
    });
    return { type: "array", items };
  }
  const view = chunk.view;
  const unknown = (): EvtxValue => ({
    type: "unknown",
    code: type,
    value: chunk.bytes.slice(position, position + size),
  });
  const expected = fixedSize(type);
  if (expected !== 0 && expected !== size && type !== ValueType.boolean) return unknown();
  switch (type) {
    case ValueType.null:
      return { type: "null" };
    case ValueType.string:
    case ValueType.eventXml:
      return { type: "string", value: text.text(chunk, type, position, size) };
    case ValueType.ansiString:
      return { type: "ansi-string", value: text.text(chunk, type, position, size) };
    case ValueType.int8:
      return { type: "int8", value: view.getInt8(position) };
    case ValueType.uint8:
      return { type: "uint8", value: view.getUint8(position) };
    case ValueType.int16:
      return { type: "int16", value: view.getInt16(position, true) };
    case ValueType.uint16:
      return { type: "uint16", value: view.getUint16(position, true) };
    case ValueType.int32:
      return { type: "int32", value: view.getInt32(position, true) };
    case ValueType.uint32:
      return { type: "uint32", value: view.getUint32(position, true) };
    case ValueType.hex32:
      return { type: "hex32", value: view.getUint32(position, true) };
    case ValueType.int64:
      return { type: "int64", value: view.getBigInt64(position, true) };
    case ValueType.uint64:
      return { type: "uint64", value: view.getBigUint64(position, true) };
    case ValueType.hex64:
      return { type: "hex64", value: view.getBigUint64(position, true) };
    case ValueType.filetime:
      return { type: "filetime", value: view.getBigUint64(position, true) };
    case ValueType.float:
      return { type: "float", value: view.getFloat32(position, true) };
    case ValueType.double:
      return { type: "double", value: view.getFloat64(position, true) };
    case ValueType.boolean:
      if (size === 4) return { type: "boolean", value: view.getUint32(position, true) !== 0 };
      if (size === 1) return { type: "boolean", value: view.getUint8(position) !== 0 };
      return unknown();
    case ValueType.size:
      if (size === 4) return { type: "size", value: BigInt(view.getUint32(position, true)) };
      if (size === 8) return { type: "size", value: view.getBigUint64(position, true) };
      return unknown();
    case ValueType.binary:
      return { type: "binary", value: chunk.bytes.slice(position, position + size) };
    case ValueType.guid:
      return { type: "guid", value: text.text(chunk, type, position, size) };
    case ValueType.sid:
      if (size < 8 || size !== 8 + view.getUint8(position + 1) * 4) return unknown();
      return { type: "sid", value: text.text(chunk, type, position, size) };
    case ValueType.systemtime:
      return { type: "systemtime", value: text.text(chunk, type, position, size) };
    default:
      return unknown();
  }
}
