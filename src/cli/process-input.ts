import { isatty } from "node:tty";
import { BadnodeError } from "../shared/errors.ts";
import { readHiddenLine } from "./hidden-line.ts";
import type { InputStream } from "./terminal.ts";

const STDIN = 0;

/** Standard input. It is not touched before something is read of it. */
export function processInputStream(host: NodeJS.Process, signal: AbortSignal): InputStream {
  return {
    isTerminal: isatty(STDIN),
    readAll: (limit) => readAll(host.stdin, limit, signal),
    readHidden: (prompt) =>
      readHiddenLine(host.stdin, { prompt, signal, write: (text) => void host.stderr.write(text) }),
  };
}

async function readAll(input: NodeJS.ReadStream, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const end = (): void => void input.destroy();
  signal.addEventListener("abort", end, { once: true });
  try {
    for await (const part of input) {
      const bytes = typeof part === "string" ? Buffer.from(part) : part instanceof Uint8Array ? part : new Uint8Array();
      length += bytes.length;
      if (length > limit) {
        throw new BadnodeError({
          code: "standard-input-too-long",
          happened: `Standard input holds more than ${limit} bytes, which is no password.`,
          nextStep: "Send the password alone, in one line.",
        });
      }
      parts.push(bytes);
    }
  } finally {
    signal.removeEventListener("abort", end);
  }
  signal.throwIfAborted();
  return Buffer.concat(parts);
}
