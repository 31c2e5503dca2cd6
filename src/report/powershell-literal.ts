// Letters, digits and what host names have besides; PowerShell takes them as they stand.
const PLAIN = /^[A-Za-z][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*$/;
// The typographic ones end a literal as the plain one does (PowerShell language specification, 2.3.5.2).
const SINGLE_QUOTES = /['\u2018-\u201b]/g;
// What cannot be seen cannot be typed, and what a cmdlet takes for a pattern would move more than this one.
const UNTYPABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}*?[\]`]/u;
const LONGEST = 200;

/** A name as an argument of a PowerShell command, safe to paste; null for what no quotes make one name. */
export function powershellLiteral(name: string): string | null {
  if (name === "" || name.length > LONGEST || UNTYPABLE.test(name)) return null;
  return PLAIN.test(name) ? name : `'${name.replace(SINGLE_QUOTES, "$&$&")}'`;
}
