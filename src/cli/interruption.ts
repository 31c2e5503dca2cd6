import { setImmediate } from "node:timers/promises";
import type { CliContext } from "./terminal.ts";

/**
 * Between two long pieces of work: a signal that came meanwhile is seen only once the event loop has gone round.
 * @throws the signal's reason
 */
export async function throwIfInterrupted({ signal }: Pick<CliContext, "signal">): Promise<void> {
  // What is left of the present round may have been collected before the signal came.
  await setImmediate();
  await setImmediate();
  signal.throwIfAborted();
}
