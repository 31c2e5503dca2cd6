import { fstatSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { BadnodeError } from "../shared/errors.ts";
import { type NoteStream, OutputClosed, type ResultStream } from "./terminal.ts";
import { explainWriteError } from "./write-problem.ts";

const STDOUT = 1;
const STDERR = 2;
const COLUMNS_WITHOUT_TERMINAL = 80;

/** Standard output: written at once where that cannot block for long (a file), else through Node's stream. */
export function processResultStream(host: NodeJS.Process, signal: AbortSignal): ResultStream {
  const isTerminal = isatty(STDOUT);
  const columns = isTerminal ? widthOf(host.stdout.columns) : columnsOf(host.env);
  const writeNow = (part: Uint8Array): void => writeAll(STDOUT, part);
  if (!isTerminal && isFileLike(STDOUT)) {
    const write = (part: Uint8Array | string): Promise<void> => {
      writeNow(bytesOf(part));
      return Promise.resolve();
    };
    return { isTerminal, columns, write, writeNow };
  }
  let failure: Error | null = null;
  // Without a listener a closed pipe would end the process with a stack trace.
  host.stdout.on("error", (error: Error) => {
    failure = error;
  });
  const write = (part: Uint8Array | string): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (failure !== null) throw outputError(failure);
      const onAbort = (): void => reject(signal.reason instanceof Error ? signal.reason : new OutputClosed());
      signal.addEventListener("abort", onAbort, { once: true });
      host.stdout.write(part, (error) => {
        signal.removeEventListener("abort", onAbort);
        if (error === null || error === undefined) resolve();
        else reject(outputError(error));
      });
    });
  return { isTerminal, columns, write, writeNow };
}

/** Standard error, written at once, so that nothing is lost when the process ends. */
export function processNoteStream(host: NodeJS.Process): NoteStream {
  const isTerminal = isatty(STDERR);
  return {
    isTerminal,
    columns: isTerminal ? widthOf(host.stderr.columns) : columnsOf(host.env),
    write(text) {
      try {
        writeAll(STDERR, bytesOf(text));
      } catch {
        // Who reads no notes needs none: a closed stderr must not end the work.
      }
    },
  };
}

/** A terminal on a serial line does not know its width and says 0. */
function widthOf(columns: number): number {
  return columns > 0 ? columns : COLUMNS_WITHOUT_TERMINAL;
}

function columnsOf(env: NodeJS.ProcessEnv): number {
  const columns = Number(env["COLUMNS"]);
  return Number.isInteger(columns) && columns > 0 ? columns : COLUMNS_WITHOUT_TERMINAL;
}

function isFileLike(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() || stats.isCharacterDevice();
  } catch {
    return false;
  }
}

function writeAll(descriptor: number, part: Uint8Array): void {
  for (let done = 0; done < part.length; ) {
    try {
      done += writeSync(descriptor, part, done, part.length - done);
    } catch (error) {
      if (!isBusy(error)) throw outputError(error);
      // A pipe that does not block is full: give its reader a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function bytesOf(part: Uint8Array | string): Uint8Array {
  return typeof part === "string" ? Buffer.from(part) : part;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

// Windows says EOF where POSIX says EPIPE.
const CLOSED = new Set<unknown>(["EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

function outputError(error: unknown): Error {
  if (error instanceof Error && "code" in error && CLOSED.has(error.code)) return new OutputClosed();
  return new BadnodeError(explainWriteError("standard output", error), { cause: error });
}
