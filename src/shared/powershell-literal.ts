/** A host's or a domain's name as they are given: PowerShell takes it for one argument without quotes. */
const BARE = /^[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*$/i;
// Windows PowerShell passes neither double quotes nor a last backslash on to programs as they are.
const REFUSED = /["\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\\$|^-|^$/u;
/** All that PowerShell ends a single-quoted text at (about_Quoting_Rules); two stand for one. */
const SINGLE_QUOTES = /['\u2018-\u201b]/g;
/** What a cmdlet takes for a pattern, which would name more than this one (about_Wildcards). */
const PATTERN = /[*?[\]`]/;
const LONGEST_NAME = 200;
/** What breaks a line of a script, or is not seen in it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Text of a log or a directory as one argument of a PowerShell command; null for what no quotes make safe. */
export function powershellLiteral(text: string): string | null {
  if (BARE.test(text)) return text;
  return REFUSED.test(text) ? null : `'${text.replace(SINGLE_QUOTES, "$&$&")}'`;
}

/** A name for a parameter that takes patterns, as most of the cluster's do: it must mean one thing alone. */
export function powershellNameLiteral(name: string): string | null {
  return name.length > LONGEST_NAME || PATTERN.test(name) ? null : powershellLiteral(name);
}

/** Text as a constant of a script, where a bare word would be a command; null for what is not seen as it is. */
export function powershellConstant(text: string): string | null {
  return UNSEEN.test(text) ? null : `'${text.replace(SINGLE_QUOTES, "$&$&")}'`;
}
