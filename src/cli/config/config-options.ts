import { type CommandArguments, type OptionSpec, usageError } from "../command.ts";

export const CONFIG_OPTIONS: Readonly<Record<"config" | "no-config", OptionSpec>> = {
  config: {
    kind: "text",
    value: "FILE",
    describe: "Hosts, proxies, directory, thresholds and suppressed checks; default: badnode.config.json, if here",
  },
  "no-config": { kind: "flag", describe: "Ignore the badnode.config.json of the current folder" },
};

/** The file that was named; null: whatever is in the current folder. undefined: none is to be used. */
export function askedConfig(args: CommandArguments): string | null | undefined {
  const file = args.text("config");
  if (!args.flag("no-config")) {
    if (file?.trim() === "") throw usageError("--config is empty.", "Give it a file: --config badnode.config.json");
    return file ?? null;
  }
  if (file === undefined) return undefined;
  throw usageError("--no-config contradicts --config.", "Leave one of the two out.");
}
