import type { AttributeValue } from "./directory-entry.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text where the bytes are UTF-8 text, else the bytes. */
export function attributeValueOf(bytes: Uint8Array): AttributeValue {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}
