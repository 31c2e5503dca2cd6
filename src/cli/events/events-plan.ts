import { resolve } from "node:path";
import { COUNT_FIELDS, type CountField } from "../../event-logs.ts";
import { checkChoice, type CommandArguments, usageError } from "../command.ts";
import type { CliContext } from "../terminal.ts";
import { durationTicks } from "../time-option.ts";
import { EVENT_FORMATS, type EventFormat } from "./event-formats.ts";
import { type EventFilters, parseEventFilters } from "./event-filters.ts";
import type { RenderOptions } from "./record-renderer.ts";

export type RowsFormat = Exclude<EventFormat, "xml">;

/** What becomes of the records. Plain data, so that it can go to other threads. */
export type EventsTask =
  | ({ readonly kind: "records" } & RenderOptions)
  | ({ readonly kind: "timeline"; readonly unique: boolean } & RenderOptions)
  | { readonly kind: "counts"; readonly format: RowsFormat; readonly fields: readonly CountField[] }
  | {
      readonly kind: "gaps";
      readonly format: RowsFormat;
      /** Ticks. */
      readonly silence: bigint;
    };

/** What one call of `badnode events` shall do, understood and checked. */
export interface EventsPlan {
  readonly paths: readonly string[];
  readonly filters: EventFilters;
  readonly task: EventsTask;
  /** Records or rows; Infinity without --limit. */
  readonly limit: number;
  readonly carve: boolean;
  readonly ansiCodePage?: string;
  /** 1: the main thread alone. */
  readonly threads: number;
  readonly output?: string;
  readonly damageReport?: string;
  readonly verbose: boolean;
  readonly debug: boolean;
}

const DEFAULT_SILENCE = "24h";
const MOST_THREADS = 64;

/** @throws BadnodeError with code `usage` */
export function planEvents(args: CommandArguments, context: CliContext): EventsPlan {
  if (args.operands.length === 0) {
    throw usageError("No log was named.", "Give files, folders or patterns: badnode events PATH...");
  }
  const filters = parseEventFilters(args, context.now());
  const output = args.text("output");
  const damageReport = args.text("damage-report");
  if (output !== undefined && damageReport !== undefined && resolve(output) === resolve(damageReport)) {
    throw usageError(`--output and --damage-report both name ${output}.`, "Give each a file of its own.");
  }
  const ansiCodePage = codePage(args.text("ansi-code-page"));
  return {
    paths: args.operands,
    filters,
    task: taskOf(args, output === undefined && context.stdout.isTerminal),
    limit: countOption(args, "limit", Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER),
    carve: args.flag("carve"),
    ...(ansiCodePage === undefined ? {} : { ansiCodePage }),
    threads: countOption(args, "threads", 1, MOST_THREADS),
    ...(output === undefined ? {} : { output }),
    ...(damageReport === undefined ? {} : { damageReport }),
    verbose: args.flag("verbose"),
    debug: args.flag("debug"),
  };
}

function taskOf(args: CommandArguments, toTerminal: boolean): EventsTask {
  const format = formatOf(args, toTerminal);
  const unique = args.flag("unique");
  const kinds = [
    ...(args.list("count-by").length > 0 ? ["--count-by"] : []),
    ...(args.flag("gaps") ? ["--gaps"] : []),
    ...(unique ? ["--unique"] : args.flag("merge") ? ["--merge"] : []),
  ];
  const [kind, other] = kinds;
  const messages = args.flag("messages");
  if (messages && format === "xml") {
    throw usageError("--messages has no XML form: there a record stands as Windows wrote it.", "Use another --format.");
  }
  if (kind === undefined) return { kind: "records", format, messages };
  if (kind === "--merge" || kind === "--unique") return { kind: "timeline", format, messages, unique };
  if (messages) throw usageError(`${kind} and --messages do not go together.`, "Leave --messages out.");
  if (other !== undefined) throw usageError(`${kind} and ${other} do not go together.`, "Run badnode once for each.");
  if (format === "xml") throw usageError(`${kind} has no XML form.`, "Use --format table, jsonl or csv.");
  if (kind === "--count-by") return { kind: "counts", format, fields: fieldsOf(args) };
  const given = args.text("silence") ?? DEFAULT_SILENCE;
  const silence = durationTicks(given);
  if (silence === undefined || silence === 0n) {
    throw usageError(`--silence cannot be read as a length of time: "${given}".`, "Write 30m, 12h or 7d.");
  }
  return { kind: "gaps", format, silence };
}

function formatOf(args: CommandArguments, toTerminal: boolean): EventFormat {
  const given = args.text("format");
  return EVENT_FORMATS.find((format) => format === given) ?? (toTerminal ? "table" : "jsonl");
}

function fieldsOf(args: CommandArguments): readonly CountField[] {
  const given = args.list("count-by").flatMap((text) => text.split(",").map((name) => name.trim()));
  return [...new Set(given)].map((name) => {
    const field = COUNT_FIELDS.find((known) => known === name);
    if (field !== undefined) return field;
    checkChoice("count-by", name, COUNT_FIELDS);
    throw usageError(`--count-by does not know "${name}".`, `It takes ${COUNT_FIELDS.join(", ")}.`);
  });
}

function countOption(args: CommandArguments, option: string, absent: number, most: number): number {
  const text = args.text(option);
  if (text === undefined) return absent;
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? "from 1 on" : `from 1 to ${most}`;
    throw usageError(`--${option} takes a whole number ${range}, and "${text}" is none.`, `Write --${option} 2.`);
  }
  return count;
}

function codePage(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw usageError(
      `--ansi-code-page does not know "${label}".`,
      "Use a name such as windows-1252, windows-1251, shift_jis or gbk.",
    );
  }
}
