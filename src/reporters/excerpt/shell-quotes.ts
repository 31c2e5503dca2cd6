// Harmless without quotes in bash and in Windows PowerShell alike.
const PLAIN = /^[\w./:\\-]+$/;
// Harmless within single quotes in both. Windows PowerShell loses double quotes on the way to a program.
const QUOTABLE = /^[^'"\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2018-\u201b]+$/u;

/** null for what no quotes make safe. */
export function quoted(text: string): string | null {
  if (text.startsWith("-")) return null;
  if (PLAIN.test(text)) return text;
  return isQuotable(text) ? `'${text}'` : null;
}

export function isQuotable(text: string): boolean {
  return QUOTABLE.test(text);
}
