import { visibleText } from "../reporters/records/visible-text.ts";
import { BadnodeError, type Explanation } from "../shared/errors.ts";

/** One line: what happened, the likely cause, the next step. Fit for a terminal. */
export function explanationLine({ happened, likelyCause, nextStep }: Explanation): string {
  return `badnode: ${visibleText([happened, likelyCause ?? "", nextStep].filter((part) => part !== "").join(" "))}\n`;
}

/** A known error in one line; anything else as a defect. The stack only with --debug. */
export function failureText(error: unknown, debug: boolean): string {
  const line =
    error instanceof BadnodeError
      ? explanationLine(error.explanation)
      : explanationLine({
          code: "defect",
          happened: `Something went wrong inside badnode (${error instanceof Error ? error.message : String(error)}).`,
          nextStep: "Please report it with the output of the same command and --debug.",
        });
  return debug ? line + stackText(error) : line;
}

export function stackText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause !== undefined ? `Caused by: ${stackText(error.cause)}` : "";
  return `${stack.split("\n").map(visibleText).join("\n")}\n${cause}`;
}
