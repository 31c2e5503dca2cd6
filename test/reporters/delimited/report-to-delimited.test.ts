import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EvidenceRef } from "../../../src/evidence/index.ts";
import { count, span, text } from "../../../src/report/index.ts";
import { reportToDelimited } from "../../../src/reporters/delimited/index.ts";
import { visibleText } from "../../../src/reporters/records/visible-text.ts";
import { NINE_NODES, reportOn, reportOnCluster, TWO_CHECKS } from "../../analyze/cluster.ts";
import { log, ticks, unreadableLog, VMMS_ADMIN, vmms12660 } from "../../evidence/build-evidence.ts";
import { checkResult, eventRef, finding, reportOfChecks } from "../build-report.ts";
import { hostileText } from "../markdown/read-back.ts";
import { readDelimited } from "./read-delimited.ts";

const HEAD =
  "check,severity,status,finding,subjectKind,subject,code,message,first,last,proofs,proof,evidenceKind," +
  "file,channel,recordId,time,server,dn,attribute,value,line,path";

/** Of each row but the head what is not empty, by column. */
function rowsOf(delimited: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = readDelimited(delimited);
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(row.flatMap((cell, at) => (cell === "" ? [] : [[head[at] ?? "", cell]])));
  });
}

describe("the delimited report", () => {
  test("has a row for each proof of each finding, and one for each check that did not fail", async () => {
    const events = [
      vmms12660({ time: "2025-06-02T09:12:44.1234567Z", recordId: 41 }),
      vmms12660({ time: "2025-06-03T09:12:44Z", recordId: 42 }),
    ];
    const report = await reportOn({ events, logs: [log("HV01", VMMS_ADMIN)], checks: TWO_CHECKS });
    const finding =
      'hyper-v-storage-provider-failed,warning,fail,1,node,HV01,host,"2 records of VMMS 12660 in 2 incidents, 2025-06-02 09:12:44Z to ' +
      '2025-06-03 09:12:44Z",2025-06-02T09:12:44.1234567Z,2025-06-03T09:12:44.0000000Z,2';
    const place = `event,HV01.corp.example/${VMMS_ADMIN}.evtx,${VMMS_ADMIN}`;
    expect(reportToDelimited(report).split("\r\n")).toEqual([
      HEAD,
      "snapshot-import-failed,critical,not-applicable,,,,no-log-of-channel,No log of channel Application was given." +
        ",,,,,,,,,,,,,,,",
      `${finding},1,${place},41,2025-06-02T09:12:44.1234567Z,,,,,,`,
      `${finding},2,${place},42,2025-06-03T09:12:44.0000000Z,,,,,,`,
      "",
    ]);
  });

  test("keeps what is unknown in sight: a check without findings has its status and the reason", async () => {
    const logs = [log("HV01", VMMS_ADMIN), unreadableLog("x.evtx")];
    const report = await reportOn({ logs, checks: TWO_CHECKS });
    const rows = rowsOf(reportToDelimited(report));
    expect(rows.map(({ check, status, code, message }) => [check, status, code, message])).toEqual([
      [
        "snapshot-import-failed",
        "inconclusive",
        "unknown-logs",
        "Nothing found, but 1 log could not be read or placed, and may be of channel Application.",
      ],
      [
        "hyper-v-storage-provider-failed",
        "inconclusive",
        "unknown-logs",
        `Nothing found, but 1 log could not be read or placed, and may be of channel ${VMMS_ADMIN}.`,
      ],
    ]);
  });

  test("keeps the reason of an unclear check beside what it saw below the threshold", () => {
    const unclear = checkResult({
      status: "inconclusive",
      severity: "info",
      reason: { code: "summary", arguments: { provider: text("SAN") } },
      findings: [finding({ severity: "info" })],
    });
    expect(rowsOf(reportToDelimited(reportOfChecks([unclear])))).toEqual([
      {
        check: "example-check",
        severity: "info",
        status: "inconclusive",
        code: "summary",
        message: "failures of SAN",
      },
      {
        check: "example-check",
        severity: "info",
        status: "inconclusive",
        finding: "1",
        subjectKind: "node",
        subject: "HV01",
        code: "plain",
        message: "plain",
        first: "2025-06-02T09:00:00.0000000Z",
        last: "2025-06-02T09:00:00.0000000Z",
        proofs: "1",
        proof: "1",
        evidenceKind: "event",
        file: "logs/HV01.evtx",
        channel: "Application",
        recordId: "1",
        time: "2025-06-02T09:00:00.0000000Z",
      },
    ]);
  });

  test("numbers findings in their check and proofs in their finding", async () => {
    const rows = rowsOf(reportToDelimited(await reportOnCluster(NINE_NODES)));
    const firstProofs = rows.filter(({ proof }) => proof === "1");
    expect(firstProofs.map(({ check, finding, subject, proofs }) => [check, finding, subject, proofs])).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => ["snapshot-import-failed", String(number), "PROXY01", "6"]),
      ["hyper-v-storage-provider-failed", "1", "HV03", "7"],
      ["hyper-v-storage-provider-failed", "2", "HV06", "7"],
      ["hyper-v-storage-provider-failed", "3", "HV08", "7"],
    ]);
    expect(rows.filter(({ proof }) => proof !== undefined)).toHaveLength(7 * 6 + 3 * 7);
  });

  test.each<readonly [EvidenceRef, Readonly<Record<string, string>>]>([
    [
      { kind: "directory", server: "DC01", dn: "CN=Microsoft Hyper-V,CN=HV01", attribute: "cn", value: "v" },
      { evidenceKind: "directory", server: "DC01", dn: "CN=Microsoft Hyper-V,CN=HV01", attribute: "cn", value: "v" },
    ],
    [
      { kind: "row", file: "owners.txt", line: 3, time: "2025-06-02T09:00:00Z" },
      {
        evidenceKind: "row",
        file: "owners.txt",
        line: "3",
        time: "2025-06-02T09:00:00Z",
        first: "2025-06-02T09:00:00Z",
        last: "2025-06-02T09:00:00Z",
      },
    ],
    [
      { kind: "setting", file: "net.json", path: "HV01/Mtu" },
      { evidenceKind: "setting", file: "net.json", path: "HV01/Mtu" },
    ],
  ])("has the cells that proof of kind $kind gives, and no others", (ref, cells) => {
    const report = reportOfChecks([checkResult({ findings: [finding({ evidence: [ref] })] })]);
    expect(rowsOf(reportToDelimited(report))).toEqual([
      {
        check: "example-check",
        severity: "warning",
        status: "fail",
        finding: "1",
        subjectKind: "node",
        subject: "HV01",
        code: "plain",
        message: "plain",
        proofs: "1",
        proof: "1",
        ...cells,
      },
    ]);
  });

  test("takes the span that a finding gives itself, else the one of its proof", () => {
    const evidence = [
      eventRef(2, "2025-06-03T09:00:00.0000000Z"),
      eventRef(1, "2025-06-02T09:00:00.0000000Z"),
    ] as const;
    const findings = [
      finding({ evidence: [...evidence] }),
      finding({ evidence: [...evidence], arguments: { when: span(ticks("2025-06-01T00:00:00Z"), null) } }),
    ];
    const rows = rowsOf(reportToDelimited(reportOfChecks([checkResult({ findings })])));
    expect(rows.map(({ first, last }) => [first, last])).toEqual([
      ["2025-06-02T09:00:00.0000000Z", "2025-06-03T09:00:00.0000000Z"],
      ["2025-06-02T09:00:00.0000000Z", "2025-06-03T09:00:00.0000000Z"],
      ["2025-06-01T00:00:00.0000000Z", undefined],
      ["2025-06-01T00:00:00.0000000Z", undefined],
    ]);
  });

  test("cuts what every row repeats, however long a log made it", () => {
    const long = "x".repeat(10_000);
    const findings = [
      finding({
        code: "found",
        subject: { kind: "node", name: long },
        arguments: { events: count(2), provider: text(long), span: span(null, null) },
      }),
    ];
    const [row] = rowsOf(reportToDelimited(reportOfChecks([checkResult({ findings })])));
    expect(row).toMatchObject({
      subject: `${"x".repeat(299)}…`,
      message: `2 events of ${"x".repeat(299 - "2 events of ".length)}…`,
    });
  });

  test("lets no spreadsheet compute what a log holds", () => {
    const findings = [
      finding({
        subject: { kind: "node", name: "=cmd|'/c calc'!A1" },
        evidence: [{ kind: "setting", file: "@SUM(A1)", path: "+1\r\n-1" }],
      }),
    ];
    const [row] = rowsOf(reportToDelimited(reportOfChecks([checkResult({ findings })])));
    expect(row).toMatchObject({ subject: "'=cmd|'/c calc'!A1", file: "'@SUM(A1)", path: "'+1␍␊-1" });
  });

  test("whatever a log holds, it is one line a row and reads back as it is shown", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, value) => {
        const ref: EvidenceRef = { kind: "directory", server: name, dn: value, attribute: name, value };
        const findings = [finding({ subject: { kind: "node", name }, evidence: [ref, ref] })];
        const delimited = reportToDelimited(reportOfChecks([checkResult({ findings })]));
        expect(delimited).not.toMatch(/[^\r\n\P{Cc}]|(?![\u200c\u200d])\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u);
        expect(delimited.split("\r\n")).toHaveLength(4);
        for (const row of readDelimited(delimited).slice(1)) {
          expect(row.slice(17, 21)).toEqual([name, value, name, value].map(harmless));
        }
      }),
      { numRuns: 300 },
    );
  });
});

function harmless(text: string): string {
  const visible = visibleText(text);
  return /^[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(visible) ? `'${visible}` : visible;
}
