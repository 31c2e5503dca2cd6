import { parseArgs } from "node:util";
import {
  COMMON_OPTIONS,
  type Command,
  type CommandArguments,
  checkChoice,
  type OptionSpec,
  usageError,
} from "./command.ts";
import { nearest } from "./nearest.ts";

/** What to do with what was typed. */
export type Invocation =
  | { readonly kind: "run"; readonly command: Command; readonly args: CommandArguments }
  | { readonly kind: "overview" }
  | { readonly kind: "help"; readonly command: Command }
  | { readonly kind: "version" }
  /** `completion` prints a script; the script calls back with what was typed so far. */
  | { readonly kind: "completion"; readonly args: readonly string[] };

/**
 * node:util reads the line, because every call pays for what is loaded here; yargs, ten times as heavy, writes help and
 * completion.
 * @throws BadnodeError with code `usage`; an unknown command or option suggests the nearest
 */
export function parseArguments(args: readonly string[], commands: readonly Command[]): Invocation {
  if (args[0] === "completion" || args[0] === "--get-yargs-completions") return { kind: "completion", args };
  refusePasswords(args);
  const at = args.findIndex((argument) => !argument.startsWith("-"));
  const name = args[at];
  if (name === undefined) return parseWithoutCommand(args);
  if (name === "help") return parseHelp(args.slice(at + 1), commands);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name, commands);
  return parseCommand([...args.slice(0, at), ...args.slice(at + 1)], command);
}

// Long ones, and the short ones of programs that take a password there (ldapsearch -w, net use -p).
const PASSWORD_OPTION = /^(?:--?(?:password|passwd|passphrase|pass|pwd|pw|secret)(?:[=:]|$)|-[pw])/i;

/** Before anything is said of what was typed: the value must not be repeated. */
function refusePasswords(args: readonly string[]): void {
  const end = args.indexOf("--");
  if (!(end === -1 ? args : args.slice(0, end)).some((argument) => PASSWORD_OPTION.test(argument))) return;
  throw usageError(
    "badnode takes no password on the command line.",
    "Use --password-file FILE, --password-stdin, or neither of them to be asked for it.",
    "There every other user of this computer can read it, and the shell keeps it in its history.",
  );
}

function parseWithoutCommand(args: readonly string[]): Invocation {
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) return { kind: "overview" };
  if (args.includes("--version") || args.includes("-v")) return { kind: "version" };
  const known = [...Object.keys(COMMON_OPTIONS), "version"];
  const unknown = args.find((argument) => !known.includes(argument.replace(/^--/, "")));
  if (unknown === undefined) throw usageError("No command was given.", "See badnode --help.");
  throw unknownOption("badnode", unknown, known);
}

function parseHelp(names: readonly string[], commands: readonly Command[]): Invocation {
  const name = names.find((argument) => !argument.startsWith("-"));
  if (name === undefined) return { kind: "overview" };
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name, commands);
  return { kind: "help", command };
}

function parseCommand(args: readonly string[], command: Command): Invocation {
  const options = { ...COMMON_OPTIONS, ...command.options };
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of parsedTokens(args, options)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (option === undefined) throw unknownOption(`badnode ${command.name}`, token.rawName, Object.keys(options));
    values.set(token.name, [...(values.get(token.name) ?? []), valueOf(token, option)]);
  }
  if (values.has("help")) return { kind: "help", command };
  for (const [name, given] of values) checkValues(name, given, options[name]);
  return {
    kind: "run",
    command,
    args: {
      operands,
      text: (name) => values.get(name)?.[0],
      list: (name) => values.get(name) ?? [],
      flag: (name) => values.has(name),
    },
  };
}

type OptionToken = Extract<ReturnType<typeof parsedTokens>[number], { kind: "option" }>;

function parsedTokens(args: readonly string[], options: Command["options"]) {
  return parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind, alias }]) => [
        name,
        { type: kind === "flag" ? "boolean" : "string", ...(alias === undefined ? {} : { short: alias }) } as const,
      ]),
    ),
  }).tokens;
}

function valueOf(token: OptionToken, option: OptionSpec): string {
  const { value, inlineValue, rawName } = token;
  if (option.kind === "flag") {
    if (value === undefined) return "";
    throw usageError(`${rawName} takes no value.`, `Write ${rawName} alone.`);
  }
  // `--output --merge`: the second is an option, not a file.
  if (value === undefined || (!inlineValue && value.length > 1 && value.startsWith("-"))) {
    const name = option.value ?? "VALUE";
    throw usageError(
      `${rawName} needs a value.`,
      `Write ${rawName} ${name}, or ${rawName}=${name} where it begins with a dash.`,
    );
  }
  return value;
}

function checkValues(name: string, given: readonly string[], option: OptionSpec | undefined): void {
  if (option?.kind === "text" && given.length > 1) throw usageError(`--${name} was given twice.`, "Give it once.");
  if (option?.choices === undefined) return;
  for (const value of given) checkChoice(name, value, option.choices);
}

function unknownOption(program: string, given: string, known: readonly string[]): Error {
  const near = nearest(given.replace(/^-+/, ""), known);
  return usageError(
    `${program} has no option ${given}.`,
    `${near === null ? "" : `Did you mean --${near}? `}See ${program} --help.`,
  );
}

function unknownCommand(name: string, commands: readonly Command[]): Error {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  if (near !== null) return usageError(`There is no command "${name}".`, `Did you mean badnode ${near}?`);
  return /[\\/.*]/.test(name)
    ? usageError(`"${name}" is no command.`, `To read it: badnode events ${name}`, "A path needs a command before it.")
    : usageError(`There is no command "${name}".`, "See badnode --help.");
}
