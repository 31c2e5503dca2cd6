import type { AuditedDirectory, AuditedDomain, Report, ReportedDirectory } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { explanationWords } from "./explanation-words.ts";
import { listWords } from "./list-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { plain, type ReadingEntry, trouble } from "./reading-entry.ts";

const SHOWN_DOMAINS = 12;

/** What was read of directories: how much, of which domains, by whom, and what could not be. */
export function directoryEntries({ sources, directory }: Report, shownSources: number): readonly ReadingEntry[] {
  if (directory === null) return [];
  const given = sources.filter((source) => source.kind === "directory");
  return [
    plain("Read", totalWords(given)),
    ...domainEntries(directory),
    ...troubleEntries(given, shownSources),
    ...notFoundEntries(directory),
  ];
}

function totalWords(sources: readonly ReportedDirectory[]): string {
  const of = (status: ReportedDirectory["status"]): number =>
    sources.filter((source) => source.status === status).length;
  const objects = sources.reduce((all, source) => all + source.objects, 0);
  return [
    `${countWords(sources.length)} ${sources.length === 1 ? "directory source" : "directory sources"}`,
    ...(of("damaged") > 0 ? [`${countWords(of("damaged"))} not read whole`] : []),
    ...(of("unreadable") > 0 ? [`${countWords(of("unreadable"))} unreadable`] : []),
    `${countWords(objects)} ${objects === 1 ? "object" : "objects"}`,
  ].join(", ");
}

function domainEntries({ domains }: AuditedDirectory): readonly ReadingEntry[] {
  const left = domains.length - SHOWN_DOMAINS;
  return [
    ...domains.slice(0, SHOWN_DOMAINS).map((domain) => plain("Domain", domainWords(domain))),
    ...(left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : []),
  ];
}

function domainWords({ domain, servers, compared }: AuditedDomain): string {
  return `${visibleText(domain)}, from ${nameWords(servers)}${compared ? ", compared with each other" : ""}`;
}

/** One entry per source with trouble, those that were not read at all first; then the warnings of all. */
function troubleEntries(sources: readonly ReportedDirectory[], shownSources: number): readonly ReadingEntry[] {
  const troubled = (["unreadable", "damaged"] as const).flatMap((status) =>
    sources.filter((source) => source.status === status),
  );
  const left = troubled.length - shownSources;
  return [
    ...troubled
      .slice(0, shownSources)
      .map((source) => trouble(source.status === "damaged" ? "Damaged" : "Unread", troubleWords(source))),
    ...(left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : []),
    ...warningEntries(sources, shownSources),
  ];
}

function troubleWords({ path, problem }: ReportedDirectory): string {
  return visibleText(problem === null ? `${path} was not read whole.` : explanationWords(problem));
}

function warningEntries(sources: readonly ReportedDirectory[], shown: number): readonly ReadingEntry[] {
  const warnings = sources.flatMap(({ path, warnings }) => warnings.map((words) => `${path}: ${words}`));
  const left = warnings.length - shown;
  return [
    ...warnings.slice(0, shown).map((words) => trouble("Warning", visibleText(words))),
    ...(left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : []),
  ];
}

function notFoundEntries({ notFound }: AuditedDirectory): readonly ReadingEntry[] {
  if (notFound.length === 0) return [];
  const words = `no computer account bears ${listWords(notFound)}, as far as this account may see`;
  return [trouble("Absent", words)];
}
