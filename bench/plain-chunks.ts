import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { largeLog } from "./large-log.ts";

/**
 * The chunks that libevtx reads to their end: it gives up a whole log at an attribute made of several tokens, which
 * real logs have, and a reader that stops half-way cannot be timed. Each chunk is tried as a log of its own.
 */
export function plainChunks(chunks: readonly Uint8Array[], evtxExport: string, folder: string): readonly Uint8Array[] {
  return chunks.filter((chunk) => {
    const { path } = largeLog(folder, { name: "trial", madeOf: "", chunks: () => [chunk] }, 0.1);
    const { status } = spawnSync(evtxExport, ["-f", "xml", path], { stdio: "ignore" });
    // The next trial has the same name.
    for (const file of [path, `${path}.made-of`]) rmSync(file);
    return status === 0;
  });
}
