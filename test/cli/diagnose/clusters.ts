import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sampleLogBytes } from "../../../samples/generate/sample-log.ts";
import type { Scenario } from "../../../samples/generate/scenarios/index.ts";

/** Writes what an administrator would have exported of it. */
export function writeExports(folder: string, { logs, files }: Scenario): string {
  for (const log of logs) write(join(folder, log.path), sampleLogBytes(log));
  for (const { path, content } of files) {
    if (path !== "expected.json") write(join(folder, path), content);
  }
  return folder;
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
