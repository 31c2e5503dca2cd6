import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GivenPath, openBundles, readDirectoryExports, readExports, readLogEvidence } from "../../../src/index.ts";
import { needsOf } from "../../../src/facts/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { writeZip } from "./write-zip.ts";

const SAMPLE = join("samples", "missing-scp");

let folder: TestFolder;

beforeEach(() => {
  folder = new TestFolder();
});

afterEach(() => {
  folder.remove();
});

const FILES = readdirSync(SAMPLE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function zipOfSample(): Buffer {
  return writeZip(
    FILES.map(({ parentPath, name }) => ({
      name: join(parentPath, name)
        .slice(SAMPLE.length + 1)
        .replaceAll(sep, "/"),
      data: readFileSync(join(parentPath, name)),
    })),
  );
}

async function allOf(paths: readonly GivenPath[]) {
  return {
    logs: await readLogEvidence(paths, { needs: needsOf(["hosts", "ownership", "trials"]) }),
    exports: await readExports(paths, { timeZone: "UTC" }),
    directory: await readDirectoryExports(paths, {}),
  };
}

/** With every text that begins with one path beginning with another. */
function shownAt(value: unknown, from: string, to: string): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => {
      if (typeof one === "bigint") return `${one}`;
      if (one instanceof Map || one instanceof Set) return Array.from<unknown>(one);
      return typeof one === "string" ? one.replaceAll(from, to) : one;
    }),
  );
}

describe("a ZIP of a folder", () => {
  test.each(["bundle.zip", "bundle"])("named %s gives what the folder gives, shown below the ZIP", async (name) => {
    const path = folder.file(name, zipOfSample());
    const bundles = await openBundles([path]);
    try {
      expect(bundles.sources).toEqual([{ path, status: "complete", files: FILES.length, warnings: [], problem: null }]);
      const fromZip = await allOf(bundles.paths);
      expect(fromZip.logs.logs.map((log) => log.path)).toContain(join(path, "HV06", "System.evtx"));
      expect(fromZip.logs.events.length).toBeGreaterThan(0);
      expect(shownAt(fromZip, path, "AT")).toEqual(shownAt(await allOf([SAMPLE]), SAMPLE, "AT"));
    } finally {
      await bundles.close();
    }
  });
});
