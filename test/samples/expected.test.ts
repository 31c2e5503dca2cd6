import { readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readLogEvidence } from "../../src/sources/log-evidence/index.ts";

const EVERY_ID = [{ from: 0, to: 65_535 }];

interface NamedRecord {
  readonly file: string;
  readonly eventId: number;
  readonly recordId: string;
}

interface FileSummary {
  readonly path: string;
  readonly records: number;
  readonly lastRecordId: string;
}

function isNamedRecord(value: object): value is NamedRecord {
  return "file" in value && "eventId" in value && "recordId" in value;
}

interface ListedRecords {
  readonly file: string;
  readonly recordIds: readonly string[];
}

function isRecordList(value: object): value is ListedRecords {
  return "file" in value && "recordIds" in value;
}

/** All records that stand anywhere in `expected.json` by file, such as those of a move. */
function listedRecords(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isRecordList(value)) return value.recordIds.map((recordId) => `${value.file} ${recordId}`);
  return Object.values(value).flatMap(listedRecords);
}

/** All records that stand anywhere in `expected.json` with their event's id. */
function namedRecords(value: unknown): readonly NamedRecord[] {
  if (typeof value !== "object" || value === null) return [];
  return isNamedRecord(value) ? [value] : Object.values(value).flatMap(namedRecords);
}

function isFileSummary(value: unknown): value is FileSummary {
  return typeof value === "object" && value !== null && "path" in value && "lastRecordId" in value;
}

function fileSummaries(value: unknown): readonly FileSummary[] {
  if (typeof value !== "object" || value === null || !("files" in value) || !Array.isArray(value.files)) return [];
  return value.files.filter(isFileSummary);
}

describe.each(["missing-scp", "healthy", "storage-faults", "bad-volume"])("expected.json of %s", (name) => {
  const folder = fileURLToPath(new URL(`../../samples/${name}/`, import.meta.url));
  const expected: unknown = JSON.parse(readFileSync(`${folder}expected.json`, "utf8"));

  it("names records that the reader finds under their numbers, with their events' ids", async () => {
    const { events, logs } = await readLogEvidence([folder], { needs: [{ ids: EVERY_ID }] });
    const inSample = (path: string): string => path.slice(folder.length).replaceAll(sep, "/");
    const read = new Map(events.map((event) => [`${inSample(event.ref.file)} ${event.ref.recordId}`, event.eventId]));
    const [named, files] = [namedRecords(expected), fileSummaries(expected)];
    const listed = listedRecords(expected);
    expect(named.length + listed.length).toBeGreaterThan(3);
    expect(listed.filter((record) => !read.has(record))).toEqual([]);
    expect(named.filter(({ file, recordId, eventId }) => read.get(`${file} ${recordId}`) !== eventId)).toEqual([]);
    expect(logs.map(({ path, records }) => [inSample(path), records])).toEqual(
      files.map(({ path, records }) => [path, records]),
    );
    expect(files.filter(({ path, lastRecordId }) => !read.has(`${path} ${lastRecordId}`))).toEqual([]);
  });
});
