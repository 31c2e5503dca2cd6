// Harmless without quotes in bash and in Windows PowerShell alike.
const PLAIN = /^[\w./:\\-]+$/;
// Harmless within single quotes in both. Windows PowerShell loses double quotes on the way to a program.
const QUOTABLE = /^[^'"\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2018-\u201b]+$/u;

/** null for what no quotes make safe. */
export function quoted(text: string): string | null {
  return PLAIN.test(text) && !text.startsWith("-") ? text : quotedAlways(text);
}

/** In single quotes. */
export function quotedAlways(text: string): string | null {
  return isQuotable(text) && !text.startsWith("-") ? `'${text}'` : null;
}

export function isQuotable(text: string): boolean {
  return QUOTABLE.test(text);
}
