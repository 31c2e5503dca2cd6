import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EvidenceRef } from "../../../src/evidence/index.ts";
import { names, text } from "../../../src/report/index.ts";
import { reportToMarkdown } from "../../../src/reporters/markdown/index.ts";
import { visibleText } from "../../../src/reporters/records/visible-text.ts";
import { NINE_NODES, reportOn, reportOnCluster, TWO_CHECKS } from "../../analyze/cluster.ts";
import { log, unreadableLog, VMMS_ADMIN, vendorEvent, vmms12660 } from "../../evidence/build-evidence.ts";
import { checkResult, eventRef, finding, reportOfChecks } from "../build-report.ts";
import { cellsOf, hostileText, readBack } from "./read-back.ts";

const twoRecords = [
  vmms12660({ time: "2025-06-02T09:12:44.1234567Z", recordId: 41 }),
  vmms12660({ time: "2025-06-03T09:12:44Z", recordId: 42 }),
];

function rowsOf(markdown: string): readonly string[] {
  return markdown.split("\n").filter((line) => line.startsWith("|"));
}

describe("the Markdown report", () => {
  test("says the verdict first, then what was read, what failed with its proof, the next steps, the other checks", async () => {
    const report = await reportOn({
      events: twoRecords,
      logs: [log("HV01", VMMS_ADMIN, { selected: 2 }), log("HV02", VMMS_ADMIN)],
      checks: TWO_CHECKS,
    });
    expect(reportToMarkdown(report)).toBe(
      `# badnode report

**Verdict:** no node is proven bad; suspect: HV01 (VMMS 12660).

Nothing found, not cleared (no trials known): HV02 in Microsoft-Windows-Hyper-V-VMMS-Admin. Volumes were not judged: badnode correlate does that, where it is known which node owned them when.

## What was read

- Window: 2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z, the span of what was read
- Read: 2 logs, 200 records read, 2 of the kinds looked for
- Covered: Microsoft-Windows-Hyper-V-VMMS-Admin of HV01 and HV02, all 2025-06-01 00:00:00Z to 2025-06-07 23:59:59Z
- By badnode 1.2.3, 2025-06-09 06:00:00Z. All times are UTC.

## WARNING: Hyper-V hosts could not open their storage provider (VMMS 12660)

VMMS 12660 on HV01 (2 records in 2 incidents). VMMS 12660 reads "Cannot open handle to Hyper-V storage provider." It dates a look into Hyper-V settings, not a failed backup. (\`hyper-v-storage-provider-failed\`)

| Node | Finding | First proof | Last proof | Further proofs |
| --- | --- | --- | --- | ---: |
| HV01 | 2 records of VMMS 12660 in 2 incidents, 2025-06-02 09:12:44Z to 2025-06-03 09:12:44Z | \`HV01.corp.example/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx\`, \`Microsoft-Windows-Hyper-V-VMMS-Admin\`, record 41, 2025-06-02 09:12:44Z | record 42, 2025-06-03 09:12:44Z | 0 |

## Next steps, read-only first

1. Audit Active Directory: does the service connection point CN=Microsoft Hyper-V stand under the computer account of every cluster node, HV01 first? badnode scp only reads, and tells it of a whole domain, and who made each. In the published case it was missing on all nodes whose volumes failed, and that was their one common factor.
2. Only if the audit shows it missing, the published repair, one host at a time: drain, evict, leave the domain, reset the computer account, join again, see the service connection point appear after the boot, add the host back to the cluster. Do not make the object by hand: it would lack the security settings that the host gives its own.

## Other checks

- **NO DATA** Backup proxies import the snapshots they are given: No log of channel Application was given. (\`snapshot-import-failed\`)
`,
    );
  });

  test("without findings has no steps, and says of each check why it passed or what it lacked", async () => {
    const logs = [log("HV01", VMMS_ADMIN), unreadableLog("a|b.evtx")];
    const shown = reportToMarkdown(await reportOn({ logs, checks: TWO_CHECKS }));
    expect(shown.slice(shown.indexOf("- Unread"))).toBe(`- Unread: \`a\`&#124;\`b.evtx\` is empty. Export it again.
- By badnode 1.2.3, 2025-06-09 06:00:00Z. All times are UTC.

## Checks

- **UNCLEAR** Backup proxies import the snapshots they are given: Nothing found, but 1 log could not be read or placed, and may be of channel Application. (\`snapshot-import-failed\`)
- **UNCLEAR** Hyper-V hosts can open their storage provider: Nothing found, but 1 log could not be read or placed, and may be of channel Microsoft-Windows-Hyper-V-VMMS-Admin. (\`hyper-v-storage-provider-failed\`)
`);
  });

  test("shows below a passed check what stayed below its threshold", async () => {
    const events = [vendorEvent({ time: "2025-06-03T10:00:00Z", recordId: 7 })];
    const logs = [log("PROXY01.corp.example", "Application")];
    const shown = reportToMarkdown(await reportOn({ events, logs, checks: TWO_CHECKS }));
    expect(shown).toContain(`
- **PASS** Backup proxies import the snapshots they are given: What was seen stays below the threshold. (\`snapshot-import-failed\`)
  - Note: PROXY01: 1 record of event 0 of Example SAN VSS Provider, 2025-06-03 10:00:00Z, with no VSS 12293 within 120 s: no failed import, and perhaps not a storage vendor's (\`PROXY01.corp.example/Application.evtx\`, Application, record 7, 2025-06-03 10:00:00Z)
- **NO DATA** `);
  });

  test("counts the proofs that it leaves out, and gives the command that shows them all", async () => {
    const shown = reportToMarkdown(await reportOnCluster(NINE_NODES));
    expect(rowsOf(shown).filter((row) => row.startsWith("| HV06 "))).toEqual([
      "| HV06 | 7 records of VMMS 12660 in 7 incidents, 2025-06-01 12:00:00Z to 2025-06-07 12:00:00Z " +
        `| \`HV06.corp.example/${VMMS_ADMIN}.evtx\`, \`${VMMS_ADMIN}\`, record 50, 2025-06-01 12:00:00Z ` +
        "| record 56, 2025-06-07 12:00:00Z | 5 |",
    ]);
    expect(shown).toContain(`
All records of these kinds:

\`\`\`
badnode events --id 'Example SAN VSS Provider:0,VSS:12293' --level error PROXY01.corp.example/Application.evtx
\`\`\`
`);
  });

  test("names the place of the last proof where it is another one, and none where the first stands alone", () => {
    const first = eventRef(1, "2025-06-02T09:00:00.0000000Z");
    const elsewhere = eventRef(2, "2025-06-03T09:00:00.0000000Z", "logs/HV01-later.evtx");
    const findings = [finding({ evidence: [first, elsewhere] }), finding({ evidence: [first] })];
    expect(rowsOf(reportToMarkdown(reportOfChecks([checkResult({ findings })]))).slice(2)).toEqual([
      "| HV01 | plain | `logs/HV01.evtx`, `Application`, record 1, 2025-06-02 09:00:00Z " +
        "| `logs/HV01-later.evtx`, `Application`, record 2, 2025-06-03 09:00:00Z | 0 |",
      "| HV01 | plain | `logs/HV01.evtx`, `Application`, record 1, 2025-06-02 09:00:00Z | - | 0 |",
    ]);
  });

  test.each<readonly [EvidenceRef, string]>([
    [
      {
        kind: "directory",
        server: "DC01",
        dn: "CN=Microsoft Hyper-V,CN=HV01",
        attribute: "whenCreated",
        value: "2017",
      },
      "`DC01`, `CN=Microsoft Hyper-V,CN=HV01`, whenCreated: 2017",
    ],
    [
      { kind: "row", file: "owners.txt", line: 3, time: "2025-06-02T09:00:00Z" },
      "`owners.txt`, line 3, 2025-06-02 09:00:00Z",
    ],
    [{ kind: "setting", file: "net.json", path: "HV01/Mtu" }, "`net.json`, HV01/Mtu"],
  ])("shows where proof of kind $kind stands", (ref, words) => {
    const report = reportOfChecks([checkResult({ findings: [finding({ evidence: [ref] })] })]);
    expect(rowsOf(reportToMarkdown(report)).slice(2)).toEqual([`| HV01 | plain | ${words} | - | 0 |`]);
  });

  test("shows a hundred findings of a check, fifty of one host, and names those left out", () => {
    const of = (name: string) => Array.from({ length: 60 }, () => finding({ subject: { kind: "node", name } }));
    const findings = [...of("HV01"), ...of("HV02")];
    const shown = reportToMarkdown(reportOfChecks([checkResult({ findings })]));
    expect(rowsOf(shown)).toHaveLength(102);
    expect(shown).toContain(`
- In all: HV01: 60 records in 60 rows, time unknown
- In all: HV02: 60 records in 60 rows, time unknown
- Shown: 100 of 120 rows: the latest, the first, then those with the most records; all with --format json
- Left out: 10 rows each of HV01 and HV02

All records: with --format json
`);
  });

  test("names twenty logs that could not be read whole, and counts the others", async () => {
    const damaged = Array.from({ length: 22 }, (_, index) =>
      log("HV01", VMMS_ADMIN, { path: `${index}.evtx`, status: "damaged", damages: { count: 1, firstKind: "x" } }),
    );
    const shown = reportToMarkdown(await reportOn({ logs: damaged }));
    expect(shown.match(/^- Damaged: /gm)).toHaveLength(20);
    expect(shown).toContain("\n- and 2 more: --format json\n- Details: badnode events --verbose FILE\n");
  });

  test("is the same for the same report", async () => {
    expect(reportToMarkdown(await reportOnCluster(NINE_NODES))).toBe(
      reportToMarkdown(await reportOnCluster(NINE_NODES)),
    );
  });
});

describe("strings from logs are hostile to a page", () => {
  test("a provider's name opens no link, no image, no HTML and no cell", async () => {
    const provider = "![x](http://e.example/p.png)|<img src=x onerror=y>\r\n# [a](b)";
    const report = await reportOn({
      events: [vendorEvent({ time: "2025-06-02T10:00:00Z", provider, recordId: 9 })],
      logs: [log("PROXY01.corp.example", "Application")],
    });
    expect(reportToMarkdown(report)).toContain(
      "  - Note: PROXY01: 1 record of event 0 of `![x](http://e.example/p.png)`&#124;`<img` src=x onerror=y&gt;␍␊# \\[a\\](b), ",
    );
  });

  test("whatever names, files and channels hold, the page keeps its shape and shows them as they are", () => {
    const base = finding({ subject: { kind: "node", name: "HV02" } });
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (name, file, provider) => {
        const evidence: EvidenceRef = {
          kind: "event",
          file,
          channel: provider,
          recordId: "1",
          time: "2025-06-02T09:00:00.0000000Z",
        };
        const found = finding({
          code: "summary",
          subject: { kind: "node", name },
          arguments: { provider: text(provider) },
          evidence: [evidence, evidence, evidence],
        });
        const reason = { code: "summary", arguments: { provider: names([provider, name]) } };
        const pass = checkResult({ status: "pass", reason, findings: [{ ...found, severity: "info" }] });
        const shown = reportToMarkdown(reportOfChecks([checkResult({ reason, findings: [found, base] }), pass]));
        const plain = reportToMarkdown(
          reportOfChecks([
            checkResult({ findings: [finding({ evidence: [evidence, evidence, evidence] }), base] }),
            checkResult({ status: "pass", findings: [finding({ severity: "info" })] }),
          ]),
        );
        expect(shown.split("\n").map(shapeOf)).toEqual(plain.split("\n").map(shapeOf));
        const [, , row = ""] = rowsOf(shown);
        expect(cellsOf(row)).toHaveLength(5);
        expect(readBack(row.split(" | ")[0]?.slice(2) ?? "")).toBe(visibleText(name).trim());
      }),
      { numRuns: 300 },
    );
  });
});

/** What makes the line the block that it is. */
function shapeOf(line: string): string {
  return /^(?: *(?:#+|\||-|\d+\.|`{3,}|\*\*\w+:\*\*) ?|)/.exec(line)?.[0].replace(/`+/, "```") ?? "";
}
