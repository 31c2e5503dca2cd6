/** JSON as a person or Windows PowerShell 5.1 saves it: UTF-8, or UTF-16 with its mark. undefined: it is no JSON. */
export function parsedJson(bytes: Uint8Array): unknown {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return JSON.parse(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
