import { StringDecoder } from "node:string_decoder";
import { Interrupted } from "./terminal.ts";

/** What of a terminal is needed to read from it without showing what is typed. */
export interface RawTerminal {
  setRawMode(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  on(event: "end" | "close", listener: () => void): unknown;
  off(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  off(event: "end" | "close", listener: () => void): unknown;
}

export interface HiddenLine {
  readonly prompt: string;
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
}

const LONGEST = 1024;
/** Keys that are not characters: arrows, Home and the like (ECMA-48, 5.4 and SS3). */
const KEYS = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/gsu;

/**
 * Raw mode, so that the terminal neither shows nor keeps what is typed. It is left again in every outcome. Resolves with
 * null where the input ends or Ctrl-D comes first; rejects with Interrupted for Ctrl-C.
 */
export function readHiddenLine(terminal: RawTerminal, { prompt, signal, write }: HiddenLine): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const decoder = new StringDecoder("utf8");
    let typed: string[] = [];
    let settled = false;
    const leave = (settle: () => void): void => {
      if (settled) return;
      settled = true;
      terminal.off("data", onData);
      terminal.off("end", onEnd);
      terminal.off("close", onEnd);
      signal.removeEventListener("abort", onAbort);
      terminal.setRawMode(false);
      terminal.pause();
      write("\n");
      settle();
    };
    const onEnd = (): void => leave(() => resolve(null));
    const onAbort = (): void => leave(() => reject(new Interrupted()));
    const onData = (bytes: Uint8Array): void => {
      for (const character of decoder.write(Buffer.from(bytes)).replace(KEYS, "")) {
        if (settled) return;
        switch (character) {
          case "\r":
          case "\n":
            leave(() => resolve(typed.join("")));
            break;
          case "\u0003":
            onAbort();
            break;
          case "\u0004":
            if (typed.length === 0) onEnd();
            break;
          case "\u007f":
          case "\b":
            typed.pop();
            break;
          case "\u0015":
            typed = [];
            break;
          default:
            if (character >= " " && typed.length < LONGEST) typed.push(character);
        }
      }
    };
    if (signal.aborted) {
      reject(new Interrupted());
      return;
    }
    // Before anybody is asked to type.
    terminal.setRawMode(true);
    signal.addEventListener("abort", onAbort, { once: true });
    terminal.on("data", onData);
    terminal.on("end", onEnd);
    terminal.on("close", onEnd);
    terminal.resume();
    write(prompt);
  });
}
