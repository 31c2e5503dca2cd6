import {
  describeLdifProblem,
  type LdifCounts,
  type LdifLimits,
  type LdifProblem,
  LdifReader,
  type ReadLdifEntry,
} from "../../../../src/formats/ldif/index.ts";

export interface LdifReading {
  readonly entries: readonly ReadLdifEntry[];
  readonly problems: readonly LdifProblem[];
  readonly comments: readonly string[];
  readonly counts: LdifCounts;
}

/** Reads it in pieces of so many bytes. */
export function readLdif(
  content: string | Uint8Array,
  pieceBytes = Infinity,
  limits: Partial<LdifLimits> = {},
): LdifReading {
  const entries: ReadLdifEntry[] = [];
  const problems: LdifProblem[] = [];
  const comments: string[] = [];
  const reader = new LdifReader(
    {
      entry: (entry) => entries.push(entry),
      problem: (problem) => problems.push(problem),
      comment: (text) => comments.push(text),
    },
    limits,
  );
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const size = Math.min(pieceBytes, Math.max(1, bytes.length));
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
  return { entries, problems, comments, counts: reader.end() };
}

/** `[dn, "name=value", ...]` of each entry; bytes are shown in hexadecimal. */
export function shownEntries({ entries }: LdifReading): readonly (readonly string[])[] {
  return entries.map(({ dn, attributes }) => [
    dn,
    ...attributes.map(
      ({ name, options, value }) =>
        `${[name, ...options].join(";")}=${typeof value === "string" ? value : `0x${Buffer.from(value).toString("hex")}`}`,
    ),
  ]);
}

export function shownProblems({ problems }: LdifReading): readonly string[] {
  return problems.map(describeLdifProblem);
}
