import { collectorScript } from "../../collector/index.ts";
import type { CommandArguments } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openOutputFile } from "../output-file.ts";
import type { CliContext } from "../terminal.ts";
import { collectPlan } from "./collect-plan.ts";

/** Without it Windows PowerShell takes a script for text of the local code page. Standard output gets none: a shell that redirects it adds its own. */
const BYTE_ORDER_MARK = "\ufeff";

/** @throws BadnodeError for wrong usage or a file that cannot be written */
export async function runCollect(args: CommandArguments, context: CliContext): Promise<ExitCode> {
  const script = collectorScript(collectPlan(args, context.version));
  const path = args.text("output");
  if (path === undefined) {
    await context.stdout.write(script);
    return EXIT.clear;
  }
  const file = openOutputFile(path, []);
  try {
    file.write(Buffer.from(BYTE_ORDER_MARK + script.replaceAll("\n", "\r\n")));
    file.finish();
  } finally {
    file.abandon();
  }
  return EXIT.clear;
}
