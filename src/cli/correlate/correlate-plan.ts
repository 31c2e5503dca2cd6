import { normalize } from "node:path";
import { type ExportKind, needsDateOrder, writtenTime } from "../../index.ts";
import { latestPlausibleTime } from "../../shared/plausible-time.ts";
import { type AskedWindowOption, askedWindow } from "../asked-window.ts";
import { type CommandArguments, usageError } from "../command.ts";
import { parseTimeOption, type TimeOption } from "../time-option.ts";
import { DATE_ORDERS } from "./date-orders.ts";
import type { ReadExportsOptions } from "./export-reader.ts";

export interface CorrelatePlan {
  /** Logs and exports, told by content. */
  readonly paths: readonly string[];
  /** All that exports may lie under. */
  readonly exportPaths: readonly string[];
  readonly reading: Pick<ReadExportsOptions, "kinds" | "timeZone" | "dateOrder" | "ownershipTime" | "latest">;
  readonly window: AskedWindowOption["window"];
  readonly timeline: boolean;
  readonly notes: readonly string[];
}

const KINDS = ["ownership", "sessions", "placement"] as const satisfies readonly ExportKind[];

/** @throws BadnodeError with code `usage` for options that make no sense. `now`: milliseconds since 1970. */
export function correlatePlan(args: CommandArguments, now: number): CorrelatePlan {
  const kinds = kindsOf(args);
  if (args.operands.length === 0 && kinds.size === 0) {
    throw usageError(
      "correlate needs exports or logs: who owned the volumes, and what became of their backups.",
      "For example: badnode correlate C:\\Exports, or: badnode correlate --ownership owners.csv --sessions sessions.csv",
    );
  }
  if (args.flag("timeline") && args.text("format") === "csv") {
    throw usageError("--timeline has no rows in csv.", "Take it with --format table, json or markdown.");
  }
  const { window, notes } = askedWindow(args, now);
  const timeZone = timeZoneOf(args);
  const dateOrder = DATE_ORDERS.find((order) => order === args.text("date-order")) ?? null;
  const ownershipTime = ownershipTimeOf(args.text("ownership-time"), { timeZone, dateOrder }, now);
  return {
    paths: args.operands,
    exportPaths: [...args.operands, ...kinds.keys()],
    reading: {
      kinds,
      timeZone,
      dateOrder,
      ownershipTime: ownershipTime?.ticks ?? null,
      latest: latestPlausibleTime(new Date(now)),
    },
    window,
    timeline: args.flag("timeline"),
    notes: [...notes, ...(ownershipTime?.note === undefined ? [] : [ownershipTime.note])],
  };
}

function kindsOf(args: CommandArguments): ReadonlyMap<string, ExportKind> {
  const kinds = new Map<string, ExportKind>();
  for (const kind of KINDS) {
    for (const given of args.list(kind)) {
      if (given.trim() === "") throw usageError(`--${kind} is empty.`, `Give --${kind} a file, or leave it out.`);
      const path = normalize(given);
      const known = kinds.get(path);
      if (known !== undefined && known !== kind) {
        throw usageError(`${given} was given as --${known} and as --${kind}.`, "Give it once.");
      }
      kinds.set(path, kind);
    }
  }
  return kinds;
}

/** As lists have it, where the options say how those are meant; else as any other time. */
function ownershipTimeOf(
  text: string | undefined,
  options: Pick<ReadExportsOptions, "timeZone" | "dateOrder">,
  now: number,
): TimeOption | undefined {
  const ticks = text === undefined || options.timeZone === null ? null : writtenTime(text, options);
  if (ticks !== null) return { ticks };
  if (text !== undefined && needsDateOrder(text)) {
    throw usageError(
      `--ownership-time cannot be read as a time: "${text}".`,
      "Such a time needs --timezone and --date-order, and a day that there is: --timezone Europe/Berlin --date-order dmy.",
    );
  }
  return parseTimeOption("ownership-time", text, now);
}

function timeZoneOf(args: CommandArguments): string | null {
  const zone = args.text("timezone");
  if (zone === undefined) return null;
  if (zone.trim() === "") {
    throw usageError("--timezone is empty.", "Write --timezone Europe/Berlin, or leave it out.");
  }
  return zone.trim();
}
