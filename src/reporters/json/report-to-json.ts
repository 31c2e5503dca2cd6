import type {
  Alias,
  Argument,
  CandidateVerdict,
  CheckResult,
  CoverageRow,
  Finding,
  Report,
  ReportedSource,
  Span,
} from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { checkTitle, findingWords, reasonWords, stepWords, verdictSentence } from "../words/index.ts";
import { directoryObject } from "./directory-object.ts";
import { evidenceObject, timeOrNull } from "./json-values.ts";

/** The report as one JSON object, described by schema/report.schema.json. Ends with a line feed. */
export function reportToJson(report: Report): string {
  const { verdict } = report;
  const object = {
    schemaVersion: report.schemaVersion,
    tool: report.tool,
    generatedAt: filetimeToIso(report.generatedAt),
    window: spanObject(report.window),
    sources: report.sources.map(sourceObject),
    coverage: report.coverage.map(coverageObject),
    directory: report.directory === null ? null : directoryObject(report.directory),
    nodes: report.nodes.map(({ name, ...candidate }) => ({ node: name, ...hostObject(candidate) })),
    volumes: report.volumes.map(({ name, ...candidate }) => ({ volume: name, ...candidateObject(candidate) })),
    proxies: report.proxies.map(({ name, ...candidate }) => ({ proxy: name, ...hostObject(candidate) })),
    checks: report.checks.map((check) => checkObject(check, report)),
    verdict: { badNodes: verdict.badNodes, sentence: verdictSentence(report) },
  };
  return `${withoutControls(JSON.stringify(object, null, 2))}\n`;
}

/** Of a directory, records are objects; it has no span. */
function sourceObject(source: ReportedSource): object {
  const { kind, path, status, problem, warnings } = source;
  const isLog = source.kind === "event-log";
  return {
    kind,
    path,
    status,
    records: isLog ? source.records : source.objects,
    damaged: isLog ? source.damaged : status === "damaged" ? 1 : 0,
    ...spanObject(isLog ? source : { from: null, to: null }),
    warnings: problem === null ? warnings : [problem.happened, ...warnings],
  };
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

function checkObject(check: CheckResult, report: Report): object {
  return {
    id: check.text.id,
    status: check.status,
    severity: check.severity,
    title: checkTitle(check),
    reason: reasonWords(check),
    findings: check.findings.map((finding) => findingObject(finding, check)),
    remediation: stepWords([check], report),
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

function spanObject({ from, to }: Span): { readonly from: string | null; readonly to: string | null } {
  return { from: timeOrNull(from), to: timeOrNull(to) };
}

// JSON.stringify escapes C0 and lone surrogates itself. What is left here stands inside strings, where \u is valid.
const UNESCAPED = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same JSON values with nothing that a terminal would obey. */
function withoutControls(json: string): string {
  return json.replace(UNESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
