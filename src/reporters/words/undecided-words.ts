import type { AuditWord, CandidateVerdict, CoverageRow, Report } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { hostWords } from "./phrase-words.ts";

/** One sentence for each reason why hosts without findings are not cleared; it tells silence from missing logs. */
export function undecidedWords(report: Report): readonly string[] {
  // What trials say of a candidate stands in the ranking.
  const ranked = new Set(report.correlation?.ranking.map(({ name }) => name));
  const undecided = [...report.nodes, ...report.proxies]
    .filter((candidate) => isUndecided(candidate) && !ranked.has(candidate.name))
    .map(({ name }) => name);
  const rowsOf = rowsByHost(report);
  const auditOf = new Map((report.directory?.hosts ?? []).map(({ name, audit }) => [name, audit]));
  const groups = new Map<Standing, Map<string, string[]>>(STANDINGS.map((standing) => [standing, new Map()]));
  for (const name of new Set(undecided)) {
    const { standing, channels } = standingOf(name, rowsOf.get(name) ?? [], auditOf.get(name), report);
    const byChannels = groups.get(standing);
    const names = byChannels?.get(channels);
    if (names === undefined) byChannels?.set(channels, [name]);
    else names.push(name);
  }
  return [...groups]
    .filter(([, byChannels]) => byChannels.size > 0)
    .map(([standing, byChannels]) => {
      const hosts = [...byChannels].map(
        ([channels, names]) => hostWords(names) + (channels === "" ? "" : ` in ${visibleText(channels)}`),
      );
      return `${WORDS[standing]}: ${hosts.join("; ")}.`;
    });
}

const STANDINGS = [
  "silent",
  "unjudged",
  "isolated",
  "partial",
  "suppressed",
  "sound-in-directory",
  "open-in-directory",
  "unknown-in-directory",
  "without-logs",
] as const;

type Standing = (typeof STANDINGS)[number];

const WORDS: Readonly<Record<Standing, string>> = {
  silent: "Nothing found, not cleared (no trials known)",
  unjudged: "Failures seen that could not be judged by what was given, not cleared",
  isolated: "Only isolated events, not cleared (no trials known)",
  partial: "Nothing found in logs that are damaged, have gaps or are too short, not cleared",
  suppressed: "Only findings that are suppressed, not cleared",
  "sound-in-directory": "Sound in the directory, not cleared (no trials known)",
  "open-in-directory": "Noted in the directory, not cleared",
  "unknown-in-directory": "Could not be judged from the directory",
  "without-logs": "Unknown, without any log that a check looks in",
};

/** Of a host without logs. A suspect is decided. */
const DIRECTORY_STANDINGS: Readonly<Record<AuditWord, Standing>> = {
  sound: "sound-in-directory",
  question: "open-in-directory",
  info: "open-in-directory",
  suppressed: "suppressed",
  suspect: "open-in-directory",
  unknown: "unknown-in-directory",
};

function isUndecided({ verdict, reasons }: CandidateVerdict): boolean {
  return verdict === "unknown" && reasons.length === 0;
}

function standingOf(
  host: string,
  rows: readonly CoverageRow[],
  audit: AuditWord | undefined,
  { checks }: Report,
): { readonly standing: Standing; readonly channels: string } {
  const channels = rows.map(({ channel }) => channel).join(" and ");
  if (hasSuppressed(host, checks)) return { standing: "suppressed", channels: "" };
  if (rows.length === 0 && audit !== undefined) return { standing: DIRECTORY_STANDINGS[audit], channels: "" };
  // A check of a directory looks in no channel.
  const failures = checks.filter(({ text }) => text.severity !== "info" && text.channels.length > 0);
  if (failures.some(({ unjudged }) => unjudged?.includes(host))) return { standing: "unjudged", channels: "" };
  if (failures.some(({ findings }) => findings.some(({ subject }) => subject.name === host))) {
    return { standing: "isolated", channels: "" };
  }
  if (rows.length === 0) return { standing: "without-logs", channels };
  return { standing: rows.some(isPartial) ? "partial" : "silent", channels };
}

/** Something above information: of such a host it must not be said that nothing was found. */
function hasSuppressed(host: string, checks: Report["checks"]): boolean {
  return checks.some(({ suppressed = [] }) =>
    suppressed.some(({ finding }) => finding.subject.name === host && finding.severity !== "info"),
  );
}

/** Those that a check looks in. */
function rowsByHost({ coverage }: Report): ReadonlyMap<string, readonly CoverageRow[]> {
  const rowsOf = new Map<string, CoverageRow[]>();
  for (const row of coverage) {
    if (!row.examined) continue;
    const rows = rowsOf.get(row.host);
    if (rows === undefined) rowsOf.set(row.host, [row]);
    else rows.push(row);
  }
  return rowsOf;
}

function isPartial({ damaged, coversWindow, hasGaps, beginsAtClearing, beginsLate, endsEarly }: CoverageRow): boolean {
  return damaged || !coversWindow || hasGaps || beginsAtClearing || beginsLate || endsEarly;
}
