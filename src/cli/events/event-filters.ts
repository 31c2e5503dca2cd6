import type { EventSystem, IdRange, Selection, SelectionClause } from "../../event-logs.ts";
import { type CommandArguments, usageError } from "../command.ts";
import { parseTimeOption } from "../time-option.ts";

/** Which records are wanted: a selection for the reader, and what is left out of it afterwards. */
export interface EventFilters {
  /** Absent: all. */
  readonly selection?: Selection;
  /** Absent: nothing is left out. */
  readonly exclusion?: Exclusion;
  /** What the user should know about how the filters were understood. */
  readonly notes: readonly string[];
}

/** What is left out; plain data, so that it can go to other threads. */
export interface Exclusion {
  readonly ids: readonly IdFilter[];
  readonly providers: readonly string[];
}

export interface IdFilter {
  /** Null when the ids are meant for every provider. */
  readonly provider: string | null;
  readonly range: IdRange;
}

const HIGHEST_ID = 0xffff;
/** Event Viewer's "Information" takes level 0 (LogAlways) with level 4. */
const LEVELS: ReadonlyMap<string, readonly number[]> = new Map([
  ["critical", [1]],
  ["error", [2]],
  ["warning", [3]],
  ["information", [4, 0]],
  ["info", [4, 0]],
  ["verbose", [5]],
]);

/** @throws BadnodeError for a value that cannot be understood, or a since after until. `now` in milliseconds since 1970. */
export function parseEventFilters(args: CommandArguments, now: number): EventFilters {
  const since = parseTimeOption("since", args.text("since"), now);
  const until = parseTimeOption("until", args.text("until"), now);
  if (since !== undefined && until !== undefined && since.ticks > until.ticks) {
    throw usageError(
      `--since ${args.text("since") ?? ""} lies after --until ${args.text("until") ?? ""}.`,
      "Swap the two, or leave one out.",
    );
  }
  const channels = namesOf(args, "channel");
  const levels = namesOf(args, "level").flatMap(parseLevel);
  const computers = namesOf(args, "computer");
  const shared: SelectionClause = {
    ...(channels.length === 0 ? {} : { channels: channels.flatMap(fullNames) }),
    ...(levels.length === 0 ? {} : { levels }),
    ...(computers.length === 0 ? {} : { computers }),
    ...(since === undefined ? {} : { since: since.ticks }),
    ...(until === undefined ? {} : { until: until.ticks }),
  };
  const selection = clausesOf(shared, parseIds(args, "id"), namesOf(args, "provider"));
  const excludedIds = parseIds(args, "exclude-id");
  const excludedProviders = namesOf(args, "exclude-provider");
  const excludes = excludedIds.length + excludedProviders.length > 0;
  return {
    ...(selection === null ? {} : { selection }),
    ...(excludes ? { exclusion: { ids: excludedIds, providers: excludedProviders } } : {}),
    notes: [since, until].flatMap((time) => (time?.note === undefined ? [] : [time.note])),
  };
}

function clausesOf(shared: SelectionClause, ids: readonly IdFilter[], providers: readonly string[]): Selection | null {
  const paired = ids.filter(({ provider }) => provider !== null);
  if (paired.length > 0 && providers.length > 0) {
    throw usageError(
      "--provider and --id PROVIDER:ID both name providers.",
      "Write all ids as PROVIDER:ID, or name the provider in --provider only.",
    );
  }
  const plain = ids.filter(({ provider }) => provider === null).map(({ range }) => range);
  const clauses: SelectionClause[] = [...groupedByProvider(paired)].map(([provider, ranges]) => ({
    ...shared,
    providers: fullNames(provider),
    ids: ranges,
  }));
  if (plain.length > 0 || (paired.length === 0 && (providers.length > 0 || Object.keys(shared).length > 0))) {
    clauses.push({
      ...shared,
      ...(providers.length === 0 ? {} : { providers: providers.flatMap(fullNames) }),
      ...(plain.length === 0 ? {} : { ids: plain }),
    });
  }
  return clauses.length === 0 ? null : clauses;
}

function groupedByProvider(filters: readonly IdFilter[]): ReadonlyMap<string, readonly IdRange[]> {
  const groups = new Map<string, IdRange[]>();
  for (const { provider, range } of filters) {
    const name = provider ?? "";
    groups.set(name, [...(groups.get(name) ?? []), range]);
  }
  return groups;
}

export function isExcluded({ ids, providers }: Exclusion, system: EventSystem): boolean {
  const { eventId } = system;
  return (
    providers.some((name) => isFrom(name, system)) ||
    ids.some(
      ({ provider, range }) =>
        eventId !== null &&
        eventId >= range.from &&
        eventId <= range.to &&
        (provider === null || isFrom(provider, system)),
    )
  );
}

/** Both names of a classic source that a manifest describes count, as they do for the reader's selection. */
function isFrom(wanted: string, { provider, eventSourceName }: EventSystem): boolean {
  const names = fullNames(wanted).map((name) => name.toLowerCase());
  return [provider, eventSourceName].some((name) => name !== null && names.includes(name.toLowerCase()));
}

const PREFIX = "Microsoft-Windows-";

/** Event Viewer, and the table of `events`, leave this prefix out: what they show must be found when it is typed. */
function fullNames(name: string): readonly string[] {
  return name.toLowerCase().startsWith(PREFIX.toLowerCase()) ? [name] : [name, PREFIX + name];
}

/** Commas separate ids; a provider's name may hold spaces and dashes, so the last colon ends it. */
function parseIds(args: CommandArguments, option: string): readonly IdFilter[] {
  return namesOf(args, option).map((text) => {
    const colon = text.lastIndexOf(":");
    const provider = colon === -1 ? null : text.slice(0, colon).trim();
    return { provider, range: parseRange(option, text.slice(colon + 1).trim(), text) };
  });
}

function parseRange(option: string, digits: string, given: string): IdRange {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(digits);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from > HIGHEST_ID || to > HIGHEST_ID) {
    throw usageError(
      `--${option} takes event ids from 0 to ${HIGHEST_ID}, and "${given}" is none.`,
      "Write 4624, 4000-4010 or VSS:12293, several with commas.",
    );
  }
  if (from > to) throw usageError(`--${option} ${given} runs backwards.`, `Write ${to}-${from}.`);
  return { from, to };
}

function parseLevel(text: string): readonly number[] {
  const named = LEVELS.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (/^\d{1,3}$/.test(text) && Number(text) <= 255) return [Number(text)];
  throw usageError(
    `--level does not know "${text}".`,
    "Use critical, error, warning, information, verbose, or a number.",
  );
}

function namesOf(args: CommandArguments, option: string): readonly string[] {
  const names = args
    .list(option)
    .flatMap((text) => text.split(","))
    .map((name) => name.trim());
  if (names.includes("")) throw usageError(`--${option} has an empty value.`, "Leave it out, or give it a value.");
  return names;
}
