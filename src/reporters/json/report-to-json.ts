import {
  type Alias,
  type CandidateVerdict,
  type CheckResult,
  type CoverageRow,
  type Finding,
  isParcel,
  type Report,
  type ReportedSource,
  type SuppressedFinding,
  type SuppressionRow,
} from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import {
  checkTitle,
  dayWords,
  findingWords,
  leftOutRowWords,
  reasonWords,
  stepWords,
  verdictSentence,
} from "../words/index.ts";
import { correlationObject } from "./correlation-object.ts";
import { diagnosisObject } from "./diagnosis-object.ts";
import { directoryObject } from "./directory-object.ts";
import { argumentsObject, evidenceObject, momentObject, spanObject, timeOrNull } from "./json-values.ts";

/** The report as one JSON object, described by schema/report.schema.json. Ends with a line feed. */
export function reportToJson(report: Report): string {
  const { verdict } = report;
  const object = {
    schemaVersion: report.schemaVersion,
    ...(report.redacted === true ? { redacted: true } : {}),
    tool: report.tool,
    generatedAt: filetimeToIso(report.generatedAt),
    window: spanObject(report.window),
    sources: report.sources.map(sourceObject),
    coverage: report.coverage.map(coverageObject),
    directory: report.directory === null ? null : directoryObject(report.directory),
    ...(report.correlation === null ? {} : { correlation: correlationObject(report.correlation) }),
    ...(report.diagnosis === null ? {} : { diagnosis: diagnosisObject(report.diagnosis) }),
    nodes: report.nodes.map(({ name, ...candidate }) => ({ node: name, ...hostObject(candidate) })),
    volumes: report.volumes.map(({ name, ...candidate }) => ({ volume: name, ...candidateObject(candidate) })),
    proxies: report.proxies.map(({ name, ...candidate }) => ({ proxy: name, ...hostObject(candidate) })),
    checks: report.checks.map((check) => checkObject(check, report)),
    ...(report.suppressions.length === 0 ? {} : { suppressions: report.suppressions.map(suppressionObject) }),
    verdict: { badNodes: verdict.badNodes, sentence: verdictSentence(report) },
  };
  return `${withoutControls(JSON.stringify(object, null, 2))}\n`;
}

function sourceObject(source: ReportedSource): object {
  const { kind, path, status, problem } = source;
  const { warnings, ...read } = readingOf(source);
  return { kind, path, status, ...read, warnings: problem === null ? warnings : [problem.happened, ...warnings] };
}

/** Of a directory, records are objects; it has no span. Of an export, records are the rows used, of what others came in, files or steps. */
function readingOf(source: ReportedSource): {
  readonly warnings: readonly string[];
  readonly [field: string]: unknown;
} {
  const { status, warnings } = source;
  if (source.kind === "event-log") {
    return { records: source.records, damaged: source.damaged, ...spanObject(source), warnings };
  }
  if (source.kind === "directory") {
    return { records: source.objects, damaged: status === "damaged" ? 1 : 0, from: null, to: null, warnings };
  }
  if (isParcel(source)) return { records: source.items, damaged: warnings.length, from: null, to: null, warnings };
  if (source.kind === "baseline") return { records: 0, damaged: 0, from: null, to: null, warnings };
  const damaged = source.leftOut.reduce((sum, { count }) => sum + count, 0);
  const leftOut = source.leftOut.map(leftOutRowWords);
  return { records: source.rows, damaged, ...spanObject(source), warnings: [...leftOut, ...warnings] };
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
  since,
  until,
  reasons,
}: Omit<CandidateVerdict, "name" | "aliases">): object {
  return {
    verdict,
    probability,
    trials,
    ...(since === null ? {} : { since: momentObject(since) }),
    ...(until === null ? {} : { until: momentObject(until) }),
    reasons,
  };
}

function checkObject(check: CheckResult, report: Report): object {
  return {
    id: check.text.id,
    status: check.status,
    severity: check.severity,
    title: checkTitle(check),
    reason: reasonWords(check),
    findings: check.findings.map((finding) => findingObject(finding, check)),
    ...(check.suppressed === undefined
      ? {}
      : { suppressed: check.suppressed.map((one) => suppressedObject(one, check)) }),
    remediation: stepWords([check], report),
  };
}

function findingObject(finding: Finding, check: CheckResult): object {
  return {
    [finding.subject.kind]: finding.subject.name,
    severity: finding.severity,
    code: finding.code,
    arguments: argumentsObject(finding.arguments),
    message: findingWords(finding, check),
    evidence: finding.evidence.map(evidenceObject),
  };
}

// JSON.stringify escapes C0 and lone surrogates itself. What is left here stands inside strings, where \u is valid.
const UNESCAPED = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same JSON values with nothing that a terminal would obey. */
function withoutControls(json: string): string {
  return json.replace(UNESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function suppressedObject({ finding, suppression }: SuppressedFinding, check: CheckResult): object {
  const { reason, lastDay } = suppression;
  return { finding: findingObject(finding, check), reason, until: dayOrNull(lastDay) };
}

function suppressionObject({ check, subjects, reason, lastDay, state, names }: SuppressionRow): object {
  return { check, state, ...(subjects === null ? {} : { subjects }), reason, until: dayOrNull(lastDay), found: names };
}

function dayOrNull(ticks: bigint | null): string | null {
  return ticks === null ? null : dayWords(ticks);
}
