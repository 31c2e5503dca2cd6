import { CHECKS } from "../../index.ts";
import { checkExplanation, checkList, checksToJson, checkToJson } from "../../reporters/checks/index.ts";
import { type CommandArguments, usageError } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { nearest } from "../nearest.ts";
import type { CliContext } from "../terminal.ts";

const WIDEST = 100;

export async function runListChecks(args: CommandArguments, context: CliContext): Promise<ExitCode> {
  if (args.operands.length > 0) throw usageError("checks takes no path.", "For one check: badnode explain ID");
  const texts = CHECKS.map((check) => check.meta);
  await context.stdout.write(isJson(args) ? checksToJson(texts) : checkList(texts, widthOf(context)));
  return EXIT.clear;
}

/** @throws BadnodeError for an id that no check has. */
export async function runExplain(args: CommandArguments, context: CliContext): Promise<ExitCode> {
  const [id, ...others] = args.operands;
  if (id === undefined || others.length > 0) {
    throw usageError("explain takes the id of one check.", "badnode checks lists them.");
  }
  const check = CHECKS.find(({ meta }) => meta.id === id);
  if (check === undefined) {
    const near = nearest(
      id,
      CHECKS.map(({ meta }) => meta.id),
    );
    throw usageError(
      `There is no check "${id}".`,
      near === null ? "badnode checks lists them." : `Did you mean badnode explain ${near}?`,
    );
  }
  const text = isJson(args) ? checkToJson(check.meta) : checkExplanation(check.meta, widthOf(context));
  await context.stdout.write(text);
  return EXIT.clear;
}

function isJson(args: CommandArguments): boolean {
  return args.text("format") === "json";
}

function widthOf({ stdout }: CliContext): number {
  return Math.min(WIDEST, stdout.columns);
}
