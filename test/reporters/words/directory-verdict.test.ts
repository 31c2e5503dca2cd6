import { describe, expect, test } from "vitest";
import type { AuditedHost, CheckResult, ReportedDirectory } from "../../../src/report/index.ts";
import { historyWords, verdictWords } from "../../../src/reporters/words/index.ts";
import {
  directoryOf,
  directorySource,
  host,
  missing,
  missingCheck,
  missingFinding,
  reportOfDirectory,
} from "../build-directory-report.ts";

const verdictOf = (
  hosts: readonly AuditedHost[],
  checks: readonly CheckResult[] = [missingCheck([])],
  sources?: readonly ReportedDirectory[],
): string => verdictWords(reportOfDirectory(directoryOf(hosts), checks, sources));

const LABELLED = missingCheck(["HV05", "HV03"]).text;
const spns = (...names: readonly string[]): CheckResult =>
  missingCheck(names, { text: { ...LABELLED, id: "host-spns", label: "SPNs" } });

describe("the verdict of an audit", () => {
  test("opens with those who lack a connection point; who is suspect for more is named with it", () => {
    expect(
      verdictOf(
        [host("HV01"), missing("HV03"), missing("HV06")],
        [missingCheck(["HV03", "HV06"]), spns("HV05", "HV06")],
      ),
    ).toBe(
      "HV03 and HV06 lack their service connection points and are suspect; also suspect: HV05 (SPNs), HV06 (SCP missing, " +
        "SPNs); none is proven bad, as no backup trials were given; 1 of 3 Hyper-V hosts is sound",
    );
  });

  test("opens with the suspects where none lacks it", () => {
    expect(verdictOf([host("HV01"), host("HV05", { audit: "suspect" })], [spns("HV05")])).toBe(
      "suspect: HV05 (SPNs); none is proven bad, as no backup trials were given; 1 of 2 Hyper-V hosts is sound; 2 have a " +
        "sound service connection point",
    );
  });

  test("does not say that none is sound where what was given cannot tell, but how many, and why", () => {
    const hosts = Array.from({ length: 23 }, (_, at) =>
      host(`HV${at + 10}`, {
        connectionPoint: { state: "present", reason: "owner-unknown", faults: [] },
        audit: "unknown",
      }),
    );
    expect(verdictOf(hosts)).toBe(
      "nothing found, but the evidence is incomplete: none of 23 hosts could be judged (who owns the connection point is " +
        "not shown or exported); no node is cleared",
    );
  });

  test("tells a server that could not be reached from one that was not read whole", () => {
    const closed = { code: "directory-port-closed", happened: "dc2 refused.", nextStep: "Ask another." };
    const sources = [
      directorySource(),
      directorySource({ path: "dc2", status: "unreadable", problem: closed }),
      directorySource({ path: "dc3", status: "unreadable", problem: { ...closed, code: "directory-password" } }),
      directorySource({ path: "dc4", status: "damaged" }),
    ];
    expect(verdictOf([host("HV01")], undefined, sources)).toContain(
      "; dc2 could not be reached; dc3 could not be read; dc4 was not read whole; ",
    );
  });
});

describe("what is known of the suspects is known of others", () => {
  const circumstance = (id: string, label: string, ...names: readonly string[]): CheckResult =>
    missingCheck(names, {
      text: { ...LABELLED, id, label, severity: "info" },
      severity: "info",
      findings: names.map((name) => missingFinding(name, { severity: "info" })),
    });
  const note = missingFinding("HV16", { severity: "info" });
  const lacking = missingCheck(["HV03"], { findings: [missingFinding("HV03"), note] });
  const history = (...checks: readonly CheckResult[]): readonly string[] =>
    historyWords(reportOfDirectory(directoryOf([missing("HV03"), host("HV04")]), [lacking, ...checks]));

  test("when it is the same, and nothing was found of them", () => {
    expect(history(circumstance("account-renamed", "renamed", "HV03", "HV04"))).toEqual([
      "Known of the suspects: HV03 (renamed); a probable cause, not proof. The same is known of HV04, without any finding.",
    ]);
  });

  test("not when it is something else, or when they have findings that are information", () => {
    expect(
      history(
        circumstance("account-renamed", "renamed", "HV03", "HV16"),
        circumstance("host-inactive", "inactive", "HV04", "HV16"),
      ),
    ).toEqual(["Known of the suspects: HV03 (renamed); a probable cause, not proof."]);
  });
});
