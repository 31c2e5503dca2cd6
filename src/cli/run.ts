import { type Invocation, parseArguments } from "./arguments.ts";
import { COMMANDS } from "./commands/index.ts";
import type { Command } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { failureText } from "./failure-text.ts";
import { keepHeapSmall } from "./heap.ts";
import { type CliContext, Interrupted, OutputClosed } from "./terminal.ts";

/** Runs one command line to its exit code. Never throws. */
export async function run(
  args: readonly string[],
  context: CliContext,
  commands: readonly Command[] = COMMANDS,
): Promise<ExitCode> {
  try {
    const invocation = parseArguments(args, commands);
    if (invocation.kind === "run") {
      keepHeapSmall();
      return await invocation.command.run(invocation.args, context);
    }
    await context.stdout.write(await textFor(invocation, context, commands));
    return EXIT.clear;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.clear;
    if (error instanceof Interrupted || context.signal.aborted) return EXIT.interrupted;
    context.stderr.write(failureText(error, args.includes("--debug")));
    return EXIT.failure;
  }
}

async function textFor(
  invocation: Exclude<Invocation, { kind: "run" }>,
  context: CliContext,
  commands: readonly Command[],
): Promise<string> {
  if (invocation.kind === "version") return `${context.version}\n`;
  const { commandText, completionText, overviewText } = await import("./help-text.ts");
  const { columns } = context.stdout;
  switch (invocation.kind) {
    case "overview":
      return overviewText(commands, columns);
    case "help":
      return commandText(invocation.command, columns);
    case "completion":
      return completionText(invocation.args, commands);
  }
}
