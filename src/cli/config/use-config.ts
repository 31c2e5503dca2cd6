import type { CommandArguments } from "../command.ts";
import { visibleText } from "../../reporters/records/visible-text.ts";
import type { CliContext } from "../terminal.ts";
import type { Config } from "./config.ts";
import { askedConfig } from "./config-options.ts";
import { configuredArguments } from "./configured-arguments.ts";
import { type ReadConfig, readConfig } from "./read-config.ts";

export interface Configured {
  readonly args: CommandArguments;
  /** null: there is none. */
  readonly read: ReadConfig | null;
  /** What is said of it before anything is done; null without one. */
  readonly note: string | null;
}

/** @throws BadnodeError with code `usage` for a file that is not as it has to be */
export function useConfig(args: CommandArguments, context: CliContext): Configured {
  const file = askedConfig(args);
  const read =
    file === undefined ? null : readConfig({ file, currentFolder: context.currentFolder, now: context.now() });
  if (read === null) return { args, read, note: null };
  const configured = configuredArguments(args, read);
  const where = file === null ? "of the current folder " : "";
  const contents = contentWords(read.config, configured);
  const ignoring = file === null ? "; --no-config ignores it" : "";
  return {
    args: configured,
    read,
    note: visibleText(`${read.path} ${where}is used (${contents}${ignoring})`),
  };
}

/** Whom it has asked for a password is said by name: the file may have come with somebody's exports. */
function contentWords({ hosts, proxies, directory, thresholds, suppress }: Config, args: CommandArguments): string {
  const isAsked = directory.servers !== undefined || directory.domain !== undefined;
  const asked = [...args.list("server"), ...[args.text("domain") ?? []].flat()];
  const parts = [
    ...(hosts.length === 0 ? [] : [counted(hosts.length, "host", "hosts")]),
    ...(proxies.length === 0 ? [] : [counted(proxies.length, "proxy", "proxies")]),
    ...(isAsked ? [`directory ${asked.join(", ")}`] : []),
    ...Object.keys(thresholds),
    ...(suppress.length === 0 ? [] : [counted(suppress.length, "suppression", "suppressions")]),
  ];
  return parts.length === 0 ? "nothing in it" : parts.join(", ");
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
