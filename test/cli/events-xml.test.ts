import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportedEvents, savedByEventViewer } from "../formats/event-xml/seams/exported.ts";
import { type PlainEvent, plainLog, TestFolder } from "../sources/event-logs/written-logs.ts";
import { badnode } from "./test-context.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const EVENTS: readonly PlainEvent[] = [
  { id: 8193, level: 2, time: "2025-06-01T00:00:00Z", text: 'line 1\r\nline "2" <&>' },
  { id: 12293, level: 2, time: "2025-06-05T12:00:00Z", text: "für Ω 💥" },
  { id: 7, provider: "disk", channel: "System", level: 3, time: "2025-06-09T12:00:00Z" },
  { id: 12293, level: 2, time: "2025-06-05T12:00:00Z", computer: "HV01.corp.example" },
];

/** Writes a log, and what badnode exports of it as XML into another folder; returns the two folders. */
async function exportedLog(): Promise<{ readonly logs: string; readonly exports: string }> {
  const log = folder.file(join("logs", "a.log"), plainLog(EVENTS));
  const { stdout } = await badnode(["events", log, "--format", "xml"]);
  folder.file(join("exports", "a.log"), `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n${stdout}`);
  return { logs: join(folder.path, "logs", "a.log"), exports: join(folder.path, "exports", "a.log") };
}

describe("badnode events over an export as XML", () => {
  it.each([
    ["--format", "jsonl"],
    ["--format", "csv"],
    ["--format", "table"],
    ["--format", "xml"],
    ["--merge"],
    ["--unique", "--limit", "2"],
    ["--count-by", "provider,id,computer,day"],
    ["--gaps", "--silence", "1h"],
    ["--id", "VSS:12293", "--since", "2025-06-02"],
    ["--computer", "hv01", "--exclude-provider", "disk"],
  ])("says the same as over the log that was exported: %s %s %s %s", async (...args) => {
    const { logs, exports } = await exportedLog();
    const given = args.filter((arg) => typeof arg === "string");
    const ofLog = await badnode(["events", logs, ...given]);
    const ofExport = await badnode(["events", exports, ...given]);
    expect(ofExport.stdout.replaceAll("exports", "logs")).toBe(ofLog.stdout);
    expect([ofExport.exitCode, ofExport.stderr]).toEqual([0, ofLog.stderr]);
    expect(ofLog.exitCode).toBe(0);
  });

  it("reads folders of both kinds in one go", async () => {
    folder.file("a.evtx", plainLog([{ id: 1 }]));
    folder.file("b.xml", savedByEventViewer(exportedEvents(2)));
    const { exitCode, stdout } = await badnode(["events", folder.path, "--count-by", "id", "--format", "csv"]);
    expect([exitCode, stdout]).toEqual([0, "count,id\r\n2,8224\r\n1,1\r\n"]);
  });

  it("names the damage of a cut-off export and exits with 3", async () => {
    const path = folder.file("b.xml", savedByEventViewer(exportedEvents(2)).slice(0, -20));
    const { exitCode, stdout, stderr } = await badnode(["events", path]);
    expect([exitCode, stdout.split("\n").length - 1]).toEqual([3, 2]);
    expect(stderr).toContain("truncated-file at offset");
    expect(stderr).toContain("expected </Event>, found the end of the file");
  });

  it("shows remarks with --verbose", async () => {
    const text = exportedEvents(1).join("").replace("event 1", "f\xfcr");
    const path = folder.file("b.xml", Uint8Array.from(Buffer.from(text, "latin1")));
    const { exitCode, stderr } = await badnode(["events", path, "--verbose"]);
    expect([exitCode, stderr]).toEqual([
      0,
      `badnode: ${path}: the file claims no encoding and is no UTF-8: what is not ASCII in it was read as windows-1252 (offset 0)\n`,
    ]);
  });
});
