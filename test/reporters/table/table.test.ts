import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/report/index.ts";
import { displayWidth } from "../../../src/reporters/records/display-width.ts";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster } from "../../analyze/cluster.ts";
import { log, ticks, unreadableLog, VMMS_ADMIN, vendorEvent, vmms12660 } from "../../evidence/build-evidence.ts";

const ESCAPE = "\u001b";

function table(report: Report, width = 80, colour = false): string {
  return reportToTable(report, { width, colour });
}

const twoRecords = [
  vmms12660({ time: "2025-06-02T09:12:44.1234567Z", recordId: 41 }),
  vmms12660({ time: "2025-06-03T09:12:44Z", recordId: 42 }),
];

describe("the table at 80 columns", () => {
  test("says what was read, what failed with its proof, the next steps, and the verdict last", async () => {
    const report = await reportOn({ events: twoRecords, logs: [log("HV01", VMMS_ADMIN), log("HV02", VMMS_ADMIN)] });
    expect(table(report)).toBe(
      `badnode 1.2.3, 2025-06-09 06:00:00Z
Window   2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z
Read     2 logs, 200 records
Covered  Microsoft-Windows-Hyper-V-VMMS-Admin of HV01 and HV02, all from
         2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z

WARNING  Hyper-V hosts could not open their storage provider (VMMS 12660)
         [hyper-v-storage-provider-failed]
VMMS 12660 on HV01 (2 records). VMMS 12660 reads "Cannot open handle to Hyper-V
storage provider." It dates a look into Hyper-V settings, not a failed backup.

Node   Finding                        Evidence (UTC)
────────────────────────────────────────────────────────────────────────────────
HV01   2 records of VMMS 12660 from   HV01.corp.example/
       2025-06-02 09:12:44Z to        Microsoft-Windows-Hyper-V-VMMS-Admin.evtx
       2025-06-03 09:12:44Z           Microsoft-Windows-Hyper-V-VMMS-Admin
                                        record 41  2025-06-02 09:12:44Z
                                        record 42  2025-06-03 09:12:44Z

Next steps:
  1. Audit the service connection point CN=Microsoft Hyper-V under the computer
     accounts of HV01 in Active Directory and compare with the other nodes: in
     the published case it was missing on the bad hosts, and that was their one
     common factor.
  2. Do not create a missing one by hand: it would lack the security settings
     that the host gives its own. The published repair, one host at a time:
     drain, evict, leave the domain, reset the computer account, join again, see
     the service connection point appear after the boot, add the host back to
     the cluster.

NO DATA  Backup proxies import the snapshots they are given: No log of channel
         Application was given. [snapshot-import-failed]

VMMS 12660 on HV01 (2 records); no node is proven bad, because it is not yet
known which node owned the volumes when backups failed.
Suspect: node HV01
Unknown: node HV02
Verdict: no node is proven bad; suspect: HV01
`,
    );
  });

  test("shows four records of a finding, counts the rest, and gives the command for all of them", async () => {
    const lines = table(await reportOnCluster(NINE_NODES)).split("\n");
    expect(lines).toContain("                                        and 3 more");
    const at = lines.indexOf("  badnode events --id 12660");
    expect(lines.slice(at - 1, at + 4)).toEqual([
      "All records:",
      "  badnode events --id 12660",
      "    HV03.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
      "    HV06.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
      "    HV08.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
    ]);
  });

  test("shows seven storms of a proxy and counts the rest", async () => {
    const secondWeek = eventsOf({ ...NINE_NODES, firstDay: "2025-06-08" });
    const report = await reportOn({ events: [...eventsOf(NINE_NODES), ...secondWeek], logs: logsOf(NINE_NODES) });
    const lines = table(report).split("\n");
    expect(lines.filter((line) => line.startsWith("PROXY01  3 failed"))).toHaveLength(7);
    expect(lines).toContain("PROXY01: and 7 more rows");
  });

  test("shows what stayed below the threshold as a note with its record", async () => {
    const report = await reportOn({ events: twoRecords.slice(0, 1), logs: [log("HV01", VMMS_ADMIN)] });
    expect(table(report)).toContain(`PASS     Hyper-V hosts can open their storage provider: What was seen stays
         below the threshold. [hyper-v-storage-provider-failed]
  Note: HV01: 1 record of VMMS 12660 at 2025-06-02 09:12:44Z
        (HV01.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx,
        Microsoft-Windows-Hyper-V-VMMS-Admin, record 41, 2025-06-02 09:12:44Z)
`);
  });

  test("names what could not be read and the next step, and does not call the rest healthy", async () => {
    const shown = table(await reportOn({ logs: [log("HV01", VMMS_ADMIN), unreadableLog("logs/System.evtx")] }));
    expect(shown).toContain("Read     2 logs, 100 records, 1 unreadable\n");
    expect(shown).toContain("Unread   logs/System.evtx is empty. Export it again.\n");
    expect(shown).toContain("UNCLEAR  Hyper-V hosts can open their storage provider: Nothing found, but 1 log");
    expect(shown).toMatch(/\nVerdict: no node is proven bad, none is cleared\n$/);
  });

  test("names the hosts whose logs do not cover the window", async () => {
    const window = { since: ticks("2025-05-01T00:00:00Z"), until: null };
    const shown = table(await reportOn({ window, logs: [log("HV01", VMMS_ADMIN)] }), 200);
    expect(shown).toContain("2025-06-07 23:59:59Z; does not cover the window: HV01\n");
  });
});

describe("any terminal", () => {
  test.each([30, 40, 60, 80, 132, 200])("%i columns: no line is wider", async (width) => {
    const lines = table(await reportOnCluster(NINE_NODES), width).split("\n");
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
  });

  test("is not narrower than 30 columns to the table", async () => {
    const report = await reportOnCluster(NINE_NODES);
    expect(table(report, 3)).toBe(table(report, 30));
  });

  test.each([40, 80, 200])("%i columns: every finding names file, channel, record and time", async (width) => {
    const shown = table(await reportOnCluster(NINE_NODES), width).replace(/\n */g, "");
    for (const part of ["HV06.corp.example/", "VMMS-Admin.evtx", VMMS_ADMIN, "record 50", "2025-06-01 12:00:00Z"]) {
      expect(shown).toContain(part);
    }
  });

  test("colour comes only when it is asked for, and changes nothing else", async () => {
    const report = await reportOnCluster(NINE_NODES);
    const plain = table(report);
    const coloured = table(report, 80, true);
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toContain(`${ESCAPE}[1;31mCRITICAL`);
    expect(coloured.replace(new RegExp(`${ESCAPE}\\[[\\d;]*m`, "g"), "")).toBe(plain);
  });
});

describe("strings from logs are hostile", () => {
  test("nothing that a terminal obeys, hides or reorders gets through, from names, files or providers", async () => {
    const evil = `x${ESCAPE}[2J\r\n\u0007\u009b\u202e\u2066`;
    const files = { file: `logs/${evil}.evtx`, computer: `HV${evil}` };
    const report = await reportOn({
      events: [
        ...twoRecords.map((record) => ({ ...vmms12660({ ...files, time: record.ref.time }), channel: evil })),
        vendorEvent({ ...files, time: "2025-06-02T10:00:00Z", provider: evil }),
      ],
      logs: [log(`HV${evil}`, "Application", { path: evil, status: "damaged", warnings: [evil] })],
    });
    expect(table(report, 80, false)).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });

  test("a file whose name no shell takes safely is left out of the command", async () => {
    const many = [1, 2, 3, 4, 5].map((day) =>
      vmms12660({ time: `2025-06-0${day}T09:00:00Z`, recordId: day, file: "a'; rm -rf '.evtx" }),
    );
    const shown = table(await reportOn({ events: many, logs: [log("HV01", VMMS_ADMIN)] }));
    expect(shown).not.toContain("badnode events");
    expect(shown).toContain("All records: with --format json");
  });

  test("a file with spaces is quoted", async () => {
    const many = [1, 2, 3, 4, 5].map((day) =>
      vmms12660({ time: `2025-06-0${day}T09:00:00Z`, recordId: day, file: "C:\\My Logs\\$(x).evtx" }),
    );
    const shown = table(await reportOn({ events: many, logs: [log("HV01", VMMS_ADMIN)] }));
    expect(shown).toContain("\n  badnode events --id 12660 'C:\\My Logs\\$(x).evtx'\n");
  });
});
