/** The five entities that XML predefines. No others are known: whatever a document declares is never expanded. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

const REFERENCE = /&(?:#x(?<hexadecimal>[0-9a-f]{1,8});|#(?<decimal>\d{1,9});|(?<name>lt|gt|amp|quot|apos);)?/gi;

/**
 * Resolves references. Windows writes control characters as references that XML 1.0 forbids: they are resolved too.
 * `unknown` is told the position of an ampersand that starts none; it stays as it is.
 */
export function resolveReferences(text: string, unknown: (position: number) => void): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (reference: string, ...rest: unknown[]) => {
    const [hexadecimal, decimal, name, at] = rest;
    const resolved =
      typeof name === "string"
        ? ENTITIES.get(name)
        : typeof hexadecimal === "string"
          ? character(Number.parseInt(hexadecimal, 16))
          : typeof decimal === "string"
            ? character(Number(decimal))
            : undefined;
    if (resolved === undefined) unknown(Number(at));
    return resolved ?? reference;
  });
}

function character(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
