import { COLLECTOR_DEFAULTS, type CollectorOptions } from "../../collector/index.ts";
import { powershellConstant, powershellNameLiteral } from "../../shared/powershell-literal.ts";
import { type CommandArguments, usageError } from "../command.ts";

const MOST_DAYS = 3650;

/** @throws BadnodeError with code `usage` for options that make no sense, or names that no script should hold */
export function collectPlan(args: CommandArguments, version: string): CollectorOptions {
  if (args.operands.length > 0) {
    throw usageError("collect takes no path.", "Name machines by --nodes and --proxies, a file by --output.");
  }
  return {
    version,
    days: daysOf(args.text("days")),
    clusters: namesOf("cluster", args),
    nodes: namesOf("nodes", args),
    proxies: namesOf("proxies", args),
    folder: folderOf(args.text("folder")),
    zip: args.flag("zip"),
  };
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return COLLECTOR_DEFAULTS.days;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw usageError(`--days takes a whole number from 1 to ${MOST_DAYS}, and "${text}" is none.`, "Write --days 14.");
}

function namesOf(option: string, args: CommandArguments): readonly string[] {
  const names = args.list(option).flatMap((given) => given.split(/[,;]/).map((name) => name.trim()));
  for (const name of names) {
    if (name === "") throw usageError(`--${option} has an empty name.`, "Write names with commas between: HV01,HV02");
    if (powershellNameLiteral(name) === null) {
      throw usageError(
        `--${option} cannot take "${name}" for a name.`,
        "Write names as Windows has them, without patterns, quotes or a hyphen before them: HV01,HV02",
      );
    }
  }
  return [...new Set(names)];
}

function folderOf(text: string | undefined): string {
  if (text === undefined) return COLLECTOR_DEFAULTS.folder;
  const folder = text.trim();
  if (folder !== "" && !/["<>|*?]/.test(folder) && powershellConstant(folder) !== null) return folder;
  throw usageError(`--folder cannot be "${text}".`, "Write a folder of Windows: --folder C:\\Exports");
}
