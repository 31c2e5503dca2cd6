import { tmpdir } from "node:os";
import { run } from "../../src/cli/run.ts";
import type { Command } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import type { CliContext, InputStream } from "../../src/cli/terminal.ts";

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly stdoutIsTerminal?: boolean;
  readonly stderrIsTerminal?: boolean;
  readonly columns?: number;
  /** ISO time; the clock stands still. */
  readonly now?: string;
  /** Milliseconds since 1970, of a clock that does not. */
  readonly clock?: () => number;
  readonly signal?: AbortSignal;
  readonly temporaryFolder?: string;
  readonly currentFolder?: string;
  /** What each write to standard output meets first. */
  readonly onWrite?: () => void;
  readonly stdin?: InputStream;
  /** Default: those of badnode. */
  readonly commands?: readonly Command[];
  /** Called with each note on standard error. */
  readonly onNote?: (text: string) => void;
}

/** Nobody types, and nothing is sent. */
export const NO_INPUT: InputStream = {
  isTerminal: false,
  readAll: () => Promise.resolve(new Uint8Array()),
  readHidden: () => Promise.resolve(null),
};

/** Runs one command line inside the test's own process. */
export async function badnode(args: readonly string[], world: World = {}): Promise<Outcome> {
  const out: Buffer[] = [];
  let stderr = "";
  const take = (part: Uint8Array | string): void => {
    world.onWrite?.();
    out.push(Buffer.from(part));
  };
  const context: CliContext = {
    stdout: {
      isTerminal: world.stdoutIsTerminal ?? false,
      columns: world.columns ?? 80,
      write: async (part) => {
        await Promise.resolve();
        take(part);
      },
      writeNow: take,
    },
    stderr: {
      isTerminal: world.stderrIsTerminal ?? false,
      columns: world.columns ?? 80,
      write: (text) => {
        stderr += text;
        world.onNote?.(text);
      },
    },
    stdin: world.stdin ?? NO_INPUT,
    env: {},
    now: world.clock ?? (() => Date.parse(world.now ?? "2025-06-10T00:00:00Z")),
    signal: world.signal ?? new AbortController().signal,
    temporaryFolder: world.temporaryFolder ?? tmpdir(),
    // In the folder of the tests there is no configuration.
    currentFolder: world.currentFolder ?? import.meta.dirname,
    version: "1.2.3",
  };
  const exitCode = await run(args, context, world.commands ?? COMMANDS);
  return { exitCode, stdout: Buffer.concat(out).toString(), stderr };
}
