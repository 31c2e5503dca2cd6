import type { Finding } from "../../report/index.ts";

// Harmless without quotes in bash and in Windows PowerShell alike.
const PLAIN = /^[\w./:\\-]+$/;
// Harmless within single quotes in both.
const QUOTABLE = /^[^'\p{Cc}\p{Cf}\p{Cs}\u2018-\u201b]+$/u;

const SHOWN_FILES = 4;

/** The command that shows the records behind the findings, and how many of their files it had to leave out. */
export interface LookupCommand {
  readonly command: string;
  readonly paths: readonly string[];
  readonly filesLeftOut: number;
}

/** null when the findings rest on no events, or on files whose names no shell takes safely. */
export function lookupCommand(findings: readonly Finding[]): LookupCommand | null {
  const refs = findings.flatMap(({ evidence }) => evidence);
  const files = [...new Set(refs.flatMap((ref) => (ref.kind === "event" ? [ref.file] : [])))];
  const paths = files.flatMap((file) => quoted(file) ?? []);
  const ids = [...new Set(findings.flatMap(({ eventIds }) => eventIds))].sort((a, b) => a - b);
  if (ids.length === 0 || paths.length === 0) return null;
  const shown = paths.slice(0, SHOWN_FILES);
  return {
    command: ["badnode events", ...ids.map((id) => `--id ${id}`)].join(" "),
    paths: shown,
    filesLeftOut: files.length - shown.length,
  };
}

function quoted(path: string): string | null {
  if (PLAIN.test(path) && !path.startsWith("-")) return path;
  return QUOTABLE.test(path) && !path.startsWith("-") ? `'${path}'` : null;
}
