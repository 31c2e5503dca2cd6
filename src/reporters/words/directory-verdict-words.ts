import {
  type AuditedDirectory,
  type AuditedHost,
  auditedServers,
  type AuditWord,
  type Report,
  type ReportedSource,
  type UnjudgedReason,
} from "../../report/index.ts";
import { listWords } from "./list-words.ts";
import { countWords } from "./phrase-words.ts";

const MANY = 12;

/** Why no server answered at all. */
const UNREACHED: ReadonlySet<string> = new Set([
  "directory-host-not-found",
  "directory-port-closed",
  "directory-unreachable",
  "directory-timeout",
]);

/** Whether a directory is all that was given. */
export function hasOnlyDirectory({ sources, directory, correlation }: Report): boolean {
  return directory !== null && correlation === null && !sources.some(({ kind }) => kind === "event-log");
}

/** The verdict on a directory without findings above information. */
export function directoryVerdictWords(report: Report, directory: AuditedDirectory): string {
  const standing = directoryStanding(report, directory).join("; ");
  switch (report.verdict.basis) {
    case "incomplete":
      return `nothing found, but the evidence is incomplete: ${standing}; no node is cleared`;
    case "undecided":
      return `nothing found, but ${undecidedChecks(report)} could not tell from what was given; ${standing}; no node is cleared`;
    case "findings":
    case "nothing-found":
    case "not-applicable":
      return `${standing}; no node is cleared, as no trials are known`;
  }
}

export function undecidedChecks({ checks }: Report): string {
  const undecided = checks.filter(({ status, text }) => status === "inconclusive" && text.severity !== "info").length;
  return `${countWords(undecided)} ${undecided === 1 ? "check" : "checks"}`;
}

/** How many hosts are sound, and who is not for another reason than a finding; nothing without a directory. */
export function directoryStanding({ sources }: Report, directory: AuditedDirectory): readonly string[] {
  const servers = auditedServers(directory);
  const named = (word: AuditWord): readonly string[] =>
    servers.filter(({ audit }) => audit === word).map(({ name }) => name);
  const unread = sources.filter(({ kind, status }) => kind === "directory" && status !== "complete");
  return [
    ...soundWords(servers, unread.length > 0),
    ...unjudgedWords(servers),
    ...phrase(named("question"), "raises a question", "raise a question"),
    ...phrase(named("info"), "is disabled or off", "are disabled or off"),
    ...phrase(directory.notFound, "was not found", "were not found"),
    ...unreadWords(unread),
  ];
}

/** Hosts whose audit found nothing, and where these are fewer, those whose connection point is sound. */
function soundWords(servers: readonly AuditedHost[], isPartial: boolean): readonly string[] {
  const all = servers.length;
  if (all === 0) return ["no Hyper-V host was audited"];
  const sound = servers.filter(({ audit }) => audit === "sound").length;
  const points = servers.filter(({ connectionPoint }) => connectionPoint.state === "sound").length;
  const have = "a sound service connection point";
  if (sound === all && !isPartial)
    return [
      all === 1 ? `the one Hyper-V host has ${have}` : `every one of ${countWords(all)} Hyper-V hosts has ${have}`,
    ];
  const hosts = `Hyper-V ${all === 1 ? "host" : "hosts"}${isPartial ? " that were read" : ""}`;
  const ofAll = `of ${countWords(all)} ${hosts}`;
  // That none is sound, where some could not be judged, would say more than is known.
  if (sound === 0 && servers.some(({ audit }) => audit === "unknown"))
    return points === 0 ? [] : [`${countWords(points)} ${ofAll} ${points === 1 ? "has" : "have"} ${have}`];
  return [
    `${countWords(sound)} ${ofAll} ${sound === 1 ? "is" : "are"} sound`,
    ...(points === sound ? [] : [`${countWords(points)} ${points === 1 ? "has" : "have"} ${have}`]),
  ];
}

const WHY: Readonly<Record<UnjudgedReason | "other", string>> = {
  "list-refused": "what stands below the account is not shown",
  unread: "a part of the directory was not read",
  unreadable: "the connection point may not be read",
  "access-not-shown": "the export holds no access lists, so a connection point may be hidden",
  "account-unseen": "the account may not be read",
  "not-asked": "no connection point was asked for or exported",
  "owner-unknown": "who owns the connection point is not shown or exported",
  "check-failed": "a check failed",
  other: "what would tell was not shown",
};

/** Those with one reason together. */
function unjudgedWords(servers: readonly AuditedHost[]): readonly string[] {
  const byReason = new Map<UnjudgedReason | "other", string[]>();
  const all = servers.filter(({ audit }) => audit === "unknown");
  for (const { name, connectionPoint } of all) {
    const reason = connectionPoint.reason ?? "other";
    const names = byReason.get(reason);
    if (names === undefined) byReason.set(reason, [name]);
    else names.push(name);
  }
  return [...byReason].map(([reason, names]) => {
    const ofAll = `of ${countWords(servers.length)} hosts`;
    if (names.length > MANY && names.length === servers.length) return `none ${ofAll} could be judged (${WHY[reason]})`;
    const hosts = names.length > MANY ? `${countWords(names.length)} ${ofAll}` : listWords(names);
    return `${hosts} could not be judged (${WHY[reason]})`;
  });
}

function unreadWords(sources: readonly ReportedSource[]): readonly string[] {
  const among = (isMeant: (source: ReportedSource) => boolean): readonly string[] =>
    sources.filter(isMeant).map(({ path }) => path);
  const isUnread = ({ status }: ReportedSource): boolean => status === "unreadable";
  const isUnreached = (source: ReportedSource): boolean =>
    isUnread(source) && UNREACHED.has(source.problem?.code ?? "");
  return [
    ...phrase(among(isUnreached), "could not be reached", "could not be reached"),
    ...phrase(
      among((source) => isUnread(source) && !isUnreached(source)),
      "could not be read",
      "could not be read",
    ),
    ...phrase(
      among((source) => !isUnread(source)),
      "was not read whole",
      "were not read whole",
    ),
  ];
}

function phrase(names: readonly string[], one: string, many: string): readonly string[] {
  return names.length === 0 ? [] : [`${listWords(names)} ${names.length === 1 ? one : many}`];
}
