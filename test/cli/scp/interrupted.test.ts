import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Interrupted } from "../../../src/cli/terminal.ts";
import type { DirectoryReading } from "../../../src/index.ts";
import { computer, view } from "../../evidence/build-directory.ts";
import { badnode } from "../test-context.ts";
import { fakeDirectory } from "./fake-readers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-scp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const WHOLE: DirectoryReading = {
  views: [view({ computers: [computer("HV01")] })],
  sources: [{ path: "dc1", status: "complete", objects: 1, warnings: [], problem: null }],
};

/** Reads, and is interrupted once all was read; `rounds` of the event loop later. */
function interruptedAfter(rounds: number): ReturnType<typeof badnode> {
  const interruption = new AbortController();
  const interruptIn = (left: number): void => {
    if (left === 0) interruption.abort(new Interrupted());
    else setImmediate(() => interruptIn(left - 1));
  };
  const { commands } = fakeDirectory((options) => {
    options?.onEntry?.("dc1", { dn: "CN=HV01", attributes: new Map([["cn", ["HV01"]]]), spellings: new Map() });
    interruptIn(rounds);
    return WHOLE;
  });
  const files = ["--save", join(folder, "saved.ldif"), "--output", join(folder, "report.txt")];
  const args = ["scp", "--server", "dc1", "--kerberos", ...files];
  return badnode(args, { commands, signal: interruption.signal });
}

// Reading, deriving and writing each take two rounds to let a signal through.
test.each([0, 1, 2, 3])(
  "an interruption in or after reading ends with 130, and leaves no file (%s)",
  async (rounds) => {
    expect(await interruptedAfter(rounds)).toEqual({ exitCode: 130, stdout: "", stderr: "" });
    expect(readdirSync(folder)).toEqual([]);
  },
);
