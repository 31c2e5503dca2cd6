import type { OptionSpec } from "../command.ts";

/** `--format` of the commands that speak of checks. */
export const CHECK_FORMAT: OptionSpec = {
  kind: "text",
  alias: "f",
  value: "FORMAT",
  choices: ["text", "json"],
  describe: "text (default) or json",
};
