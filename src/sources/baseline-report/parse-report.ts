import {
  EARLIER_POINT_STATES,
  EARLIER_STATUSES,
  EARLIER_SUBJECTS,
  EARLIER_VERDICTS,
  type EarlierCandidate,
  type EarlierFinding,
  type EarlierPointState,
  type EarlierReport,
  type EarlierStatus,
} from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { isoToFiletime } from "../../shared/filetime.ts";
import { explainNoReport, explainOtherVersion, explainRedacted, explainUnsound } from "./report-problem.ts";

/** The one version of schema/report.schema.json that there is. */
const KNOWN_VERSION = 1;

/** No name in a directory or cluster is longer; a DN may be. */
const LONGEST_NAME = 2_048;
/** More than any cluster has; each list by itself. */
const MOST_ENTRIES = 100_000;

type Json = Readonly<Record<string, unknown>>;
type Problem = (path: string) => Explanation;

/** What of a report is compared with, or what is wrong with it. Whatever else it holds is not looked at. */
export function parseReport(json: unknown): EarlierReport | Problem {
  if (!isObject(json)) return explainNoReport;
  const { tool, schemaVersion, redacted } = json;
  if (!isObject(tool) || tool["name"] !== "badnode") return explainNoReport;
  if (schemaVersion !== KNOWN_VERSION) {
    const version = typeof schemaVersion === "number" ? schemaVersion : null;
    return (path) => explainOtherVersion(path, version, KNOWN_VERSION);
  }
  if (redacted !== undefined && redacted !== false) return explainRedacted;
  try {
    return reportOf(json, tool);
  } catch (error) {
    if (!(error instanceof UnsoundField)) throw error;
    const { field } = error;
    return (path) => explainUnsound(path, field);
  }
}

/** A part of the report is not what badnode writes. */
class UnsoundField extends Error {
  readonly field: string;

  constructor(field: string) {
    super(field);
    this.field = field;
  }
}

function reportOf(json: Json, tool: Json): EarlierReport {
  const generatedAt = timeOf(json["generatedAt"], "generatedAt");
  const window = objectOf(json["window"], "window");
  const checks = listOf(json["checks"], "checks");
  const to = window["to"] === null ? null : timeOf(window["to"], "window.to");
  return {
    version: nameOf(tool["version"], "tool.version"),
    generatedAt,
    // A window may have been asked for beyond the time at which it was asked for.
    until: to === null || to > generatedAt ? generatedAt : to,
    nodes: listOf(json["nodes"], "nodes").map((one) => candidateOf(one, "node")),
    proxies: listOf(json["proxies"], "proxies").map((one) => candidateOf(one, "proxy")),
    checks: new Map(checks.map(statusOf)),
    findings: findingsOf(checks),
    connectionPoints: connectionPointsOf(json["directory"]),
  };
}

function candidateOf(json: unknown, kind: "node" | "proxy"): EarlierCandidate {
  const field = kind === "node" ? "nodes" : "proxies";
  const candidate = objectOf(json, field);
  return {
    name: nameOf(candidate[kind], `${field}.${kind}`),
    verdict: wordOf(EARLIER_VERDICTS, candidate["verdict"], `${field}.verdict`),
    formerNames: listOf(candidate["aliases"], `${field}.aliases`).map((alias) =>
      nameOf(objectOf(alias, `${field}.aliases`)["name"], `${field}.aliases.name`),
    ),
  };
}

/** A finding names its subject in the field that is called as the subject's kind. */
function findingsOf(checks: readonly unknown[]): readonly EarlierFinding[] {
  const found = new Map<string, EarlierFinding>();
  for (const json of checks) {
    const check = objectOf(json, "checks");
    const id = checkIdOf(check);
    // What was suppressed was found all the same.
    const suppressed = listOf(check["suppressed"] ?? [], "checks.suppressed").map(
      (one) => objectOf(one, "checks.suppressed")["finding"],
    );
    for (const one of [...listOf(check["findings"], "checks.findings"), ...suppressed]) {
      const finding = objectOf(one, "checks.findings");
      const severity = wordOf(SEVERITIES, finding["severity"], "checks.findings.severity");
      const kind = EARLIER_SUBJECTS.find((name) => finding[name] !== undefined);
      if (kind === undefined) throw new UnsoundField("checks.findings");
      // What was made of all backups has an empty name.
      const name = textOf(finding[kind], `checks.findings.${kind}`);
      if (severity !== "info") found.set(JSON.stringify([id, kind, name]), { check: id, subject: { kind, name } });
    }
  }
  return [...found.values()];
}

function statusOf(json: unknown): readonly [id: string, status: EarlierStatus] {
  const check = objectOf(json, "checks");
  return [checkIdOf(check), wordOf(EARLIER_STATUSES, check["status"], "checks.status")];
}

function checkIdOf({ id: given }: Json): string {
  const id = nameOf(given, "checks.id");
  if (!CHECK_ID.test(id)) throw new UnsoundField("checks.id");
  return id;
}

const CHECK_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SEVERITIES = ["critical", "warning", "info"] as const;

function connectionPointsOf(directory: unknown): ReadonlyMap<string, EarlierPointState> {
  if (directory === null || directory === undefined) return new Map();
  return new Map(
    listOf(objectOf(directory, "directory")["hosts"], "directory.hosts").map((json) => {
      const host = objectOf(json, "directory.hosts");
      const point = objectOf(host["connectionPoint"], "directory.hosts.connectionPoint");
      return [
        nameOf(host["node"], "directory.hosts.node"),
        wordOf(EARLIER_POINT_STATES, point["state"], "directory.hosts.connectionPoint.state"),
      ];
    }),
  );
}

function isObject(json: unknown): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function objectOf(json: unknown, field: string): Json {
  if (!isObject(json)) throw new UnsoundField(field);
  return json;
}

function listOf(json: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(json) || json.length > MOST_ENTRIES) throw new UnsoundField(field);
  return json;
}

function textOf(json: unknown, field: string): string {
  if (typeof json !== "string" || json.length > LONGEST_NAME) throw new UnsoundField(field);
  return json;
}

function nameOf(json: unknown, field: string): string {
  const name = textOf(json, field);
  if (name === "") throw new UnsoundField(field);
  return name;
}

function timeOf(json: unknown, field: string): bigint {
  const time = typeof json === "string" && json.length <= LONGEST_NAME ? isoToFiletime(json) : null;
  if (time === null) throw new UnsoundField(field);
  return time;
}

function wordOf<Word extends string>(words: readonly Word[], json: unknown, field: string): Word {
  const word = words.find((one) => one === json);
  if (word === undefined) throw new UnsoundField(field);
  return word;
}
