import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COLLECTOR_DEFAULTS, collectorScript } from "../../../src/collector/index.ts";
import { exportContent } from "../../../src/sources/exports/export-content.ts";
import { resembledKind } from "../../../src/sources/row-exports/index.ts";
import { isCollectionManifest, readCollectionManifest } from "../../../src/sources/collection-manifest/index.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode manifest "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string | Uint8Array): string {
  const path = join(folder, "manifest.json");
  writeFileSync(path, content);
  return path;
}

const DONE = {
  time: "2026-10-01T04:00:01.0000000Z",
  step: "ownership",
  cluster: "CLUSTER1",
  node: "",
  command: "Get-ClusterSharedVolume",
  status: "done",
  error: "",
  file: "CLUSTER1\\owners.csv",
};
const FAILED = {
  ...DONE,
  step: "event log",
  node: "HV06",
  command: "wevtutil epl System",
  status: "failed",
  error: "Access is denied. (exit code 5)",
  file: "CLUSTER1\\Node_HV06\\System.evtx",
};
const MANIFEST = {
  badnodeCollection: 1,
  tool: { name: "badnode", version: "1.2.3" },
  startedAt: "2026-10-01T04:00:00.0000000Z",
  finishedAt: "2026-10-01T04:10:00.0000000Z",
  computer: "MGMT01",
  powershell: "5.1.17763.1",
  days: 14,
  steps: [DONE, FAILED],
};

const FAILED_STEP = {
  step: "event log",
  status: "failed",
  cluster: "CLUSTER1",
  node: "HV06",
  command: "wevtutil epl System",
  error: "Access is denied. (exit code 5)",
  file: "CLUSTER1/Node_HV06/System.evtx",
  time: 134353008010000000n,
};

test("a manifest tells who collected what when, and what failed why", async () => {
  const path = write(JSON.stringify(MANIFEST));
  expect(await readCollectionManifest(path)).toEqual({
    path,
    status: "complete",
    problem: null,
    toolVersion: "1.2.3",
    startedAt: 134353008000000000n,
    finishedAt: 134353014000000000n,
    computer: "MGMT01",
    days: 14,
    steps: [
      {
        step: "ownership",
        status: "done",
        cluster: "CLUSTER1",
        node: null,
        command: "Get-ClusterSharedVolume",
        error: null,
        file: "CLUSTER1/owners.csv",
        time: 134353008010000000n,
      },
      FAILED_STEP,
    ],
    failed: [FAILED_STEP],
  });
});

test.each([
  ["UTF-8 with its mark, as Out-File writes it", Buffer.from(`\ufeff${JSON.stringify(MANIFEST)}`)],
  ["UTF-16", Buffer.from(`\ufeff${JSON.stringify(MANIFEST)}`, "utf16le")],
  [
    "a list with its count, as Windows PowerShell 5.1 writes some",
    Buffer.from(JSON.stringify({ ...MANIFEST, steps: { value: [DONE, FAILED], Count: 2 } })),
  ],
])("it may be %s", async (_, bytes) => {
  expect(await readCollectionManifest(write(bytes))).toMatchObject({ status: "complete", failed: [FAILED_STEP] });
});

test("the script writes what is read here", () => {
  const script = collectorScript({ version: "1.2.3", ...COLLECTOR_DEFAULTS });
  const written = (text: string): readonly string[] =>
    [...text.matchAll(/^ {8}(\w+) = /gm)].map(([, name = ""]) => name);
  const manifest = /\$manifest = \[ordered\] @\{(.*?)\n {4}\}/s.exec(script)?.[1] ?? "";
  const step = /\$steps\.Add\(\[pscustomobject\] @\{(.*?)\n {4}\}/s.exec(script)?.[1] ?? "";
  expect(written(manifest)).toEqual(Object.keys(MANIFEST));
  expect(written(step)).toEqual(Object.keys(DONE));
});

describe("what anybody may have written", () => {
  test.each([
    ["nothing", ""],
    ["no JSON", '{ "badnodeCollection": 1, "steps": ['],
    ["a list", "[1]"],
    ["another object", '{"steps":[]}'],
    ["null", "null"],
    ["brackets without end", "[".repeat(100_000)],
  ])("is unreadable where it is %s", async (_, text) => {
    const path = write(text);
    expect(await readCollectionManifest(path)).toMatchObject({
      status: "unreadable",
      problem: { code: "manifest-damaged" },
      steps: [],
      failed: [],
    });
  });

  test("is of a version that is known, or not read", async () => {
    const path = write(JSON.stringify({ ...MANIFEST, badnodeCollection: 2 }));
    expect(await readCollectionManifest(path)).toMatchObject({
      status: "unreadable",
      problem: { code: "manifest-version" },
    });
  });

  test("is not read where it is larger than any manifest", async () => {
    const path = write("{");
    truncateSync(path, 64 * 2 ** 20 + 1);
    expect(await readCollectionManifest(path)).toMatchObject({ problem: { code: "manifest-too-large" } });
  });

  test("is told of where it is not there, or a folder", async () => {
    expect(await readCollectionManifest(join(folder, "none.json"))).toMatchObject({ status: "unreadable" });
    expect(await readCollectionManifest(folder)).toMatchObject({ status: "unreadable" });
  });

  test("keeps its sound steps, and is called damaged for the others", async () => {
    const steps = [7, null, { ...DONE, status: "fine" }, { ...DONE, step: 3 }, FAILED, ["x"]];
    expect(await readCollectionManifest(write(JSON.stringify({ ...MANIFEST, steps })))).toMatchObject({
      status: "damaged",
      problem: { code: "manifest-damaged" },
      steps: [FAILED_STEP],
      failed: [FAILED_STEP],
    });
  });

  test.each([[undefined], [null], ["x"], [{}], [{ value: {}, Count: 1 }]])(
    "is damaged where its steps are %j",
    async (steps) => {
      expect(await readCollectionManifest(write(JSON.stringify({ ...MANIFEST, steps })))).toMatchObject({
        status: "damaged",
        toolVersion: "1.2.3",
        steps: [],
      });
    },
  );

  test("gives null for what is of another kind", async () => {
    const strange = { tool: [], startedAt: 5, finishedAt: "soon", computer: {}, days: -1 };
    const steps = [{ step: "copy", status: "failed", node: 6, error: ["x"], time: "9".repeat(1000) }];
    expect(await readCollectionManifest(write(JSON.stringify({ ...MANIFEST, ...strange, steps })))).toMatchObject({
      status: "complete",
      toolVersion: null,
      startedAt: null,
      finishedAt: null,
      computer: null,
      days: null,
      failed: [{ step: "copy", cluster: null, node: null, command: null, error: null, file: null, time: null }],
    });
  });

  test("is cut to 2,000 characters a text, and never inside one", async () => {
    const error = `${"x".repeat(1999)}\u{1f600}and more`;
    const manifest = await readCollectionManifest(
      write(JSON.stringify({ ...MANIFEST, steps: [{ ...FAILED, error }] })),
    );
    expect(manifest.failed.map((step) => step.error)).toEqual(["x".repeat(1999)]);
  });

  test("is read up to 100,000 steps", async () => {
    const steps = Array.from({ length: 100_001 }, () => ({ step: "copy", status: "done" }));
    const manifest = await readCollectionManifest(write(JSON.stringify({ ...MANIFEST, steps })));
    expect({ status: manifest.status, steps: manifest.steps.length }).toEqual({ status: "damaged", steps: 100_000 });
  });
});

describe("its start", () => {
  test.each(['{\r\n    "badnodeCollection":  1,\r\n', '\ufeff{"badnodeCollection":1'])("shows it: %j", (start) => {
    expect(isCollectionManifest(start)).toBe(true);
  });

  test.each(["", "[]", '{"Name":"badnodeCollection"', '{"tool":{"badnodeCollection":1}}', "badnodeCollection"])(
    "shows something else: %j",
    (start) => {
      expect(isCollectionManifest(start)).toBe(false);
    },
  );
});

test("nobody takes it for an export", () => {
  const text = JSON.stringify(MANIFEST, null, 4);
  expect([exportContent(text), resembledKind(text)]).toEqual([null, null]);
});
