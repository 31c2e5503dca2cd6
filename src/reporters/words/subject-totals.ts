import type { Argument, Finding } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { countWords } from "./phrase-words.ts";
import { spanWords } from "./time.ts";

const SHOWN = 9;

/** For each host, proxy or volume with several rows, in their order: how often, first and last, whatever rows are shown. */
export function subjectTotals(findings: readonly Finding[]): readonly LabelledWords[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.subject.kind} ${finding.subject.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1);
  const left = several.length - SHOWN;
  return [
    ...several.slice(0, SHOWN).map((group) => ({ label: "In all", words: totalWords(group) })),
    ...(left > 0 ? [{ label: "", words: `and ${countWords(left)} more: --format json` }] : []),
  ];
}

function totalWords(findings: readonly Finding[]): string {
  const records = findings.reduce((sum, { evidence }) => sum + evidence.length, 0);
  const spans = findings.flatMap((finding) => Object.values(finding.arguments).filter(isSpan));
  const first = spans.reduce<bigint | null>((least, span) => lesser(least, span.first), null);
  const last = spans.reduce<bigint | null>((most, span) => greater(most, span.last), null);
  const name = visibleText(findings[0]?.subject.name ?? "");
  if (findings.every(isOfDirectory)) return `${name}: ${countWords(findings.length)} rows`;
  const counts = `${countWords(records)} records in ${countWords(findings.length)} rows`;
  return `${name}: ${counts}, ${spanWords(first, last)}`;
}

/** What a directory shows bears no time of its own. */
function isOfDirectory({ evidence }: Finding): boolean {
  return evidence.every(({ kind }) => kind === "directory");
}

function isSpan(argument: Argument): argument is Extract<Argument, { kind: "span" }> {
  return argument.kind === "span";
}

function lesser(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function greater(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b > a) ? b : a;
}
