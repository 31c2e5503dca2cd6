import { describe, expect, test } from "vitest";
import { DIRECTORY_CHECKS } from "../../../src/checks/index.ts";
import type { AuditCommand, CheckResult, Finding, Report } from "../../../src/report/index.ts";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import { stepWords } from "../../../src/reporters/words/index.ts";
import {
  directoryOf,
  directoryRef,
  host,
  missing,
  missingFinding,
  reportOfDirectory,
} from "../build-directory-report.ts";

const POINT = "CN=Microsoft Hyper-V";
const dnOf = (name: string): string => `CN=${name},OU=Hyper-V Hosts,DC=corp,DC=example`;

const BY_SERVER: AuditCommand = {
  basis: "servers",
  arguments: ["--server", "dc1.corp.example", "--user", "auditor@corp.example"],
  reader: "auditor@corp.example",
};
const AGAIN = "badnode scp --server dc1.corp.example --user 'auditor@corp.example'";

function found(name: string, dn = dnOf(name), given: Partial<Finding> = {}): Finding {
  return missingFinding(name, {
    arguments: { domain: { kind: "text", value: "corp.example" } },
    evidence: [directoryRef({ dn })],
    ...given,
  });
}

/** That check as it came out with these findings. */
function result(id: string, findings: readonly Finding[], status: CheckResult["status"] = "fail"): CheckResult {
  const check = DIRECTORY_CHECKS.find(({ meta }) => meta.id === id);
  if (check === undefined) throw new Error(id);
  return { text: check.meta, status, severity: check.meta.severity, reason: null, findings };
}

function steps(checks: readonly CheckResult[], auditCommand: AuditCommand | null = BY_SERVER): readonly string[] {
  const names = checks.flatMap(({ findings }) => findings.map(({ subject }) => subject.name));
  const directory = directoryOf(names.map((name) => missing(name, { dn: dnOf(name) })));
  const known: Pick<Report, "checks" | "directory" | "auditCommand"> = { checks, directory, auditCommand };
  return stepWords(checks, known);
}

function step(words: RegExp, given: readonly string[]): string {
  return given.find((one) => words.test(one)) ?? "no such step";
}

describe("where domain controllers disagree", () => {
  const disputed = result("domain-controllers-disagree", [
    found("HV03", `${POINT},${dnOf("HV03")}`, { severity: "warning" }),
  ]);
  const missed = result("scp-missing", [found("HV08")]);
  const handMade = result("scp-hand-made", [
    found("HV03", `${POINT},${dnOf("HV03")}`),
    found("HV07", `${POINT},${dnOf("HV07")}`),
  ]);
  const given = steps([missed, handMade, disputed]);
  const changes = given.slice(given.findIndex((one) => one.startsWith("Wait")));

  test("waiting for replication comes before all other changes, and none is advised of those hosts", () => {
    expect(changes[0]).toMatch(/^Wait for replication/);
    expect(changes[0]).toContain(`${AGAIN} --hosts HV03`);
    expect(changes.slice(1).filter((one) => one.includes("HV03"))).toEqual([]);
    expect(changes.slice(1).length).toBeGreaterThan(0);
  });

  test("nothing else is advised where it is about those hosts alone", () => {
    const alone = steps([result("scp-hand-made", [found("HV03")]), disputed]);
    expect(alone.filter((one) => /evict|Remove-ADObject/.test(one))).toEqual([]);
  });

  test("what is to be looked at is theirs first", () => {
    expect(step(/repadmin \/showobjmeta/, given)).toContain(`'${POINT},${dnOf("HV03")}'`);
  });

  test("a connection point of foreign make is deleted before its host is evicted, each step with hosts that it is for", () => {
    const deleted = changes.findIndex((one) => one.startsWith("First try for HV07,"));
    const evicted = changes.findIndex((one) => one.includes("Remove-ClusterNode"));
    expect([deleted, evicted]).toEqual([1, 2]);
    expect(changes[deleted]).toContain(`Remove-ADObject -Identity '${POINT},${dnOf("HV07")}' -Server corp.example`);
    expect(changes[evicted]).toMatch(/^Only if .* of HV07 and HV08: drain HV08 /);
  });
});

describe("a step can be run as it stands", () => {
  test("with the DN of the account", () => {
    expect(step(/dsmod/, steps([result("scp-missing", [found("HV03")])]))).toMatch(
      /dsmod computer 'CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example' -reset$/,
    );
  });

  test("with what this run was asked by", () => {
    const missed = [result("scp-missing", [found("HV06"), found("HV03")])];
    const file: AuditCommand = { basis: "exports", arguments: ["it's.ldif", "a b.ldif"], reader: null };
    expect(step(/^Audit/, steps(missed))).toContain(`${AGAIN} --hosts 'HV03,HV06'`);
    expect(step(/^Audit/, steps(missed, file))).toContain(
      "badnode scp 'it''s.ldif' 'a b.ldif' --hosts 'HV03,HV06' # exported anew",
    );
    expect(step(/^Audit/, steps(missed, null))).toContain("badnode scp --domain corp.example --hosts 'HV03,HV06'");
  });

  test("with the DNs of duplicates and orphans, few of many", () => {
    const orphans = ["1", "2", "3", "4", "5"].map((at) =>
      found("", `${POINT},CN=${at}`, { subject: { kind: "object", name: `${POINT},CN=${at}` }, severity: "warning" }),
    );
    expect(step(/^Once it is sure/, steps([result("scp-orphan", orphans)]))).toContain(
      `'${POINT},CN=1', '${POINT},CN=2', '${POINT},CN=3' and 2 more. `,
    );
  });

  test("and names few of many hosts", () => {
    const many = Array.from({ length: 40 }, (_, at) => found(`HV${at + 10}`));
    expect(step(/^On HV10,/, steps([result("scp-missing", many)]))).toContain("HV21 and 28 more, look for");
  });
});

describe("of a host that may be none", () => {
  const question = found("HV14", dnOf("HV14"), { severity: "warning", isQuestion: true });

  test("it is asked what it is; it is not audited by name, and nothing is changed", () => {
    const given = steps([result("scp-missing", [question])]);
    expect(given.map((one) => one.slice(0, 30))).toEqual([
      "Ask of each whether it is swit",
      "On HV14, look for event 14050 ",
    ]);
  });

  test("another host's steps do not name it", () => {
    const given = steps([result("scp-missing", [found("HV03"), question])]);
    expect(given.filter((one) => one.includes("HV14"))).toHaveLength(2);
  });
});

describe("of hosts that could not be judged", () => {
  const unseen = (code: string, name: string): Finding => found(name, dnOf(name), { code, severity: "info" });

  test("it is said who must be granted what, and on which account", () => {
    const [first, ...rest] = steps([
      result(
        "connection-points-readable",
        [unseen("list-refused", "HV18"), unseen("unreadable", "HV19")],
        "inconclusive",
      ),
    ]);
    expect(rest).toEqual([]);
    expect(first).toMatch(
      /^Of HV18 and HV19 .*: have auditor@corp\.example granted List contents and Read all properties on the computer account 'CN=HV18,/,
    );
    expect(first).toContain(`${AGAIN} --hosts 'HV18,HV19'`);
  });

  test("what was not read whole, or not exported, is not a matter of rights", () => {
    const given = steps([
      result("connection-points-readable", [unseen("unread", "HV01"), unseen("not-asked", "HV02")], "inconclusive"),
    ]);
    expect(given).toHaveLength(2);
    expect(given.filter((one) => one.includes("granted"))).toEqual([]);
  });
});

test("a check that passes advises nothing", () => {
  expect(
    stepWords([result("scp-missing", [], "pass")], {
      checks: [],
      directory: directoryOf([host("HV01")]),
      auditCommand: null,
    }),
  ).toEqual([]);
});

test("a command stays in one line, whatever the width", () => {
  const missed = result("scp-missing", [found("HV03")]);
  const text = reportToTable(reportOfDirectory(directoryOf([missing("HV03")]), [missed]), { width: 60, colour: false });
  expect(text).toContain("\n     dsmod computer 'CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example' -reset\n");
});
