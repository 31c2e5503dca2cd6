/**
 * `url-value`: a value stands in another file; none is fetched. `failed-search`: ldapsearch says itself that it did not
 * get all. `cut-off`: the file ends where more must follow. `nul-bytes`: a block of the file was never written, or was lost.
 */
export type LdifProblemKind =
  | "bad-base64"
  | "bad-dn"
  | "bad-name"
  | "cut-off"
  | "failed-search"
  | "no-colon"
  | "no-dn"
  | "no-separator"
  | "nul-bytes"
  | "stray-continuation"
  | "too-large"
  | "too-long"
  | "unknown-version"
  | "url-value";

/** One thing that is not as RFC 2849 has it. An entry with a problem is left out. */
export interface LdifProblem {
  readonly kind: LdifProblemKind;
  /** Counted from 1; where a folded line starts. */
  readonly line: number;
  /** Line of the dn of the entry that is left out; null: none is known. */
  readonly entryLine: number | null;
  /** What stands there, shortened: an attribute's name, the result of a search; may be empty. Not fit for a terminal as it is. */
  readonly found: string;
}

const WORDS: Readonly<Record<LdifProblemKind, (found: string) => string>> = {
  "bad-base64": (found) => `the value of ${found} is no base64`,
  "bad-dn": () => "the dn is no UTF-8 text",
  "bad-name": (found) => `"${found}" is no attribute's name`,
  "cut-off": () => "the file is cut off here",
  "failed-search": (found) => `the search did not end well (result: ${found})`,
  "no-colon": (found) => `"${found}" has no colon`,
  "no-dn": (found) => `${found} stands before any dn`,
  "no-separator": () => "an entry begins without an empty line behind the one before, which may be cut off",
  "nul-bytes": () => "bytes of zero stand where text must, so a part of the file is lost",
  "stray-continuation": () => "a line that continues another follows none",
  "too-large": () => "the entry has more values than any object of a directory",
  "too-long": () => "the line is longer than any value of a directory",
  "unknown-version": (found) => `LDIF of version ${found} is not known`,
  "url-value": (found) => `the value of ${found} stands in another file, which is not fetched`,
};

/** `line 12: the value of cn is no base64; the entry at line 10 is left out`. */
export function describeLdifProblem({ kind, line, entryLine, found }: LdifProblem): string {
  const leftOut = entryLine === null ? "" : `; the entry at line ${entryLine} is left out`;
  return `line ${line}: ${WORDS[kind](found)}${leftOut}`;
}
