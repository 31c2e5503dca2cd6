import { describe, expect, test } from "vitest";
import type { DirectoryRef } from "../../src/evidence/index.ts";
import { type Arguments, causeTime, type Report, span } from "../../src/report/index.ts";
import { reportToDelimited } from "../../src/reporters/delimited/index.ts";
import { lookupObject } from "../../src/reporters/excerpt/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToMarkdown } from "../../src/reporters/markdown/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { stepWords } from "../../src/reporters/words/index.ts";
import { ticks } from "../evidence/build-evidence.ts";
import {
  directoryOf,
  directoryRef,
  directorySource,
  host,
  missing,
  missingCheck,
  missingFinding,
  reportOfDirectory,
} from "./build-directory-report.ts";

const REPORT = reportOfDirectory(
  directoryOf(
    [
      host("HV01"),
      missing("HV03", { changes: [{ kind: "renamed", time: ticks("2026-09-02T06:12:44Z") }] }),
      host("HV05", { owner: { kind: "other", sid: "S-1-5-21-1-2-3-512", name: "CORP\\Domain Admins" } }),
    ],
    {
      leftOut: [
        {
          name: "VM01",
          domain: "corp.example",
          reason: "guest",
          evidence: directoryRef({
            dn: "CN=VM01,DC=corp,DC=example",
            attribute: "cn",
            value: "Windows Virtual Machine",
          }),
        },
      ],
    },
  ),
  [missingCheck(["HV03"])],
);

describe("a directory in other formats", () => {
  test("Markdown: a row for each host, and what stands beside it", () => {
    expect(reportToMarkdown(REPORT)).toContain(`
## Hyper-V hosts

| Host | SCP | Owner | SPNs | Changes | Verdict |
| --- | --- | --- | --- | --- | --- |
| HV03 | missing | - | complete | renamed 2026-09-02 | suspect |
| HV01 | sound | self | complete | - | sound |
| HV05 | sound | CORP\\Domain Admins | complete | - | sound |

SCP: CN=Microsoft Hyper-V below the computer account; its owner is self where the host made it. Changes: of the account.

- Left out: VM01: virtual machine

## CRITICAL: Hyper-V hosts without a service connection point
`);
  });

  test("csv: its columns stay, and the proof is a server, a DN, an attribute and a value", () => {
    expect(reportToDelimited(REPORT).split("\r\n").slice(0, 2)).toEqual([
      "check,severity,status,finding,subjectKind,subject,code,message,first,last,proofs,proof,evidenceKind,file,channel," +
        "recordId,time,server,dn,attribute,value,line,path",
      "scp-missing,critical,fail,1,node,HV03,missing,no CN=Microsoft Hyper-V below the account,,,1,1,directory,,,,," +
        'dc1.corp.example,"CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example",children,none,,',
    ]);
  });

  test("JSON: the hosts, who was left out with the proof, and whom the directory does not have", () => {
    const { directory, sources, window }: Record<string, unknown> = objectOf(reportToJson(REPORT));
    expect(window).toEqual({ from: null, to: null });
    expect(sources).toEqual([
      {
        kind: "directory",
        path: "dc1.corp.example",
        status: "complete",
        records: 3023,
        damaged: 0,
        from: null,
        to: null,
        warnings: [],
      },
    ]);
    expect(directory).toMatchObject({
      domains: [{ domain: "corp.example", servers: ["dc1.corp.example"], compared: false }],
      hosts: [
        { node: "HV01", audit: "sound" },
        {
          node: "HV03",
          connectionPoint: { state: "missing", reason: null, faults: ["scp-missing"] },
          owner: { kind: "none", sid: null, name: null },
          servicePrincipalNames: "complete",
          changes: [{ kind: "renamed", time: "2026-09-02T06:12:44.0000000Z" }],
          audit: "suspect",
          reasons: ["scp-missing"],
        },
        { node: "HV05", owner: { kind: "other", sid: "S-1-5-21-1-2-3-512", name: "CORP\\Domain Admins" } },
      ],
      leftOut: [{ computer: "VM01", reason: "guest", evidence: { kind: "directory", attribute: "cn" } }],
      notFound: [],
    });
  });
});

function objectOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

describe("names that a hostile directory holds", () => {
  const EVIL = '=HYPERLINK("x")\u001b[31m\u202e\n<img src=x>|`*';
  const evil = (name = EVIL): Report => {
    const dn = `CN=${name},DC=corp,DC=example`;
    return reportOfDirectory(
      directoryOf([missing(name, { dn, domain: name, owner: { kind: "other", sid: "S-1-1-0", name: name } })], {
        leftOut: [{ name: name, domain: name, reason: "guest", evidence: directoryRef({ dn }) }],
        notFound: [name],
      }),
      [
        missingCheck([name], {
          findings: [
            missingFinding(name, { evidence: [directoryRef({ server: name, dn, attribute: name, value: name })] }),
          ],
        }),
      ],
      [directorySource({ path: name, warnings: [name] })],
    );
  };

  test.each([
    ["table", reportToTable(evil(), { width: 80, colour: false })],
    ["narrow table", reportToTable(evil(), { width: 40, colour: false })],
    ["Markdown", reportToMarkdown(evil())],
    ["csv", reportToDelimited(evil())],
    ["JSON", reportToJson(evil())],
  ])("move no cursor and reorder no text in %s", (_, text) => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test("are no formula in csv and no mark-up in Markdown", () => {
    for (const cell of reportToDelimited(evil())
      .split("\r\n")[1]
      ?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/) ?? []) {
      expect(cell).not.toMatch(/^"?[=+@\t]/);
    }
    // Within code spans it stands as it is.
    const markdown = reportToMarkdown(evil("<img src=x>")).replace(/`[^`]*`/g, "");
    expect(markdown).toContain("&lt;img src=x&gt;");
    expect(markdown).not.toContain("<img");
  });

  test("are in no command to paste unless quotes make them safe", () => {
    const commandFor = (name: string): string | null =>
      lookupObject([missingFinding("HV01", { evidence: [directoryRef({ dn: `CN=${name},DC=corp,DC=example` })] })])
        ?.commands[0] ?? null;
    expect(commandFor("HV\\, 01 $(reboot) `x`")).toBe(
      "Get-ADObject -Identity 'CN=HV\\, 01 $(reboot) `x`,DC=corp,DC=example' -Server dc1.corp.example -Properties *",
    );
    expect(commandFor("O'Brien\u2019s; reboot")).toMatch(
      /^Get-ADObject -Identity 'CN=O''Brien\u2019\u2019s; reboot,DC=/,
    );
    for (const name of ['a"b', "a\nb", "\u202e"]) expect(commandFor(name)).toBeNull();
    expect(commandFor("Microsoft Hyper-V\\0ADEL:1,CN=Deleted Objects")).toMatch(/-IncludeDeletedObjects$/);
  });
});

describe("the command that shows what is behind a finding", () => {
  const account = "CN=HV03,DC=corp,DC=example";
  const point = `CN=Microsoft Hyper-V,${account}`;
  const below = (server: string): string =>
    `Get-ADObject -SearchBase '${account}' -SearchScope OneLevel -Filter * -Server ${server}`;
  const lookup = (...evidence: readonly [DirectoryRef, ...DirectoryRef[]]) =>
    lookupObject([missingFinding("HV03", { evidence })]);
  const absent = { dn: account, attribute: "CN=Microsoft Hyper-V", value: "not there" };

  test("proves an absence: all that stands below the account, on each server that answered", () => {
    expect(
      lookup(
        directoryRef({ ...absent, server: "dc1.corp.example" }),
        directoryRef({ ...absent, server: "DC2.corp.example" }),
      ),
    ).toEqual({ shows: "children", commands: [below("dc1.corp.example"), below("DC2.corp.example")] });
  });

  test("asks the domain where an export answered", () => {
    expect(lookup(directoryRef({ ...absent, server: "exports/hosts.ldif" }))?.commands).toEqual([
      below("corp.example"),
    ]);
  });

  test("asks each domain controller where they disagree", () => {
    const own = { dn: point, attribute: "distinguishedName" };
    expect(
      lookup(
        directoryRef({ ...own, server: "dc1.corp.example", value: "not there" }),
        directoryRef({ ...own, server: "dc2.corp.example", value: point }),
      ),
    ).toEqual({ shows: "servers", commands: [below("dc1.corp.example"), below("dc2.corp.example")] });
    const names = { dn: account, attribute: "dNSHostName" };
    expect(
      lookup(
        directoryRef({ ...names, server: "dc1.corp.example", value: "hv03.corp.example" }),
        directoryRef({ ...names, server: "dc2.corp.example", value: "old.corp.example" }),
      )?.commands,
    ).toEqual([
      `Get-ADObject -Identity '${account}' -Server dc1.corp.example -Properties *`,
      `Get-ADObject -Identity '${account}' -Server dc2.corp.example -Properties *`,
    ]);
  });

  test("asks one where all show the same", () => {
    expect(
      lookup(directoryRef({ dn: point }), directoryRef({ dn: point, server: "dc2.corp.example" }))?.commands,
    ).toHaveLength(1);
  });
});

describe("proof that several servers show alike", () => {
  const evidence = [
    directoryRef({ attribute: "cn", value: "HV03" }),
    directoryRef({ attribute: "sn", value: "only here" }),
    directoryRef({ attribute: "cn", value: "HV03", server: "dc2.corp.example" }),
  ] as const;
  const report = reportOfDirectory(directoryOf([missing("HV03")]), [
    missingCheck(["HV03"], { findings: [missingFinding("HV03", { evidence })] }),
  ]);

  test("is shown once to people, from all of them", () => {
    expect(reportToTable(report, { width: 100, colour: false })).toMatch(
      /dc1\.corp\.example and dc2\.corp\.example\n.*\n +cn: HV03\n +dc1\.corp\.example\n.*\n +sn: only here\n/,
    );
  });

  test("stands whole in csv", () => {
    expect(
      reportToDelimited(report)
        .split("\r\n")
        .filter((line) => line.includes("cn,HV03")),
    ).toHaveLength(2);
  });
});

test("csv: the date of a probable cause is not that of what was found", () => {
  const time = ticks("2026-09-02T06:12:44Z");
  const datesOf = (given: Arguments): string | undefined =>
    reportToDelimited(
      reportOfDirectory(directoryOf([missing("HV03")]), [
        missingCheck(["HV03"], { findings: [missingFinding("HV03", { arguments: given })] }),
      ]),
    )
      .split("\r\n")[1]
      ?.split(",")
      .slice(8, 10)
      .join(" ");
  expect(datesOf({ renamed: causeTime(time) })).toBe(" ");
  expect(datesOf({ made: span(time, time) })).toBe("2026-09-02T06:12:44.0000000Z 2026-09-02T06:12:44.0000000Z");
});

test("the gravest checks come first, for people", () => {
  const text = { ...missingCheck([]).text, id: "mild", severity: "warning", failureTitle: "Something mild" } as const;
  const mild = missingCheck(["HV01"], { text, severity: "warning" });
  const report = reportOfDirectory(directoryOf([missing("HV03")]), [mild, missingCheck(["HV03"])]);
  for (const shown of [reportToTable(report, { width: 80, colour: false }), reportToMarkdown(report)]) {
    expect(shown.indexOf("CRITICAL")).toBeLessThan(shown.indexOf("WARNING"));
  }
});

describe("next steps", () => {
  test("have their command in a block of its own in Markdown, to be copied as it is", () => {
    const remediation = [{ id: "look", kind: "look", text: "Look at {nodes}:\nGet-ADObject {node:literal}" }] as const;
    const check = missingCheck(["HV03"], {});
    const report = { ...REPORT, checks: [{ ...check, text: { ...check.text, remediation } }] };
    expect(reportToMarkdown(report)).toContain("\n1. Look at HV03:\n   ```\n   Get-ADObject HV03\n   ```\n");
  });

  test("take the first host, all hosts, and the texts of the findings, each once and made harmless", () => {
    const finding = (name: string, server: string) =>
      missingFinding(name, { arguments: { server: { kind: "text", value: server } } });
    const check = missingCheck(["HV03", "HV06"], {
      findings: [finding("HV06", "dc2\u001b"), finding("HV03", "dc1"), finding("HV03", "dc1")],
    });
    expect(stepWords([check])).toEqual(["Look at HV03 and HV06 on dc1 and dc2␛, HV03 first.", "Drain HV03."]);
  });

  const JOIN = [
    { id: "join", kind: "change", text: "{nodes}: Add-Computer {domain:literal} -Name {node:literal}." },
  ] as const;
  const joiningIn = (...nodes: readonly (readonly [string, string])[]): readonly string[] => {
    const check = missingCheck(
      nodes.map(([name]) => name),
      {
        findings: nodes.map(([name, domain]) =>
          missingFinding(name, { arguments: { domain: { kind: "text", value: domain } } }),
        ),
      },
    );
    return stepWords([{ ...check, text: { ...check.text, remediation: JOIN } }]);
  };

  test("put into commands the first host and its own domain, as they are where they are plain", () => {
    expect(joiningIn(["HV07", "north.example"], ["HV03", "corp.example"])).toEqual([
      "HV03 and HV07: Add-Computer corp.example -Name HV03.",
    ]);
  });

  test("quote what is not plain in commands, and fill in nothing that a name itself holds", () => {
    expect(joiningIn(["HV'; reboot {nodes}", "corp\u2019.example"])).toEqual([
      "HV'; reboot {nodes}: Add-Computer 'corp\u2019\u2019.example' -Name 'HV''; reboot {nodes}'.",
    ]);
  });

  test("leave a word to be replaced in commands for what no quotes make safe, or is not one alone", () => {
    expect(joiningIn(["HV03\nreboot", "corp.example"], ["HV03\nreboot", "north.example"])).toEqual([
      "HV03\u240areboot: Add-Computer DOMAIN -Name NODE.",
    ]);
  });

  test("say of what no finding names that it is found", () => {
    const check = missingCheck(["HV03"], { findings: [missingFinding("HV03", { arguments: {} })] });
    expect(stepWords([check])[0]).toBe("Look at HV03 on the server found, HV03 first.");
  });
});
