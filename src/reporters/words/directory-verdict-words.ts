import { type AuditedDirectory, auditedServers, type AuditWord, type Report } from "../../report/index.ts";
import { listWords } from "./list-words.ts";
import { countWords } from "./phrase-words.ts";

/** Whether a directory is all that was given. */
export function hasOnlyDirectory({ sources, directory }: Report): boolean {
  return directory !== null && !sources.some(({ kind }) => kind === "event-log");
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
    ...soundWords(named("sound").length, servers.length, unread.length > 0),
    ...phrase(named("unknown"), "could not be judged", "could not be judged"),
    ...phrase(named("question"), "raises a question", "raise a question"),
    ...phrase(named("info"), "is disabled or off", "are disabled or off"),
    ...phrase(directory.notFound, "was not found", "were not found"),
    ...phrase(
      unread.map(({ path }) => path),
      "was not read whole",
      "were not read whole",
    ),
  ];
}

function soundWords(sound: number, all: number, isPartial: boolean): readonly string[] {
  if (all === 0) return ["no Hyper-V host was audited"];
  const hosts = `Hyper-V ${all === 1 ? "host" : "hosts"}${isPartial ? " that were read" : ""}`;
  const have = "a sound service connection point";
  if (sound < all || isPartial)
    return [`${countWords(sound)} of ${countWords(all)} ${hosts} ${sound === 1 || all === 1 ? "has" : "have"} ${have}`];
  return [all === 1 ? `the one Hyper-V host has ${have}` : `every one of ${countWords(all)} Hyper-V hosts has ${have}`];
}

function phrase(names: readonly string[], one: string, many: string): readonly string[] {
  return names.length === 0 ? [] : [`${listWords(names)} ${names.length === 1 ? one : many}`];
}
