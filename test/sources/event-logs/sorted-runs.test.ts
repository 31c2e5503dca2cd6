import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SortedRuns, type SortedRunsOptions } from "../../../src/sources/event-logs/sorting/sorted-runs.ts";
import { TestFolder } from "./written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

type Entry = readonly [key: string, payload: string];

async function sorted(
  entries: readonly Entry[],
  options: Omit<SortedRunsOptions, "temporaryFolder">,
): Promise<readonly Entry[]> {
  const runs = new SortedRuns({ ...options, temporaryFolder: folder.path });
  try {
    for (const [key, payload] of entries) runs.add(Buffer.from(key, "latin1"), Buffer.from(payload, "latin1"));
    await runs.prepare(() => Promise.resolve());
    return Array.from(
      runs.entries(),
      ({ key, payload }): Entry => [Buffer.from(key).toString("latin1"), Buffer.from(payload).toString("latin1")],
    );
  } finally {
    runs.close();
  }
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a, "latin1"), Buffer.from(b, "latin1")));
}

describe("sorting on disk", () => {
  it("sorts by the bytes of the keys and keeps equal keys in the order they came in", async () => {
    const entries: readonly Entry[] = [
      ["b", "1"],
      ["a\u00ff", "2"],
      ["b", "3"],
      ["a", ""],
    ];
    const expected = [
      ["a", ""],
      ["a\u00ff", "2"],
      ["b", "1"],
      ["b", "3"],
    ];
    expect(await sorted(entries, {})).toEqual(expected);
    expect(await sorted(entries, { memoryBytes: 4, fanIn: 2 })).toEqual(expected);
  });

  it("gives the same in memory, in several runs and in several passes", async () => {
    const text = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { maxLength: 120 }),
        fc.integer({ min: 16, max: 600 }),
        fc.integer({ min: 2, max: 5 }),
        async (entries, memoryBytes, fanIn) => {
          expect(await sorted(entries, { memoryBytes, fanIn })).toEqual(inOrder(entries));
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it("takes an entry larger than its memory", async () => {
    const large: Entry = ["k", "x".repeat(5000)];
    expect(await sorted([large, ["a", "1"]], { memoryBytes: 64 })).toEqual([["a", "1"], large]);
  });

  it("leaves nothing in the temporary folder, finished or not", async () => {
    const runs = new SortedRuns({ temporaryFolder: folder.path, memoryBytes: 16 });
    for (let key = 0; key < 50; key++) runs.add(Buffer.from([key]), Buffer.from("payload"));
    runs.close();
    await sorted(
      Array.from({ length: 50 }, (_, key) => [String(key), "payload"] as const),
      { memoryBytes: 16 },
    );
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("says which folder cannot be used", () => {
    const runs = new SortedRuns({ temporaryFolder: join(folder.path, "missing"), memoryBytes: 8 });
    expect(() => runs.add(Buffer.from("key"), Buffer.from("a long payload"))).toThrow(
      "missing, cannot be used (ENOENT)",
    );
  });
});
