import type { EventKind, Finding } from "../../report/index.ts";
import { compareText } from "../../shared/order.ts";
import { isQuotable, quoted } from "./shell-quotes.ts";

const SHOWN_FILES = 4;

/** The command that shows the records behind the findings, and how many of their files it had to leave out. */
export interface LookupCommand {
  /** What has to be typed, in parts that belong together; the paths come last. */
  readonly parts: readonly string[];
  readonly filesLeftOut: number;
}

/** null when the findings rest on no events, or on files whose names no shell takes safely. */
export function lookupCommand(findings: readonly Finding[]): LookupCommand | null {
  const refs = findings.flatMap(({ evidence }) => evidence);
  const files = [...new Set(refs.flatMap((ref) => (ref.kind === "event" ? [ref.file] : [])))];
  const folder = files.length > 1 ? quoted(commonFolder(files)) : null;
  const paths = folder === null ? files.flatMap((file) => quoted(file) ?? []) : [folder];
  const kinds = findings.flatMap(({ eventKinds }) => eventKinds);
  if (kinds.length === 0 || paths.length === 0) return null;
  const shown = paths.slice(0, SHOWN_FILES);
  return {
    parts: [`badnode events ${idOption(kinds)}`, ...levelOption(kinds), ...shown],
    filesLeftOut: folder === null ? files.length - shown.length : 0,
  };
}

/** `--id 'Some Provider:0,VSS:12293'`. A name that the option or a shell would take amiss leaves its id alone. */
function idOption(kinds: readonly EventKind[]): string {
  const sorted = [...kinds].sort((a, b) => a.id - b.id || compareText(a.provider ?? "", b.provider ?? ""));
  const list = [...new Set(sorted.map(({ provider, id }) => (canBeListed(provider) ? `${provider}:${id}` : `${id}`)))];
  return `--id ${quoted(list.join(",")) ?? list.join(",")}`;
}

function canBeListed(provider: string | null): provider is string {
  return (
    provider !== null &&
    provider !== "" &&
    provider === provider.trim() &&
    /^[^-,][^,]*$/.test(provider) &&
    isQuotable(provider)
  );
}

const LEVELS: ReadonlyMap<number | null, string> = new Map([
  [1, "critical"],
  [2, "error"],
  [3, "warning"],
]);

/** Providers may use one id for success and failure; nothing where a level has no name of its own. */
function levelOption(kinds: readonly EventKind[]): readonly string[] {
  const levels = [...new Set(kinds.map(({ level }) => level))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const names = levels.flatMap((level) => LEVELS.get(level) ?? []);
  if (names.length < levels.length) return [];
  return [`--level ${quoted(names.join(",")) ?? ""}`];
}

const SEPARATOR = /[\\/]/;
// Nothing, a root, a drive or a server: too much to search.
const NO_FOLDER = /^(?:[A-Za-z]:|[\\/]{2}[^\\/]*|[\\/])?$/;

/** The deepest folder that holds all the files; empty when that is none of its own. */
function commonFolder([first = "", ...others]: readonly string[]): string {
  let end = 0;
  for (let at = 0; at < first.length; at++) {
    if (others.some((other) => other[at] !== first[at])) break;
    if (SEPARATOR.test(first.charAt(at))) end = at;
  }
  const folder = first.slice(0, end);
  return NO_FOLDER.test(folder) ? "" : folder;
}
