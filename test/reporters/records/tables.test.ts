import { describe, expect, it } from "vitest";
import { bytesSource, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { displayWidth } from "../../../src/reporters/records/display-width.ts";
import { gapColumns, gapRow, type ShownGap } from "../../../src/reporters/records/gap-rows.ts";
import { RecordTable } from "../../../src/reporters/records/record-table.ts";
import { type RowFormat, RowList } from "../../../src/reporters/records/row-list.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { type PlainEvent, plainLog } from "../../sources/event-logs/written-logs.ts";

function recordTable(width: number, events: readonly PlainEvent[]): readonly string[] {
  const table = new RecordTable(width);
  const lines = [table.head()];
  const ignore = (): void => undefined;
  const sink = {
    record: (record: { decode(): Parameters<RecordTable["row"]>[0] }) => lines.push(table.row(record.decode())),
    damage: ignore,
    remark: ignore,
  };
  const scan = new EvtxScan(bytesSource(plainLog(events)), sink);
  while (scan.next());
  return lines.map((line) => line.replace(/\n$/, ""));
}

const failedImport: PlainEvent = {
  id: 12293,
  level: 2,
  computer: "PROXY01.corp.example",
  text: "Error calling a routine on a Shadow Copy Provider\r\n\x1b[2J",
};

describe("a table of records", () => {
  it("shows the most useful columns that 80 columns hold", () => {
    expect(recordTable(80, [failedImport])).toEqual([
      "Time (UTC)           Computer      Record  Provider          Id  Data",
      "2025-06-08 07:15:00  PROXY01            1  VSS            12293  Error calling …",
    ]);
  });

  it("shows more in 200 columns, controls made visible", () => {
    const [, line = ""] = recordTable(200, [failedImport]);
    expect(line).toMatch(
      /^2025-06-08 07:15:00\.000 {2}Error {5}PROXY01\.corp\.example {2}Application .* 12293 {2}Error calling/,
    );
    expect(line).not.toContain("\x1b");
  });

  it.each([1, 5, 20, 40, 64, 80, 120, 200])("is never wider than %i columns", (width) => {
    const lines = recordTable(width, [failedImport, { text: "备份".repeat(200) }, { text: "👩‍💻".repeat(99) }]);
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
  });
});

describe("a list of rows", () => {
  const columns = [
    { key: "count", title: "Count", align: "right" },
    { key: "provider", title: "Provider" },
  ] as const;

  function list(format: RowFormat, width = 80): string {
    const rows = new RowList(columns, format, width);
    return rows.head() + rows.row([12, "VSS"]) + rows.row([3n, "=evil\x1b"]) + rows.row([1, null]) + rows.end();
  }

  it("comes as a table, as JSON lines and as delimited text", () => {
    expect(list("table")).toBe("Count  Provider\n   12  VSS\n    3  =evil␛\n    1  -\n");
    expect(list("jsonl")).toBe(
      '{"count":12,"provider":"VSS"}\n{"count":"3","provider":"=evil\\u001b"}\n{"count":1,"provider":null}\n',
    );
    expect(list("csv")).toBe("count,provider\r\n12,VSS\r\n3,'=evil\x1b\r\n1,\r\n");
  });

  it("shrinks to narrow terminals", () => {
    expect(list("table", 10)).toBe("Cou…  Pro…\n  12  VSS\n   3  =ev…\n   1  -\n");
    expect(
      list("table", 1)
        .split("\n")
        .every((line) => displayWidth(line) <= 1),
    ).toBe(true);
  });

  it("keeps the widths of its first thousand rows, so that memory does not grow with the list", () => {
    const rows = new RowList(columns, "table", 80);
    const early = Array.from({ length: 1000 }, () => rows.row([1, "VSS"])).filter((text) => text !== "");
    expect(early).toHaveLength(1);
    expect(rows.row([2, "Microsoft-Windows-Kernel-General"])).toBe("    2  Microso…\n");
    expect(rows.end()).toBe("");
  });
});

describe("gap rows", () => {
  const shared = {
    computer: "HV03",
    channel: "System",
    before: isoToFiletime("2025-06-01T10:00:00Z") ?? 0n,
    after: isoToFiletime("2025-06-04T12:30:00Z") ?? 0n,
  };
  const missing: ShownGap = { ...shared, kind: "record-ids", firstMissing: 17n, lastMissing: 20n };
  const silence: ShownGap = { ...shared, kind: "time" };

  it("say in words what is missing and for how long it was silent", () => {
    expect([
      gapRow(missing, "table")[0],
      gapRow({ ...missing, lastMissing: 17n }, "table")[0],
      gapRow(silence, "table")[0],
    ]).toEqual(["records 17-20 missing (4)", "record 17 missing", "silent for 3 d 2 h"]);
  });

  it("give programs numbers", () => {
    const keys = gapColumns("jsonl").map(({ key }) => key);
    expect(keys.map((key, at) => [key, gapRow(missing, "jsonl")[at]])).toEqual([
      ["kind", "record-ids"],
      ["computer", "HV03"],
      ["channel", "System"],
      ["firstMissing", 17n],
      ["lastMissing", 20n],
      ["missing", 4n],
      ["before", "2025-06-01T10:00:00.0000000Z"],
      ["after", "2025-06-04T12:30:00.0000000Z"],
      ["seconds", 268_200],
    ]);
  });
});
