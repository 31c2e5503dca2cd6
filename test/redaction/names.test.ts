import { describe, expect, test } from "vitest";
import { redactReport } from "../../src/redaction/index.ts";
import { type CheckResult, text } from "../../src/report/index.ts";
import { EXPORT_OWNERS } from "../../src/shared/export-commands.ts";
import { checkResult, finding, reportOfChecks } from "../reporters/build-report.ts";

interface Given {
  /** Hosts that the report has findings about. */
  readonly hosts?: readonly string[];
  readonly machines?: readonly string[];
}

const ALL = { kind: "backups", name: "all backups" } as const;

/** What becomes of values of attributes, beside hosts and machines that the report knows by name. */
function values(shown: readonly string[], { hosts = [], machines = [] }: Given = {}): readonly string[] {
  const evidence = shown.map(
    (value) => ({ kind: "directory", server: "hosts.ldif", dn: "", attribute: "cn", value }) as const,
  );
  const [first, ...others] = evidence;
  if (first === undefined) return [];
  const checks: readonly CheckResult[] = [
    checkResult({
      findings: [
        finding({ subject: ALL, evidence: [first, ...others] }),
        ...hosts.map((name) => finding({ subject: { kind: "node", name }, evidence: [first] })),
        ...machines.map((name) => finding({ subject: ALL, arguments: { vm: text(name) }, evidence: [first] })),
      ],
    }),
  ];
  const [check] = redactReport({ ...reportOfChecks(checks), sources: [], coverage: [], nodes: [] }).checks;
  return (check?.findings[0]?.evidence ?? []).flatMap((ref) => (ref.kind === "directory" ? [ref.value] : []));
}

/** What becomes of a warning about a file, beside hosts that the report knows by name. */
function warnings(said: readonly string[], hosts: readonly string[]): readonly string[] {
  const report = reportOfChecks(
    hosts.map((name) => checkResult({ findings: [finding({ subject: { kind: "node", name } })] })),
  );
  const sources = report.sources.map((source) => ({ ...source, path: "System.evtx", warnings: said }));
  return redactReport({ ...report, sources, coverage: [], nodes: [] }).sources.flatMap((source) => source.warnings);
}

describe("one name, one pseudonym", () => {
  test("by short and DNS name, in any case, in DNs, paths, names of services and accounts", () => {
    const shown = [
      "hv09",
      "HV09.corp.example",
      "hv09$",
      "CN=HV09,OU=Fabric,DC=corp,DC=example",
      String.raw`C:\Logs\hv09\System.evtx`,
      String.raw`\\HV09.corp.example\c$\Users\jdoe\Desktop`,
      "Microsoft Virtual System Migration Service/hv09.corp.example",
      "MSServerClusterMgmtAPI/HV09:5985",
      "ldaps://hv09.corp.example:636",
      String.raw`CORP\jdoe`,
      "jdoe@corp.example",
    ];
    expect(values(shown, { hosts: ["HV09"] })).toEqual([
      "HOST-1",
      "HOST-1.domain-1.example",
      "HOST-1$",
      "CN=HOST-1,OU=name-2,DC=domain-1,DC=example",
      String.raw`C:\Logs\HOST-1\System.evtx`,
      String.raw`\\HOST-1.domain-1.example\name-1\Users\user-1\Desktop`,
      "Microsoft Virtual System Migration Service/HOST-1.domain-1.example",
      "MSServerClusterMgmtAPI/HOST-1:5985",
      "ldaps://HOST-1.domain-1.example:636",
      String.raw`DOMAIN-1\user-1`,
      "user-1@domain-1.example",
    ]);
  });

  test("a name that begins like another is another", () => {
    expect(values(["HV1", "HV10", "HV1-old", "HV1 HV10"], { hosts: ["HV1", "HV10"] })).toEqual([
      "HOST-1",
      "HOST-2",
      "name-1",
      "HOST-1 HOST-2",
    ]);
  });

  test("names are numbered by their order, wherever they stand first", () => {
    expect(values(["HV22", "HV21"], { hosts: ["HV22", "HV21"] })).toEqual(["HOST-2", "HOST-1"]);
    expect(values(["HV21", "HV22"], { hosts: ["HV21", "HV22"] })).toEqual(["HOST-1", "HOST-2"]);
  });

  test("words with a number are a name, though everybody uses the words", () => {
    expect(values(["backup-01", "node2", "vm-12"])).toEqual(["name-1", "name-2", "name-3"]);
  });

  test("of several words", () => {
    expect(values(["Virtual Machine SQL for Pay roll"], { machines: ["SQL for Pay roll"] })).toEqual([
      "Virtual Machine vm-1",
    ]);
  });
});

describe("numbers that name a machine, a disk or an account", () => {
  test("addresses become those that documents may use", () => {
    const shown = ["10.1.2.3", "10.1.2.4:445", "fe80::1ff:fe23:4567:890a", "00-15-5D-01-02-03", "127.0.0.1"];
    expect(values(shown)).toEqual(["192.0.2.1", "192.0.2.2:445", "2001:db8::1", "00-00-5E-00-53-01", "127.0.0.1"]);
  });

  test("SIDs keep what every domain has, and which are of one domain", () => {
    const domain = "S-1-5-21-1004336348-1177238915-682003330";
    expect(values([`${domain}-512`, `${domain}-1187`, "S-1-5-18", "S-1-5-32-544"])).toEqual([
      "S-1-5-21-0-0-1-512",
      "S-1-5-21-0-0-1-1001",
      "S-1-5-18",
      "S-1-5-32-544",
    ]);
  });

  test("GUIDs, with braces and without, in any case", () => {
    const guid = "0d787530-47d8-46a3-40ff-5aca25bc772a";
    expect(values([guid, `{${guid.toUpperCase()}}`, String.raw`\\?\Volume{${guid}}\System.evtx`])).toEqual([
      "00000000-0000-0000-0000-000000000001",
      "{00000000-0000-0000-0000-000000000001}",
      String.raw`\\?\Volume{00000000-0000-0000-0000-000000000001}\System.evtx`,
    ]);
  });

  test("bytes that may be a SID or spell a name", () => {
    const bytes = ["0x48563039", "48 56 30 39", "AQUAAAAAAAUVAAAA", "%48%56%30%39"];
    for (const value of values(bytes)) expect(value).toMatch(/^name-\d$/);
  });
});

describe("what everybody has stays", () => {
  test.each([
    "S-1-5-18",
    String.raw`NT AUTHORITY\SYSTEM`,
    "CN=Microsoft Hyper-V",
    "0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR",
    "Windows Server 2016 Datacenter 10.0 (14393)",
    "sAMAccountName: version 2, 2026-09-02T09:07:00.0000000Z",
    "not there",
    "Hyper-V Replica Service",
  ])("%s", (value) => {
    expect(values([value])).toEqual([value]);
  });
});

describe("sentences", () => {
  test("keep their words, and nothing else", () => {
    const said = [
      "The certificate of dc7.corp.example is not for the name HV09: it has dc8.corp.example.",
      "Owners of connection points are shown by SID alone: nas-7 did not answer.",
    ];
    expect(warnings(said, ["HV09"])).toEqual([
      "The certificate of HOST-1.domain-1.example is not for the name HOST-3: it has HOST-2.domain-1.example.",
      "Owners of connection points are shown by SID alone: name-2 did not answer.",
    ]);
  });

  test("are withheld where a host bears the name of a word of theirs", () => {
    const said = ["The server did not answer, nor did BACKUP.", "the backup failed", "The disk is full."];
    expect(warnings(said, ["BACKUP"])).toEqual([
      "The server did not answer, nor did HOST-1.",
      "[withheld: names cannot be told from words here]",
      "The disk is full.",
    ]);
  });

  test("are withheld where most of their words may be names", () => {
    expect(warnings(["Frobnitz der Firma Mustermann meldet Fehler 17"], [])).toEqual([
      "[withheld: names cannot be told from words here]",
    ]);
  });
});

describe("commands", () => {
  const commandsOf = (commands: readonly string[]): unknown => {
    const report = { ...reportOfChecks([]), coverage: [], sources: [], steps: { commands } };
    return Object.entries(redactReport(report)).find(([field]) => field === "steps")?.[1];
  };

  test("stay what they were, for other names", () => {
    const commands = [
      "Suspend-ClusterNode -Name HV01 -Cluster 'The Old Cluster' -Drain -Wait",
      String.raw`Invoke-Command -ComputerName hv01.corp.example { Remove-Computer -UnjoinDomainCredential CORP\jdoe -Restart }`,
      `Get-ADObject -Filter "objectClass -eq 'serviceConnectionPoint'" -SearchBase 'CN=HV01,OU=Hosts of Contoso,DC=corp,DC=example'`,
    ];
    expect(commandsOf(commands)).toEqual({
      commands: [
        "Suspend-ClusterNode -Name HOST-1 -Cluster 'name-2' -Drain -Wait",
        String.raw`Invoke-Command -ComputerName HOST-1.domain-1.example { Remove-Computer -UnjoinDomainCredential DOMAIN-1\user-1 -Restart }`,
        `Get-ADObject -Filter "objectClass -eq 'serviceConnectionPoint'" -SearchBase 'CN=HOST-1,OU=name-1,DC=domain-1,DC=example'`,
      ],
    });
  });

  test("to export what is missing name nobody, and stay", () => {
    expect(commandsOf([EXPORT_OWNERS])).toEqual({ commands: [EXPORT_OWNERS] });
  });
});
