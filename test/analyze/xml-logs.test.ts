import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnose, readLogEvidence, type Report } from "../../src/index.ts";
import { readLog } from "../formats/evtx/seams/reading.ts";
import { exportedEvents, savedByEventViewer } from "../formats/event-xml/seams/exported.ts";
import { TestFolder } from "../sources/event-logs/written-logs.ts";
import { badnode } from "../cli/test-context.ts";
import { FIXED } from "./cluster.ts";

const SAMPLE = fileURLToPath(new URL("../../samples/missing-scp/", import.meta.url));

let folder: TestFolder;
beforeAll(() => {
  folder = new TestFolder();
});
afterAll(() => folder.remove());

function analysis(path: string): Promise<Report> {
  return diagnose(
    { logs: (needs) => readLogEvidence([path], { needs }) },
    {
      ...FIXED,
      clock: () => new Date("2026-10-14T06:00:00Z"),
      window: { since: null, until: null },
    },
  );
}

/** The report without the folder and the extensions of its logs. */
function comparable(report: Report, root: string): unknown {
  const text = JSON.stringify(report, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return JSON.parse(text.replaceAll(JSON.stringify(root).slice(1, -1), "").replaceAll(/\.(?:evtx|xml)"/g, '"'));
}

describe("a cluster whose logs were exported as XML", () => {
  test("gives the same report as its logs, coverage and all", async () => {
    const logs = readdirSync(SAMPLE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".evtx"));
    for (const name of logs) {
      const xml = readLog(readFileSync(join(SAMPLE, name))).records.map((record) => record.xml);
      // A third of them as PowerShell would redirect them.
      const saved =
        basename(name) === "System.evtx" ? `\ufeff${xml.join("\r\n")}` : savedByEventViewer(xml.toReversed());
      const bytes = Buffer.from(saved, saved.startsWith("\ufeff") ? "utf16le" : "utf8");
      folder.file(name.replace(/\.evtx$/, ".xml"), Uint8Array.from(bytes));
    }
    const report = await analysis(folder.path);
    expect(report.checks.some(({ findings }) => findings.length > 0)).toBe(true);
    expect(report.coverage.length).toBeGreaterThan(5);
    expect(comparable(report, join(folder.path, "/"))).toEqual(comparable(await analysis(SAMPLE), SAMPLE));
  });

  test("that is damaged is no clean bill of health", async () => {
    const path = folder.file("cut/Application.xml", savedByEventViewer(exportedEvents(50)).slice(0, -9));
    const { exitCode, stdout } = await badnode(["analyze", path, "--format", "json"], { now: "2026-10-14" });
    const report: unknown = JSON.parse(stdout);
    expect(exitCode).toBe(3);
    expect(report).toMatchObject({ sources: [{ status: "damaged", records: 50 }] });
  });

  test.each<readonly [string, string]>([
    ["is empty", ""],
    ["was overwritten", "\0".repeat(4096)],
    ["was cut off at once", "<?xml version"],
    ["holds no events", "<Events></Events>"],
  ])("of which one %s is no clean bill of health", async (_, text) => {
    folder.file("one/HV01/Application.xml", savedByEventViewer(exportedEvents(50)));
    const path = folder.file("one/HV02/System.xml", text);
    const { exitCode, stdout } = await badnode(["analyze", join(folder.path, "one"), "--format", "json"], {
      now: "2026-10-14",
    });
    const report: unknown = JSON.parse(stdout);
    expect(exitCode).toBe(3);
    expect(report).toMatchObject({ sources: [{ status: "complete" }, { status: "unreadable", path }] });
  });
});
