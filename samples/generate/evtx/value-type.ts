/** BinXML value types (MS-EVEN6 2.2.12); an array's type is its items' type with the high bit set. */
export const VALUE_TYPE = {
  null: 0x00,
  string: 0x01,
  "ansi-string": 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  float: 0x0b,
  double: 0x0c,
  boolean: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  filetime: 0x11,
  systemtime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  xml: 0x21,
} as const;

export const ARRAY_FLAG = 0x80;

export type ValueTypeName = keyof typeof VALUE_TYPE;
