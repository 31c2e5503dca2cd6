import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { readHiddenLine } from "../../../src/cli/hidden-line.ts";
import { Interrupted } from "../../../src/cli/terminal.ts";

/** A terminal that remembers its modes, and what was written to it. */
class FakeTerminal extends EventEmitter {
  readonly modes: string[] = [];
  written = "";
  setRawMode(raw: boolean): void {
    this.modes.push(raw ? "raw" : "cooked");
  }
  resume(): void {
    this.modes.push("resumed");
  }
  pause(): void {
    this.modes.push("paused");
  }
}

async function typed(...keys: readonly (string | Uint8Array)[]) {
  const terminal = new FakeTerminal();
  const line = readHiddenLine(terminal, {
    prompt: "Password: ",
    signal: new AbortController().signal,
    write: (text) => (terminal.written += text),
  });
  for (const key of keys) terminal.emit("data", Buffer.from(key));
  return { line: await line, terminal };
}

const RESTORED = ["raw", "resumed", "cooked", "paused"];

describe("a line that the terminal does not show", () => {
  test("is what was typed up to Enter, and nothing of it is written", async () => {
    const { line, terminal } = await typed("s3", "cret", "\r", "later");
    expect(line).toBe("s3cret");
    expect(terminal.written).toBe("Password: \n");
    expect(terminal.modes).toEqual(RESTORED);
    expect(terminal.eventNames()).toEqual([]);
  });

  test("goes raw before anybody is asked to type", () => {
    const terminal = new FakeTerminal();
    let modesAtPrompt: readonly string[] = [];
    void readHiddenLine(terminal, {
      prompt: "Password: ",
      signal: new AbortController().signal,
      write: () => (modesAtPrompt = [...terminal.modes]),
    });
    expect(modesAtPrompt).toEqual(["raw", "resumed"]);
  });

  test.each([
    ["a character of several bytes that comes in pieces", [Buffer.from([0xc3]), Buffer.from([0xa4, 0x0d])], "ä"],
    ["backspace, which takes a whole character", ["a😀\u007fb\n"], "ab"],
    ["Ctrl-U, which begins anew", ["wrong\u0015right\r"], "right"],
    ["arrows and other keys, which are no characters", ["a\u001b[Db\u001bOPc\u001b[3~\r"], "abc"],
    ["other controls, which count for nothing", ["a\u0001\u001a\tb\r"], "ab"],
    ["Ctrl-D behind characters, which counts for nothing", ["ab\u0004c\r"], "abc"],
  ])("%s", async (_, keys, line) => {
    expect((await typed(...keys)).line).toBe(line);
  });

  test("is none where Ctrl-D comes first, or the terminal goes away", async () => {
    expect((await typed("\u0004")).line).toBeNull();
    const terminal = new FakeTerminal();
    const line = readHiddenLine(terminal, { prompt: "", signal: new AbortController().signal, write: () => undefined });
    terminal.emit("end");
    expect([await line, terminal.modes]).toEqual([null, RESTORED]);
  });

  test("is interrupted by Ctrl-C and by a signal; the terminal is as it was", async () => {
    const options = { prompt: "", write: () => undefined };
    const byKey = new FakeTerminal();
    const line = readHiddenLine(byKey, { ...options, signal: new AbortController().signal });
    byKey.emit("data", Buffer.from("sec\u0003"));
    await expect(line).rejects.toBeInstanceOf(Interrupted);
    expect(byKey.modes).toEqual(RESTORED);

    const interruption = new AbortController();
    const bySignal = new FakeTerminal();
    const other = readHiddenLine(bySignal, { ...options, signal: interruption.signal });
    interruption.abort();
    await expect(other).rejects.toBeInstanceOf(Interrupted);
    expect(bySignal.modes).toEqual(RESTORED);
  });
});
