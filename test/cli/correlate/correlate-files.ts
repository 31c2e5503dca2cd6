import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { badnode } from "../test-context.ts";

/** `badnode correlate` on a folder of each test's own. */
export function correlateInFolder() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-correlate-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What a table says of these files, on one line, with `.../` for their folder. */
  return async (
    files: Readonly<Record<string, string>>,
    ...options: readonly string[]
  ): Promise<{ readonly exitCode: number; readonly words: string }> => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { exitCode, stdout } = await badnode(["correlate", folder, ...options], { now: "2026-10-12T06:00:00Z" });
    return { exitCode, words: stdout.replaceAll(folder, "...").replaceAll("\\n", "\n").replace(/\s+/g, " ") };
  };
}

/** One attempt an hour on the 2nd of September, by outcome: `F` failed, `P` passed; of a machine or of a volume. */
export function sessionsOf(outcomes: string, of: "volume" | "vm" | "job", name: string): string {
  const rows = Array.from(outcomes, (outcome, hour) => {
    const at = `2026-09-02T${String(hour).padStart(2, "0")}`;
    return `${at}:00:00Z,${at}:20:00Z,${name},${outcome === "F" ? "failed" : "success"}`;
  });
  return [`start,end,${of},result`, ...rows, ""].join("\n");
}
