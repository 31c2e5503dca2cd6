import yargs, { type Options } from "yargs";
import { COMMON_OPTIONS, type Command, type OptionSpec } from "./command.ts";

const NARROWEST = 40;
const WIDEST = 100;
/** Examples of each command that stand in the overview. */
const OVERVIEW_EXAMPLES = 2;

/** `badnode --help`. */
export async function overviewText(commands: readonly Command[], columns: number): Promise<string> {
  const examples = commands.flatMap((command) => command.examples.slice(0, OVERVIEW_EXAMPLES));
  const parser = quietYargs(columns)
    .usage("Usage: badnode COMMAND [options] PATH...")
    .options({
      help: { alias: "h", type: "boolean", describe: "Show help; badnode COMMAND --help shows a command's" },
      version: { alias: "v", type: "boolean", describe: "Show the version" },
    })
    .epilogue("badnode completion prints a script for your shell's completion (bash, zsh).");
  for (const { name, summary } of commands) parser.command(name, summary);
  return `${exampleText(examples)}\n\n${await parser.getHelp()}\n`;
}

/** `badnode COMMAND --help`. */
export async function commandText(command: Command, columns: number): Promise<string> {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, spec]) => {
    const describe = spec.value === undefined ? spec.describe : `${spec.value}: ${spec.describe}`;
    return [name, { ...aliasOf(spec), describe }] as const;
  });
  const help = await quietYargs(columns)
    .usage(`Usage: badnode ${command.name} [options] ${command.operands}`)
    .options(Object.fromEntries(options))
    .epilogue(command.notes ?? "")
    .getHelp();
  return `${command.summary}.\n\n${exampleText(command.examples)}\n\n${help}\n`;
}

/** The script that a shell loads, or the words that the script asks for. */
export async function completionText(args: readonly string[], commands: readonly Command[]): Promise<string> {
  const parser = quietYargs(WIDEST).exitProcess(false).completion("completion", "Print a completion script");
  for (const { name, summary, options } of commands) {
    parser.command(name, summary, (argv) =>
      argv.options(Object.fromEntries(Object.entries(options).map(([option, spec]) => [option, yargsOption(spec)]))),
    );
  }
  let text = "";
  await parser.parseAsync([...args], {}, (_error, _argv, output) => {
    text += output;
  });
  return `${text}\n`;
}

function quietYargs(columns: number) {
  return yargs([])
    .scriptName("badnode")
    .locale("en")
    .help(false)
    .version(false)
    .wrap(Math.min(WIDEST, Math.max(NARROWEST, columns)));
}

function yargsOption(spec: OptionSpec): Options {
  const type = spec.kind === "flag" ? "boolean" : "string";
  return {
    ...aliasOf(spec),
    type,
    describe: spec.describe,
    ...(spec.choices === undefined ? {} : { choices: spec.choices }),
  };
}

function aliasOf({ alias }: OptionSpec): { readonly alias?: string } {
  return alias === undefined ? {} : { alias };
}

/** yargs would take the indentation away. */
function exampleText(examples: Command["examples"]): string {
  return ["Examples:", ...examples.map(({ command, shows }) => `  ${command}\n      ${shows}`)].join("\n");
}
