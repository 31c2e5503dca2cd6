import { tmpdir } from "node:os";
import { run } from "./run.ts";
import { processInputStream } from "./process-input.ts";
import { processNoteStream, processResultStream } from "./process-streams.ts";
import { type CliContext, Interrupted } from "./terminal.ts";

/** Ties a command line to the process: streams, signals, exit code. */
export async function runProcess(host: NodeJS.Process, args: readonly string[], version: string): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort(new Interrupted());
  host.on("SIGINT", interrupt);
  host.on("SIGTERM", interrupt);
  host.on("SIGHUP", interrupt);
  const context: CliContext = {
    stdout: processResultStream(host, interruption.signal),
    stderr: processNoteStream(host),
    stdin: processInputStream(host, interruption.signal),
    env: host.env,
    now: () => Date.now(),
    signal: interruption.signal,
    temporaryFolder: tmpdir(),
    currentFolder: host.cwd(),
    version,
  };
  const exitCode = await run(args, context);
  // Everything was written by now, or nobody reads it; a write that will never end must not keep the process.
  host.exit(exitCode);
}
