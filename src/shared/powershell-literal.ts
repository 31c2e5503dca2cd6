/** A host's or a domain's name as they are given: PowerShell takes it for one argument without quotes. */
const BARE = /^[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*$/i;
// Windows PowerShell passes neither double quotes nor a last backslash on to programs as they are.
const REFUSED = /["\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\\$|^-|^$/u;
/** All that PowerShell ends a single-quoted text at (about_Quoting_Rules); two stand for one. */
const SINGLE_QUOTES = /['\u2018-\u201b]/g;

/** Text of a log or a directory as one argument of a PowerShell command; null for what no quotes make safe. */
export function powershellLiteral(text: string): string | null {
  if (BARE.test(text)) return text;
  return REFUSED.test(text) ? null : `'${text.replace(SINGLE_QUOTES, "$&$&")}'`;
}
