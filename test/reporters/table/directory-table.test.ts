import { describe, expect, test } from "vitest";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import {
  directoryOf,
  directoryRef,
  directorySource,
  host,
  missing,
  missingCheck,
  missingFinding,
  reportOfDirectory,
} from "../build-directory-report.ts";

const PLAIN = { width: 80, colour: false };

const MIXED = directoryOf(
  [
    host("HV01"),
    host("HV02", { nested: true }),
    missing("HV03", {
      changes: [
        { kind: "renamed", time: ticks("2026-09-02T06:12:44Z") },
        { kind: "system-changed", time: ticks("2026-09-03T06:12:44Z") },
      ],
    }),
    host("HV04", {
      connectionPoint: { state: "unknown", reason: "list-refused", faults: [] },
      owner: { kind: "unknown" },
      audit: "unknown",
    }),
    host("HV05", {
      connectionPoint: { state: "unsound", reason: null, faults: ["scp-hand-made"] },
      owner: { kind: "other", sid: "S-1-5-21-1-2-3-512", name: "Domain Admins" },
      principalNames: "stale",
      audit: "suspect",
    }),
    missing("HV06", { activity: "disabled", audit: "info", reasons: [] }),
    host("PC01", { kind: "client" }),
  ],
  {
    leftOut: [
      {
        name: "HVCL01",
        domain: "corp.example",
        reason: "cluster-name",
        evidence: directoryRef({ attribute: "servicePrincipalName", value: "MSServerCluster/HVCL01" }),
      },
    ],
    notFound: ["HV99"],
  },
);

describe("the table of a directory at 80 columns", () => {
  test("says what was read, each host in a line, what failed with its proof, and the verdict last", () => {
    const sources = [directorySource({ warnings: ["The certificate was not checked."] })];
    expect(reportToTable(reportOfDirectory(MIXED, [missingCheck(["HV03"])], sources), PLAIN)).toBe(
      `badnode 1.2.3, 2026-09-28 06:00:00Z
Read     1 directory source, 3,023 objects
Domain   corp.example, from dc1.corp.example
Warning  dc1.corp.example: The certificate was not checked.
Absent   no computer account bears HV99, as far as this account may see

Host  SCP      Owner          SPNs      Changes                 Verdict
───────────────────────────────────────────────────────────────────────
HV03  missing  -              complete  renamed 2026-09-02      suspect
                                        new Windows 2026-09-03
HV05  unsound  Domain Admins  old name  -                       suspect
HV04  unknown  unknown        complete  -                       unknown
HV06  missing  -              complete  -                       info
HV01  sound    self           complete  -                       sound
HV02  sound    self           complete  -                       sound

Windows clients with Hyper-V, not judged:
Host  SCP    Owner  SPNs      Changes  Verdict
──────────────────────────────────────────────
PC01  sound  self   complete  -        sound

SCP: CN=Microsoft Hyper-V below the computer account; its owner is self where
the host made it. Changes: of the account.
Unjudged HV04: this account may not list what stands below the computer account,
         or is not shown the access list that would tell
Off      HV06: account disabled
Nested   HV02: itself a virtual machine
Left out HVCL01: cluster name, by its SPN

CRITICAL  Hyper-V hosts without a service connection point [scp-missing]
HV03 without it. Each row is a host.

Node  Finding                    Evidence (UTC)
────────────────────────────────────────────────────────────────────────────────
HV03  no CN=Microsoft Hyper-V    dc1.corp.example
      below the account          CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example
                                   children: none

To see the first object whole:
  Get-ADObject -Identity 'CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example' -Server dc1.corp.example -Properties *

Next steps, read-only first:
  1. Look at HV03 on dc1.corp.example, HV03 first.
  2. Drain HV03.

Sound in the directory, not cleared (no trials known): HV01 and HV02. Noted in
the directory, not cleared: HV05 and HV06. Could not be judged from the
directory: HV04.
Verdict: HV03 lacks its service connection point and is suspect; none is proven
         bad, as no backup trials were given; 2 of 6 Hyper-V hosts are sound;
         HV04 could not be judged (what stands below the account is not shown);
         HV06 is disabled or off; HV99 was not found
`,
    );
  });

  test("tells the domains of hosts apart where there are several, and fits", () => {
    const directory = directoryOf([
      host("HV01.CORP.EXAMPLE"),
      host("HV01.LAB.EXAMPLE", { domain: "lab.example", dn: "CN=HV01,DC=lab,DC=example" }),
    ]);
    const text = reportToTable(reportOfDirectory(directory, [missingCheck([])]), PLAIN);
    expect(text).toContain(`
Host               Domain        SCP    Owner  SPNs      Changes  Verdict
─────────────────────────────────────────────────────────────────────────
HV01.CORP.EXAMPLE  corp.example  sound  self   complete  -        sound
HV01.LAB.EXAMPLE   lab.example   sound  self   complete  -        sound
`);
  });

  test("lists of a large domain those with something to say, and counts the others", () => {
    const hosts = Array.from({ length: 500 }, (_, at) => host(`HV${String(at).padStart(3, "0")}`));
    const directory = directoryOf([...hosts, missing("HV500")]);
    const text = reportToTable(reportOfDirectory(directory, [missingCheck(["HV500"])]), PLAIN);
    expect(text).toContain("\nHV500  missing  -      complete  -        suspect\n");
    expect(text).toContain("\nNot listed: 500 hosts with a sound service connection point; all with --format\njson\n");
    expect(text).not.toContain("HV001");
    expect(text.split("\n").length).toBeLessThan(60);
  });

  test("no line but a command to paste is wider than the terminal, whatever its width", () => {
    for (const width of [30, 45, 60, 72, 80, 120]) {
      const lines = reportToTable(reportOfDirectory(MIXED, [missingCheck(["HV03"])]), { width, colour: false }).split(
        "\n",
      );
      expect(lines.filter((line) => line.length > width && !line.startsWith("  Get-ADObject"))).toEqual([]);
    }
  });

  test("breaks a DN between its parts, and names a server once for several objects on it", () => {
    const dn = "CN=Microsoft Hyper-V,CN=HV03,OU=Hyper-V Hosts,OU=Data Centre North,DC=corp,DC=example";
    const finding = missingFinding("HV03", {
      evidence: [directoryRef({ dn, attribute: "cn", value: "a" }), directoryRef({ attribute: "cn", value: "b" })],
    });
    const check = missingCheck(["HV03"], { findings: [finding] });
    expect(reportToTable(reportOfDirectory(MIXED, [check]), PLAIN)).toContain(`
HV03  no CN=Microsoft Hyper-V    dc1.corp.example
      below the account          CN=Microsoft Hyper-V,CN=HV03,OU=Hyper-V Hosts,
                                 OU=Data Centre North,DC=corp,DC=example
                                   cn: a
                                 CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example
                                   cn: b
`);
  });
});

describe("the verdict on a directory", () => {
  const verdictOf = (...given: Parameters<typeof reportOfDirectory>): string => {
    const text = reportToTable(reportOfDirectory(...given), { width: 500, colour: false });
    return /\nVerdict: (.*)\n$/.exec(text)?.[1] ?? "";
  };
  const sound = directoryOf([host("HV01"), host("HV02")]);

  test("says that all are sound, and that this clears nobody", () => {
    expect(verdictOf(sound, [missingCheck([])])).toBe(
      "every one of 2 Hyper-V hosts has a sound service connection point; no node is cleared, as no trials are known",
    );
  });

  test("never says so where something was not read", () => {
    const sources = [
      directorySource(),
      directorySource({ path: "dc2.corp.example", status: "unreadable", objects: 0 }),
    ];
    expect(verdictOf(sound, [missingCheck([])], sources)).toBe(
      "nothing found, but the evidence is incomplete: 2 of 2 Hyper-V hosts that were read are sound; dc2.corp.example could " +
        "not be read; no node is cleared",
    );
  });

  test("names those that could not be judged", () => {
    const unknown = host("HV03", {
      connectionPoint: { state: "unknown", reason: "not-asked", faults: [] },
      audit: "unknown",
    });
    expect(verdictOf(directoryOf([host("HV01"), unknown]), [missingCheck([])])).toBe(
      "nothing found, but the evidence is incomplete: 1 of 2 Hyper-V hosts is sound; HV03 could not be judged (no connection " +
        "point was asked for or exported); no node is cleared",
    );
  });

  test("calls nobody suspect for a question, and counts objects of no host apart", () => {
    const asked = missingFinding("SRV7", { severity: "warning", isQuestion: true });
    const orphan = missingFinding("", {
      severity: "warning",
      subject: { kind: "object", name: "CN=Microsoft Hyper-V,CN=LostAndFound,DC=corp,DC=example" },
    });
    const directory = directoryOf([host("HV01"), missing("SRV7", { audit: "question", clusterNode: false })]);
    const check = missingCheck(["SRV7"], { severity: "warning", findings: [asked, orphan] });
    expect(verdictOf(directory, [check])).toBe(
      "no node is proven bad; 1 of 2 Hyper-V hosts is sound; SRV7 raises a question; " +
        "1 object of no host (SCP missing)",
    );
  });
});

test("a directory of a hundred thousand hosts is told in a moment", () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `HV${String(at).padStart(6, "0")}`);
  const hosts = names.map((name, at) => (at % 20 === 0 ? missing(name) : host(name)));
  const lacking = names.filter((_, at) => at % 20 === 0);
  const report = reportOfDirectory(directoryOf(hosts), [missingCheck(lacking)]);
  const text = reportToTable(report, PLAIN);
  expect(text).toContain(
    "\nNot listed: 95,000 hosts with a sound service connection point, 4,880 more\nhosts; all with --format json\n",
  );
  expect(text.split("\n").length).toBeLessThan(500);
});
