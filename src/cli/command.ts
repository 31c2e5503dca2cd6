import { BadnodeError } from "../shared/errors.ts";
import { nearest } from "./nearest.ts";
import type { ExitCode } from "./exit-code.ts";
import type { CliContext } from "./terminal.ts";

/** One option. `text` takes one value, `list` may be given several times, `flag` takes none. */
export interface OptionSpec {
  readonly kind: "text" | "list" | "flag";
  /** What stands in the help. */
  readonly describe: string;
  /** One letter. */
  readonly alias?: string;
  /** What a value is called in the help, e.g. FILE. */
  readonly value?: string;
  /** The only values that are taken; an unknown one suggests the nearest. */
  readonly choices?: readonly string[];
}

/**
 * A command of badnode. The description is light, because help and completion load them all; `run` imports what the
 * command needs.
 */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the name in the usage line, e.g. `PATH...`. */
  readonly operands: string;
  readonly examples: readonly { readonly command: string; readonly shows: string }[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** More to know, below the options in the help. */
  readonly notes?: string;
  readonly run: (args: CommandArguments, context: CliContext) => Promise<ExitCode>;
}

/** What was typed behind a command. Names are those of the command's options, without dashes. */
export interface CommandArguments {
  readonly operands: readonly string[];
  text(name: string): string | undefined;
  list(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  help: { kind: "flag", alias: "h", describe: "Show this help" },
  debug: { kind: "flag", describe: "Show stack traces with errors" },
};

/** What was typed makes no sense; nothing was read. */
export function usageError(happened: string, nextStep: string, likelyCause?: string): BadnodeError {
  return new BadnodeError({
    code: "usage",
    happened,
    nextStep,
    ...(likelyCause === undefined ? {} : { likelyCause }),
  });
}

/** @throws BadnodeError for a value that is not among the choices. */
export function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const near = nearest(value, choices);
  const meant = near === null ? "" : `Did you mean ${near}? `;
  throw usageError(`--${option} does not know "${value}".`, `${meant}It takes ${choices.join(", ")}.`);
}
