import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EventToWrite, writeLog } from "../../samples/generate/evtx/index.ts";
import { hostRenamed } from "../../src/checks/host-renamed.ts";
import { hostUpgradedInPlace } from "../../src/checks/host-upgraded-in-place.ts";
import { diagnose } from "../../src/diagnose.ts";
import { exitCodeOf, type Report } from "../../src/report/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { readLogEvidence } from "../../src/sources/log-evidence/index.ts";
import { ticks, VMMS_ADMIN, WHOLE_SPAN } from "../evidence/build-evidence.ts";
import { TestFolder } from "../sources/event-logs/written-logs.ts";
import { FIXED, TWO_CHECKS } from "./cluster.ts";

const SYSTEM = "System";
const OPERATIONAL = "Microsoft-Windows-FailoverClustering/Operational";

/** Those for failures look in channels other than System. */
const CHECKS = [...TWO_CHECKS, hostRenamed, hostUpgradedInPlace];

interface Given {
  readonly time: string;
  readonly computer: string;
  readonly channel?: string;
  readonly provider?: string;
  readonly id?: number;
  readonly strings?: readonly string[];
}

/** A service's change of state, unless given otherwise. */
function record(given: Given): EventToWrite {
  const { time, computer, channel = SYSTEM, provider = "Service Control Manager", id = 7036, strings = [] } = given;
  return {
    layout: "classic",
    provider: { name: provider },
    eventId: id,
    level: 4,
    time: ticks(time),
    channel,
    computer,
    payload: { kind: "strings", strings },
  };
}

const renamed = (time: string, computer: string, from: string, to: string): EventToWrite =>
  record({ time, computer, provider: "EventLog", id: 6011, strings: [from, to] });

const booted = (time: string, computer: string, build: string): EventToWrite =>
  record({
    time,
    computer,
    provider: "EventLog",
    id: 6009,
    strings: ["10.00.", build, "", "Multiprocessor Free", "0"],
  });

const vmms12660 = (time: string, computer: string): EventToWrite =>
  record({ time, computer, channel: VMMS_ADMIN, provider: "Microsoft-Windows-Hyper-V-VMMS", id: 12660 });

async function analyze(folder: TestFolder, window = WHOLE_SPAN): Promise<Report> {
  return diagnose(
    { logs: (needs, { latest }) => readLogEvidence([folder.path], { needs, latest }) },
    {
      ...FIXED,
      checks: CHECKS,
      window,
    },
  );
}

function table(report: Report): string {
  return reportToTable(report, { width: 80, colour: false });
}

/** Paths of the folder written as LOGS, and lines joined, so that a sentence stands in one. */
function said(report: Report, folder: TestFolder): string {
  return reportToTable(report, { width: 1000, colour: false }).replaceAll(folder.path, "LOGS");
}

const schema: unknown = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

describe("logs of a cluster whose HV03 was HVNEW03", () => {
  const folder = new TestFolder();
  let report: Report;
  beforeAll(async () => {
    const [old, now] = ["HVNEW03.corp.example", "HV03.corp.example"];
    folder.file(
      "HV03/System.evtx",
      writeLog([
        booted("2025-06-01T00:00:00Z", old, "14393"),
        record({ time: "2025-06-02T06:10:00Z", computer: old }),
        booted("2025-06-02T06:12:40Z", now, "14393"),
        renamed("2025-06-02T06:12:44Z", now, "HVNEW03", "HV03"),
        record({ time: "2025-06-07T00:00:00Z", computer: now }),
      ]),
    );
    folder.file(
      "HV03/VMMS-Admin.evtx",
      writeLog([
        vmms12660("2025-06-01T09:00:00Z", old),
        vmms12660("2025-06-03T09:00:00Z", now),
        vmms12660("2025-06-04T09:00:00Z", now),
      ]),
    );
    folder.file(
      "HV01/System.evtx",
      writeLog([
        booted("2025-06-01T00:00:00Z", "HV01.corp.example", "14393"),
        renamed("2025-06-02T06:12:44Z", "HV01.corp.example", "HVNEW01", "HV01"),
      ]),
    );
    folder.file("HV01/VMMS-Admin.evtx", writeLog([record({ ...vmms(), computer: "HV01.corp.example" })]));
    report = await analyze(folder);
  });
  afterAll(() => folder.remove());

  function vmms(): { readonly time: string; readonly channel: string } {
    return { time: "2025-06-03T00:00:00Z", channel: VMMS_ADMIN };
  }

  test("name it once, under its present name, with all that it logged under either", () => {
    expect(report.nodes.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["HV01", "unknown"],
      ["HV03", "suspect"],
    ]);
    const failures = report.checks.find(({ text }) => text.id === "hyper-v-storage-provider-failed");
    expect(failures?.findings.map(({ subject, evidence }) => [subject.name, evidence.length])).toEqual([["HV03", 3]]);
    const examined = report.coverage.filter((row) => row.examined);
    expect(examined.map(({ host, channel }) => [host, channel])).toEqual([
      ["HV01", VMMS_ADMIN],
      ["HV03", VMMS_ADMIN],
    ]);
  });

  test("give its former name, until when, how that is known and the record, in JSON as the schema has it", () => {
    const parsed: unknown = JSON.parse(reportToJson(report));
    expect(validate(parsed) ? [] : validate.errors).toEqual([]);
    expect(parsed).toMatchObject({
      nodes: [
        { node: "HV01", aliases: [{ name: "HVNEW01", basis: "verified" }] },
        {
          node: "HV03",
          aliases: [
            {
              name: "HVNEW03",
              until: "2025-06-02T06:12:44.0000000Z",
              basis: "verified",
              evidence: [{ kind: "event", file: `${folder.path}/HV03/System.evtx`, channel: "System", recordId: "4" }],
            },
          ],
        },
      ],
    });
  });

  test("say so where the table says what was read, and beside the verdict; who was renamed and is not suspect, too", () => {
    const words = said(report, folder);
    expect(words).toContain(
      "\nRenamed  HV03 was HVNEW03 until 2025-06-02 06:12:44Z (EventLog 6011, LOGS/HV03/System.evtx, record 4)\n",
    );
    expect(words).toContain("\nINFO  Hosts were renamed while in service [host-renamed]\n");
    expect(words).toContain(
      "Known of the suspects: HV03 (renamed; HVNEW03 until 2025-06-02 06:12:44Z); a probable cause, not proof. The same " +
        "is known of HV01, without any finding.",
    );
    expect(words).toMatch(/\nVerdict: no node is proven bad; suspect: HV03 \(VMMS 12660\)\n$/);
  });

  test("keep the host one when the window begins after the change", async () => {
    const late = await analyze(folder, { since: ticks("2025-06-03T00:00:00Z"), until: null });
    expect(late.nodes.map(({ name, aliases }) => [name, aliases.map((alias) => alias.name)])).toEqual([
      ["HV01", ["HVNEW01"]],
      ["HV03", ["HVNEW03"]],
    ]);
  });

  test("fit 80 columns", () => {
    const lines = table(report).replaceAll(folder.path, "").split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("logs of hosts that were renamed and upgraded, with no failure", () => {
  const folder = new TestFolder();
  let report: Report;
  beforeAll(async () => {
    const names = ["OLD", "HV05"].map((name) => `${name}.corp.example`);
    const [old = "", now = ""] = names;
    folder.file(
      "vmms.evtx",
      writeLog([
        record({ time: "2025-06-01T08:00:00Z", computer: old, channel: VMMS_ADMIN }),
        record({ time: "2025-06-01T09:00:00Z", computer: old, channel: VMMS_ADMIN }),
        record({ time: "2025-06-03T09:00:00Z", computer: now, channel: VMMS_ADMIN }),
        record({ time: "2025-06-03T10:00:00Z", computer: now, channel: VMMS_ADMIN }),
      ]),
    );
    folder.file("Windows.old/System.evtx", writeLog([booted("2025-06-03T10:00:00Z", now, "14393")]));
    folder.file(
      "System.evtx",
      writeLog([
        booted("2025-06-05T10:00:00Z", now, "17763"),
        record({
          time: "2025-06-05T11:00:00Z",
          computer: now,
          provider: "Microsoft-Windows-FailoverClustering",
          id: 1549,
          channel: SYSTEM,
          strings: ["HV05"],
        }),
      ]),
    );
    report = await analyze(folder);
  });
  afterAll(() => folder.remove());

  test("give information, and no other verdict or exit code than without it", () => {
    expect(report.checks.map(({ text, status, severity }) => [text.id, status, severity])).toEqual([
      ["snapshot-import-failed", "not-applicable", "critical"],
      ["hyper-v-storage-provider-failed", "pass", "warning"],
      ["host-renamed", "fail", "info"],
      ["host-upgraded-in-place", "fail", "info"],
    ]);
    expect(report.verdict.basis).toBe("nothing-found");
    expect(report.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV05", "unknown", []],
    ]);
    expect([exitCodeOf(report, "warning"), exitCodeOf(report, "info")]).toEqual([0, 1]);
  });

  test("are shown with both records of either change, and no next step", () => {
    const words = said(report, folder);
    expect(words).toContain(
      "\nRenamed  HV05 was OLD until 2025-06-01 09:00:00Z (inferred: LOGS/vmms.evtx changes the name between records 2 and 3)\n",
    );
    expect(words).toContain("in-place upgrade or reinstall between last boot on build 14393 and first boot on build ");
    expect(words).not.toContain("a new log begins with build 14393");
    expect(words).not.toContain("Next steps");
    expect(words).toContain(
      "\nNothing found, not cleared (no trials known): HV05 in Microsoft-Windows-Hyper-V-VMMS-Admin. Volumes were",
    );
    expect(words).toMatch(/\nVerdict: no known failure found; no node is cleared, as no trials are known\n$/);
  });
});

describe("a collector's log", () => {
  test("whose machines' records interleave makes nobody of two", async () => {
    const folder = new TestFolder();
    try {
      const hours = ["00", "01", "02", "03"];
      const records = hours.map((hour, index) => ({
        ...record({ time: `2025-06-01T${hour}:00:00Z`, computer: `HV0${1 + (index % 2)}`, channel: OPERATIONAL }),
        layout: "forwarded" as const,
      }));
      folder.file("ForwardedEvents.evtx", writeLog(records));
      const { nodes } = await analyze(folder);
      expect(nodes.map(({ name, aliases }) => [name, aliases])).toEqual([
        ["HV01", []],
        ["HV02", []],
      ]);
    } finally {
      folder.remove();
    }
  });
});

describe("hostile names", () => {
  test("reach the table harmless, and JSON whole", async () => {
    const folder = new TestFolder();
    try {
      const evil = "EVIL\u001b[2J\u202e";
      folder.file(
        "System.evtx",
        writeLog([
          record({ time: "2025-06-01T00:00:00Z", computer: `${evil}.corp.example` }),
          renamed("2025-06-02T00:00:00Z", "HV01.corp.example", evil, "HV01"),
        ]),
      );
      const report = await analyze(folder);
      expect(report.nodes.map(({ name, aliases }) => [name, aliases.map((alias) => alias.name)])).toEqual([
        ["HV01", [evil.toUpperCase()]],
      ]);
      expect(table(report)).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
      expect(JSON.parse(reportToJson(report))).toMatchObject({ nodes: [{ aliases: [{ name: evil.toUpperCase() }] }] });
    } finally {
      folder.remove();
    }
  });
});
