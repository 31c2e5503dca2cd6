import type { EvidenceRef } from "../../evidence/index.ts";
import type {
  Alias,
  Argument,
  CandidateVerdict,
  CheckResult,
  CoverageRow,
  Finding,
  Report,
  Span,
} from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { checkTitle, findingWords, reasonWords, stepWords, verdictSentence } from "../words/index.ts";

/** The report as one JSON object, described by schema/report.schema.json. Ends with a line feed. */
export function reportToJson(report: Report): string {
  const { verdict } = report;
  const object = {
    schemaVersion: report.schemaVersion,
    tool: report.tool,
    generatedAt: filetimeToIso(report.generatedAt),
    window: spanObject(report.window),
    sources: report.sources.map(({ kind, path, status, records, damaged, warnings, ...source }) => ({
      kind,
      path,
      status,
      records,
      damaged,
      ...spanObject(source),
      warnings: source.problem === null ? warnings : [source.problem.happened, ...warnings],
    })),
    coverage: report.coverage.map(coverageObject),
    nodes: report.nodes.map(({ name, ...candidate }) => ({ node: name, ...hostObject(candidate) })),
    volumes: report.volumes.map(({ name, ...candidate }) => ({ volume: name, ...candidateObject(candidate) })),
    proxies: report.proxies.map(({ name, ...candidate }) => ({ proxy: name, ...hostObject(candidate) })),
    checks: report.checks.map(checkObject),
    verdict: { badNodes: verdict.badNodes, sentence: verdictSentence(report) },
  };
  return `${withoutControls(JSON.stringify(object, null, 2))}\n`;
}

function coverageObject(row: CoverageRow): object {
  const { host, channel, examined, coversWindow, damaged, beginsLate, endsEarly, numbers } = row;
  return {
    host,
    channel,
    examined,
    ...spanObject(row),
    coversWindow,
    beginsLate,
    endsEarly,
    damaged,
    records: numbers === null ? null : Number(numbers.present),
    missingRecords: numbers?.missing.toString() ?? null,
    filtered: numbers?.isFiltered ?? null,
    spans:
      numbers?.spans.map((span) => ({
        ...spanObject(span),
        firstRecordId: span.firstId.toString(),
        lastRecordId: span.lastId.toString(),
      })) ?? null,
    gaps: numbers?.gaps.map((gap) => ({ ...spanObject(gap), missingRecords: gap.missing?.toString() ?? null })) ?? null,
    gapCount: numbers?.gapCount ?? null,
    cleared: row.cleared.map(({ time, by, evidence }) => ({
      time: filetimeToIso(time),
      by,
      evidence: evidenceObject(evidence),
    })),
    clockSteps: row.clockSteps.map((step) => ({ ...spanObject(step), evidence: evidenceObject(step.evidence) })),
    silences: row.pauses.map(spanObject),
  };
}

function hostObject({ aliases, ...candidate }: Omit<CandidateVerdict, "name">): object {
  return { ...candidateObject(candidate), aliases: aliases.map(aliasObject) };
}

function aliasObject({ name, until, basis, evidence }: Alias): object {
  return { name, until: timeOrNull(until), basis, evidence: evidence.map(evidenceObject) };
}

function candidateObject({
  verdict,
  probability,
  trials,
  reasons,
}: Omit<CandidateVerdict, "name" | "aliases">): object {
  return { verdict, probability, trials, reasons };
}

function checkObject(check: CheckResult): object {
  return {
    id: check.text.id,
    status: check.status,
    severity: check.severity,
    title: checkTitle(check),
    reason: reasonWords(check),
    findings: check.findings.map((finding) => findingObject(finding, check)),
    remediation: stepWords([check]),
  };
}

function findingObject(finding: Finding, check: CheckResult): object {
  return {
    [finding.subject.kind]: finding.subject.name,
    severity: finding.severity,
    code: finding.code,
    arguments: Object.fromEntries(
      Object.entries(finding.arguments).map(([name, value]) => [name, argumentValue(value)]),
    ),
    message: findingWords(finding, check),
    evidence: finding.evidence.map(evidenceObject),
  };
}

function argumentValue(argument: Argument): unknown {
  switch (argument.kind) {
    case "text":
    case "count":
      return argument.value;
    case "span":
      return { first: timeOrNull(argument.first), last: timeOrNull(argument.last) };
    case "names":
      return argument.values;
  }
}

/** Fields in the contract's order, whatever order the source gave them in. */
function evidenceObject(ref: EvidenceRef): object {
  switch (ref.kind) {
    case "event":
      return { kind: ref.kind, file: ref.file, channel: ref.channel, recordId: ref.recordId, time: ref.time };
    case "directory":
      return { kind: ref.kind, server: ref.server, dn: ref.dn, attribute: ref.attribute, value: ref.value };
    case "row":
      return { kind: ref.kind, file: ref.file, line: ref.line, time: ref.time };
    case "setting":
      return { kind: ref.kind, file: ref.file, path: ref.path };
  }
}

function spanObject({ from, to }: Span): { readonly from: string | null; readonly to: string | null } {
  return { from: timeOrNull(from), to: timeOrNull(to) };
}

function timeOrNull(ticks: bigint | null): string | null {
  return ticks === null ? null : filetimeToIso(ticks);
}

// JSON.stringify escapes C0 and lone surrogates itself. What is left here stands inside strings, where \u is valid.
const UNESCAPED = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same JSON values with nothing that a terminal would obey. */
function withoutControls(json: string): string {
  return json.replace(UNESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
