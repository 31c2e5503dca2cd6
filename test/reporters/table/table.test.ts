import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import type { Report } from "../../../src/report/index.ts";
import { displayWidth } from "../../../src/reporters/records/display-width.ts";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster, TWO_CHECKS } from "../../analyze/cluster.ts";
import { log, ticks, unreadableLog, VMMS_ADMIN, vendorEvent, vmms12660 } from "../../evidence/build-evidence.ts";

const ESCAPE = "\u001b";

function table(report: Report, width = 80, colour = false): string {
  return reportToTable(report, { width, colour });
}

const VMMS_COMMAND = "badnode events --id Microsoft-Windows-Hyper-V-VMMS:12660 --level error";

/** All lines but the commands that look records up: these stand in one line each. */
function withoutCommands(shown: string): readonly string[] {
  return shown.split("\n").filter((line) => !line.startsWith("  badnode events --id "));
}

const twoRecords = [
  vmms12660({ time: "2025-06-02T09:12:44.1234567Z", recordId: 41 }),
  vmms12660({ time: "2025-06-03T09:12:44Z", recordId: 42 }),
];

describe("the table at 80 columns", () => {
  test("says what was read, what failed with its proof, the next steps, and the verdict last", async () => {
    const report = await reportOn({
      events: twoRecords,
      logs: [log("HV01", VMMS_ADMIN, { selected: 2 }), log("HV02", VMMS_ADMIN)],
      checks: TWO_CHECKS,
    });
    expect(table(report)).toBe(
      `badnode 1.2.3, 2025-06-09 06:00:00Z
Window   2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z, the span of what was read
Read     2 logs, 200 records read, 2 of the kinds looked for
Covered  Microsoft-Windows-Hyper-V-VMMS-Admin of HV01 and HV02, all
         2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z

WARNING  Hyper-V hosts could not open their storage provider (VMMS 12660)
         [hyper-v-storage-provider-failed]
VMMS 12660 on HV01 (2 records in 2 incidents). VMMS 12660 reads "Cannot open
handle to Hyper-V storage provider." It dates a look into Hyper-V settings, not
a failed backup.

Node  Finding                         Evidence (UTC)
────────────────────────────────────────────────────────────────────────────────
HV01  2 records of VMMS 12660 in 2    HV01.corp.example/
      incidents,                      Microsoft-Windows-Hyper-V-VMMS-Admin.evtx
      2025-06-02 09:12:44Z to         Microsoft-Windows-Hyper-V-VMMS-Admin
      2025-06-03 09:12:44Z              record 41  2025-06-02 09:12:44Z
                                        record 42  2025-06-03 09:12:44Z

NO DATA  Backup proxies import the snapshots they are given: No log of channel
         Application was given. [snapshot-import-failed]

Next steps, read-only first:
  1. Audit Active Directory: does the service connection point CN=Microsoft
     Hyper-V stand under the computer account of every cluster node, HV01 first?
     badnode scp only reads, and tells it of a whole domain, and who made each.
     In the published case it was missing on all nodes whose volumes failed, and
     that was their one common factor.
  2. Only if the audit shows it missing, the published repair, one host at a
     time: drain, evict, leave the domain, reset the computer account, join
     again, see the service connection point appear after the boot, add the host
     back to the cluster. Do not make the object by hand: it would lack the
     security settings that the host gives its own.

Nothing found, not cleared (no trials known): HV02 in
Microsoft-Windows-Hyper-V-VMMS-Admin. Volumes were not judged: badnode correlate
does that, where it is known which node owned them when.
Verdict: no node is proven bad; suspect: HV01 (VMMS 12660)
`,
    );
  });

  test("ends with at most one paragraph and the verdict, each name once, hosts told from those that only report", async () => {
    const shown = table(await reportOnCluster(NINE_NODES));
    expect(shown.slice(shown.lastIndexOf("\n\n"))).toBe(`

Nothing found, not cleared (no trials known): HV01, HV02, HV04, HV05, HV07 and
HV09 in Microsoft-Windows-Hyper-V-VMMS-Admin and System. Volumes were not
judged: badnode correlate does that, where it is known which node owned them
when.
Verdict: no node is proven bad; suspect: HV03, HV06 and HV08 (VMMS 12660);
         PROXY01 reports the failures (VSS 12293)
`);
  });

  test("gives the steps of all failed checks once, those that change something last", async () => {
    const shown = table(await reportOnCluster(NINE_NODES));
    const steps = [...shown.matchAll(/^ {2}\d\. (\w+ \w+ \w+)/gm)].map(([, words]) => words);
    expect(steps).toEqual(["Find out which", "Audit Active Directory", "Move one failing", "Only if the"]);
  });

  test("says once what all storms share; a row has its count and its span", async () => {
    const shown = table(await reportOnCluster(NINE_NODES), 132);
    expect(shown.match(/0x8004230F/g)).toHaveLength(1);
    expect(shown.match(/Example SAN VSS Provider;/g)).toHaveLength(1);
    expect(shown).toMatch(/^PROXY01 {2}3 imports, 2025-06-01 22:00:01Z to 22:12:03Z /m);
  });

  test.each([
    ["as asked for", "2025-06-02T00:00:00Z", "2025-06-03T00:00:00Z"],
    ["2025-06-02 00:00:00Z (asked for) to 2025-06-07 23:59:59Z (last record read)", "2025-06-02T00:00:00Z", null],
    ["2025-06-01 00:00:00Z (first record read) to 2025-06-03 00:00:00Z (asked for)", null, "2025-06-03T00:00:00Z"],
    ["the span of what was read", null, null],
  ])("says whence the window is: %s", async (words, since, until) => {
    const window = { since: since === null ? null : ticks(since), until: until === null ? null : ticks(until) };
    const shown = table(await reportOn({ window, logs: [log("HV01", VMMS_ADMIN)] }), 200);
    expect(shown.split("\n")[1]).toMatch(new RegExp(`^Window .*${words.replace(/[()]/g, "\\$&")}$`));
  });

  test("gives a damaged log one entry: how many damages, and of what kind the first is", async () => {
    const damaged = log("HV01", VMMS_ADMIN, {
      path: "logs/HV01.evtx",
      status: "damaged",
      damages: { count: 95, firstKind: "chunk-data-checksum" },
      warnings: ["a remark", "chunk-data-checksum at offset 4148: expected 0x1, found 0x2"],
    });
    const shown = table(await reportOn({ logs: [damaged] }));
    expect(shown).toContain(`
Damaged  logs/HV01.evtx: 95 damages, the first: chunk-data-checksum
Details  badnode events --verbose FILE
`);
    expect(shown).not.toContain("a remark");
    expect(shown).toContain(
      "Nothing found in logs that are damaged, have gaps or are too short, not cleared:\nHV01 in",
    );
  });

  test("says of hosts whether nothing was found or no log was there to look in, and counts them when they are many", async () => {
    const many = Array.from({ length: 13 }, (_, index) => log(`PC${index}`, "Security"));
    const shown = table(await reportOn({ logs: [log("HV01", VMMS_ADMIN), ...many] }), 200);
    expect(shown).toContain(
      "Nothing found, not cleared (no trials known): HV01 in Microsoft-Windows-Hyper-V-VMMS-Admin. " +
        "Unknown, without any log that a check looks in: 13 hosts. Volumes",
    );
    expect(shown).not.toContain("PC1");
  });

  test("shows the first and the last records of a finding, counts those between, and gives the command for all", async () => {
    const lines = table(await reportOnCluster(NINE_NODES)).split("\n");
    const first = lines.findIndex((line) => line.startsWith("HV03  7 records"));
    expect(lines.slice(first + 3, first + 7).map((line) => line.slice(38))).toEqual([
      "  record 50  2025-06-01 12:00:00Z",
      "  record 51  2025-06-02 12:00:00Z",
      "  and 4 between",
      "  record 56  2025-06-07 12:00:00Z",
    ]);
    const at = lines.findIndex((line) => line.startsWith(`  ${VMMS_COMMAND}`));
    // One line, whatever the width: so it can be pasted.
    const files = ["HV03", "HV06", "HV08"].map(
      (host) => `${host}.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx`,
    );
    expect(lines.slice(at - 1, at + 1)).toEqual([
      "All records of these kinds:",
      `  ${VMMS_COMMAND} ${files.join(" ")}`,
    ]);
  });

  test("names file and channel once for the storms of one proxy", async () => {
    const lines = table(await reportOnCluster(NINE_NODES), 132).split("\n");
    const storms = lines.filter((line) => line.startsWith("PROXY01  3 imports"));
    expect(storms).toHaveLength(7);
    expect(storms.filter((line) => line.includes("PROXY01.corp.example/Application.evtx"))).toEqual([storms[0]]);
    expect(storms[1]).toMatch(/ {2}record 1100 {2}2025-06-02 22:00:01Z$/);
  });

  test("shows seven storms of a proxy, the first and of equal ones the latest, and counts the rest", async () => {
    const secondWeek = eventsOf({ ...NINE_NODES, firstDay: "2025-06-08" });
    const report = await reportOn({ events: [...eventsOf(NINE_NODES), ...secondWeek], logs: logsOf(NINE_NODES) });
    const shown = table(report);
    expect(shown.split("\n").filter((line) => line.startsWith("PROXY01  3 imports"))).toHaveLength(7);
    const nights = [...shown.matchAll(/record \d+ {2}(2025-06-\d\d) 22:00:01Z/g)].map(([, day]) => day);
    expect(nights).toEqual(["01", "09", "10", "11", "12", "13", "14"].map((day) => `2025-06-${day}`));
    // The nights after the 9th lie ahead of the report's clock.
    expect(shown).toContain(`
In all   PROXY01: 84 records in 14 rows, 2025-06-01 22:00:01Z to
         2025-06-09 22:12:03Z
Shown    7 of 14 rows: the latest, the first, then those with the most records;
         all with --format json
Left out 7 rows of PROXY01
All records of these kinds:
`);
  });

  test("shows what stayed below the threshold as a note with its record", async () => {
    const report = await reportOn({ events: twoRecords.slice(0, 1), logs: [log("HV01", VMMS_ADMIN)] });
    expect(table(report)).toContain(`PASS     Hyper-V hosts can open their storage provider: What was seen stays
         below the threshold. [hyper-v-storage-provider-failed]
Note     HV01: 1 record of VMMS 12660 in 1 incident, 2025-06-02 09:12:44Z
         (HV01.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx,
         Microsoft-Windows-Hyper-V-VMMS-Admin, record 41, 2025-06-02 09:12:44Z)
`);
  });

  test("names what could not be read and the next step, and does not call the rest healthy", async () => {
    const shown = table(await reportOn({ logs: [log("HV01", VMMS_ADMIN), unreadableLog("logs/System.evtx")] }));
    expect(shown).toContain("Read     2 logs, 1 unreadable, 100 records read, none of the kinds looked for\n");
    expect(shown).toContain("Unread   logs/System.evtx is empty. Export it again.\n");
    expect(shown).toContain("UNCLEAR  Hyper-V hosts can open their storage provider: Nothing found, but 1 log");
    expect(shown).toMatch(/\nVerdict: nothing found, but the evidence is incomplete; no node is cleared\n$/);
  });
});

describe("a large cluster", () => {
  const hosts = Array.from({ length: 64 }, (_, index) => `HV${(index + 1).toString().padStart(2, "0")}`);
  const perHost = (records: number): readonly EventEvidence[] =>
    hosts.flatMap((host) =>
      Array.from({ length: records }, (_, day) =>
        vmms12660({ computer: host, recordId: day + 1, time: `2025-06-0${day + 1}T09:00:00Z` }),
      ),
    );
  const logs = hosts.map((host) => log(host, VMMS_ADMIN));

  test("twenty rows are shown, their number of all is stated, and no host is hidden", async () => {
    const shown = table(await reportOn({ events: perHost(2), logs }));
    const lines = shown.split("\n");
    expect(lines.filter((line) => /^HV\d\d {2}2 records/.test(line))).toHaveLength(20);
    expect(lines).toContain("Shown    20 of 64 rows: the latest, the first, then those with the most records;");
    const leftOut = shown.slice(shown.indexOf("Left out "), shown.indexOf("All records"));
    expect(leftOut).toMatch(/^Left out 1 row each of HV21, HV22, /);
    expect(leftOut.match(/HV\d\d/g)).toEqual(hosts.slice(20));
  });

  test("five notes are shown, and the hosts of the others are named", async () => {
    const shown = table(await reportOn({ events: perHost(1), logs }));
    expect(shown.match(/^Note {5}HV\d\d: /gm)).toHaveLength(5);
    const others = /^Note {5}and 59 more, on ([^:]*): --format json$/m.exec(shown)?.[1];
    expect(others?.match(/HV\d\d/g)).toEqual(hosts.slice(5));
  });
});

describe("any terminal", () => {
  test.each([30, 40, 60, 80, 132, 200])("%i columns: no line is wider, but a command to paste", async (width) => {
    const lines = withoutCommands(table(await reportOnCluster(NINE_NODES), width));
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
  });

  test.each([
    ["combining marks", "S\u0301AN e\u0301 \u0e19\u0e49\u0e33"],
    ["emoji and joiners", "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u{1fae0}\u{1f6dc}".repeat(9)],
    ["East Asian wide letters", "日本語".repeat(20)],
  ])("%s: no line is wider, nothing is cut", async (_, provider) => {
    const events = [...eventsOf(NINE_NODES), vendorEvent({ time: "2025-06-03T22:00:02Z", recordId: 9, provider })];
    const report = await reportOn({ events, logs: logsOf(NINE_NODES) });
    for (const width of [60, 80, 200]) {
      const shown = table(report, width);
      expect(Math.max(...withoutCommands(shown).map(displayWidth))).toBeLessThanOrEqual(width);
      expect(shown).not.toContain("…");
    }
  });

  test("East Asian names stay in columns", async () => {
    const file = "日志/HV01.evtx";
    const shown = table(await reportOn({ events: twoRecords.map((r) => ({ ...r, ref: { ...r.ref, file } })) }));
    expect(shown).toMatch(/^HV01 {2}2 records of VMMS 12660 in 2 {3,}日志\/HV01\.evtx$/m);
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

  test.each([
    ["D:\\Logs\\", "D:\\Logs"],
    ["exports/of june/", "'exports/of june'"],
    ["\\\\nas\\logs\\", "\\\\nas\\logs"],
  ])("for files of several hosts below %s the command names the folder", async (folder, shownFolder) => {
    const many = ["HV01", "HV02"].flatMap((host) =>
      [1, 2, 3, 4, 5].map((day) =>
        vmms12660({ computer: host, time: `2025-06-0${day}T09:00:00Z`, recordId: day, file: `${folder}${host}.evtx` }),
      ),
    );
    const shown = table(await reportOn({ events: many }));
    expect(shown.replace(/\n {4}(?! )/g, " ")).toContain(
      `All records of these kinds:\n  ${VMMS_COMMAND} ${shownFolder}\n`,
    );
  });

  test.each(["D:\\", "/", "\\\\nas\\", ""])(
    "files below %s have no folder of their own: all are named",
    async (root) => {
      const many = ["HV01", "HV02"].flatMap((host) =>
        [1, 2, 3, 4, 5].map((day) =>
          vmms12660({
            computer: host,
            time: `2025-06-0${day}T09:00:00Z`,
            recordId: day,
            file: `${root}${host}/a.evtx`,
          }),
        ),
      );
      const shown = table(await reportOn({ events: many }));
      expect(shown).toContain(`\n  ${VMMS_COMMAND} ${root}HV01/a.evtx ${root}HV02/a.evtx\n`);
    },
  );

  test.each([
    ["SAN's \u202eprovider", "--id 0,VSS:12293"],
    ['SAN "x"', "--id 0,VSS:12293"],
    ["SAN, Inc.", "--id 0,VSS:12293"],
    ["-rf", "--id 0,VSS:12293"],
    ["SAN\u2028", "--id 0,VSS:12293"],
    [" SAN", "--id 0,VSS:12293"],
    ["SAN $(x)`y`;|&", "--id 'SAN $(x)`y`;|&:0,VSS:12293'"],
  ])("the command names provider %j safely, or only its ids", async (provider, option) => {
    const events = eventsOf(NINE_NODES).map((event) => (event.eventId === 0 ? { ...event, provider } : event));
    const shown = table(await reportOn({ events, logs: logsOf(NINE_NODES) }), 200);
    const wanted = option.includes("'") ? option : option.replace(/ (.*)$/, " '$1'");
    expect(shown).toContain(`\n  badnode events ${wanted} --level error PROXY01.corp.example/Application.evtx\n`);
  });

  test("a file with spaces is quoted", async () => {
    const many = [1, 2, 3, 4, 5].map((day) =>
      vmms12660({ time: `2025-06-0${day}T09:00:00Z`, recordId: day, file: "C:\\My Logs\\$(x).evtx" }),
    );
    const shown = table(await reportOn({ events: many, logs: [log("HV01", VMMS_ADMIN)] }));
    expect(shown).toContain(`\n  ${VMMS_COMMAND} 'C:\\My Logs\\$(x).evtx'\n`);
  });
});
