import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHECKS, DIRECTORY_CHECKS } from "../../src/checks/index.ts";
import type { DirectoryHost } from "../../src/facts/directory/index.ts";
import type { Facts } from "../../src/facts/index.ts";
import type { CheckResult } from "../../src/report/index.ts";
import { deletedPoint, DOMAIN_ADMINS, stamp, view } from "../evidence/build-directory.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { history, host, judgeHosts, told } from "./build-directory-hosts.ts";

const UNSEEN = ["list-refused", "unread", "unreadable", "not-asked"] as const;
const HAND_MADE = {
  access: { owner: DOMAIN_ADMINS, entries: [] },
  attributes: new Map([["keywords", ["host=HVOLD"]]]),
};
const NAMELESS = {
  cn: null,
  samAccountName: null,
  dnsHostName: null,
  sid: null,
  whenCreated: null,
  servicePrincipalNames: [],
};

const anyHost = fc
  .record({
    point: fc.constantFrom({}, HAND_MADE, "missing" as const, ...UNSEEN),
    account: fc.constantFrom({}, { samAccountName: "HVOLD$" }, { servicePrincipalNames: ["HOST/x"] }, NAMELESS),
    activity: fc.constantFrom("active" as const, "disabled" as const, "stale" as const, "unknown" as const),
    isClusterNode: fc.boolean(),
    isAskedFor: fc.boolean(),
    kind: fc.constantFrom("server" as const, "client" as const),
  })
  .map(({ point, account, ...more }) => ({ point, account, more }));

const anyHosts = fc
  .array(anyHost, { minLength: 1, maxLength: 5 })
  .map((given) => given.map((one, index) => host(`HV0${index}`, one)));

/** All that may have happened to each of them. */
function happened(hosts: readonly DirectoryHost[], areShown: boolean): Partial<Facts> {
  return {
    accountHistories: hosts.map((one) =>
      history(one, {
        renamed: [stamp("samaccountname", 2, "2026-09-02T06:12:44Z")],
        rename: "account-name",
        systemChanged: [stamp("operatingsystemversion", 2, "2026-08-01T20:00:00Z")],
        reCreated: { whenCreated: ticks("2026-07-01T00:00:00Z"), peersMedian: ticks("2021-03-01T00:00:00Z") },
        connectionPointWritten: ticks("2026-08-15T00:00:00Z"),
      }),
    ),
    deletedConnectionPoints: {
      deletions: areShown
        ? hosts.map((one) => ({
            host: one,
            seen: { view: view(), object: deletedPoint(one.accounts[0].object, "2026-09-03T10:00:00Z") },
            isReplaced: one.connectionPoint.kind === "present",
          }))
        : [],
      unmatched: 0,
      areShown,
      wereAskedFor: true,
    },
    connectionPointPeers: {
      expectedOf: () => ({ peerCount: 5, peers: [], expected: ["serviceBindingInformation"] }),
    },
  };
}

function isUnseen({ connectionPoint, kind }: DirectoryHost): boolean {
  return kind === "server" && connectionPoint.kind === "unknown";
}

function failures({ findings }: CheckResult): readonly string[] {
  return findings.filter(({ severity }) => severity !== "info").map(({ subject }) => subject.name);
}

describe("whatever hosts there are", () => {
  test("no check of connection points fails a host whose connection point could not be seen, nor passes beside it", () => {
    const checks = DIRECTORY_CHECKS.filter(({ meta }) => meta.id.startsWith("scp-"));
    expect(checks).toHaveLength(7);
    fc.assert(
      fc.property(anyHosts, fc.boolean(), (hosts, areShown) => {
        const unseen = hosts.filter(isUnseen).map(({ name }) => name);
        for (const check of checks) {
          const result = judgeHosts(check, hosts, happened(hosts, areShown));
          expect(failures(result).filter((name) => unseen.includes(name))).toEqual([]);
          if (unseen.length > 0) expect(["fail", "inconclusive"]).toContain(result.status);
        }
      }),
    );
  });

  test("those that could not be seen are told, and make the audit incomplete", () => {
    const check = DIRECTORY_CHECKS.filter(({ meta }) => meta.id === "connection-points-readable");
    fc.assert(
      fc.property(anyHosts, (hosts) => {
        const unseen = hosts.filter(isUnseen).map(({ name }) => name);
        const [result] = check.map((one) => judgeHosts(one, hosts));
        expect(result?.unjudged ?? []).toEqual(unseen);
        expect(result?.findings.map(({ subject }) => subject.name)).toEqual(unseen);
      }),
    );
  });

  test("a host of which nothing is shown fails no check, and no client does", () => {
    const nothing = host("HV00", { point: "list-refused", account: NAMELESS, more: { activity: "unknown" } });
    const client = host("PC01", { point: HAND_MADE, account: { samAccountName: "PCOLD$" }, more: { kind: "client" } });
    const results = DIRECTORY_CHECKS.map((check) => judgeHosts(check, [nothing, client]));
    expect(results.flatMap(failures)).toEqual([]);
    expect(results.filter(({ status }) => status === "pass" || status === "fail")).toEqual([]);
  });

  test("each reason and finding has its words, with all arguments", () => {
    fc.assert(
      fc.property(anyHosts, fc.boolean(), (hosts, areShown) => {
        for (const check of DIRECTORY_CHECKS) {
          const result = judgeHosts(check, hosts, happened(hosts, areShown));
          const { reason, findings } = told(result);
          const codes = [
            result.reason?.code,
            ...result.findings.map(({ code, severity, subject }) => `${severity} ${subject.name}: ${code}`),
          ];
          expect([reason, ...findings].filter((words, index) => words === codes[index])).toEqual([]);
          expect([reason, ...findings].join("\n")).not.toMatch(/[{}]|undefined|null/);
        }
      }),
    );
  });

  test("a host that is out of use fails nothing", () => {
    fc.assert(
      fc.property(anyHost, fc.constantFrom("disabled" as const, "stale" as const), ({ point, account }, activity) => {
        const off = host("HV09", { point, account, more: { activity } });
        expect(DIRECTORY_CHECKS.flatMap((check) => failures(judgeHosts(check, [off], happened([off], true))))).toEqual(
          [],
        );
      }),
    );
  });
});

test("each step names only what every finding of the checks that advise it gives", () => {
  const hosts = [
    host("HV01", { point: HAND_MADE, account: { samAccountName: "HVOLD$" } }),
    host("HV03", { point: "missing" }),
  ];
  const results = DIRECTORY_CHECKS.map((check) => judgeHosts(check, hosts, happened(hosts, true)));
  const unfilled = results.flatMap(({ text, findings }) =>
    findings
      .filter(({ severity }) => severity !== "info")
      .flatMap((finding) =>
        text.remediation.flatMap((step) =>
          [...step.text.matchAll(/\{(\w+)(?::literal)?\}/g)].flatMap(([, name = ""]) =>
            ["node", "nodes", "audit", "objects", "reader", "dn", "account"].includes(name) || name in finding.arguments
              ? []
              : [`${text.id}: ${step.id}: ${name}`],
          ),
        ),
      ),
  );
  expect(unfilled).toEqual([]);
});

test("no step says to create a connection point", () => {
  const steps = DIRECTORY_CHECKS.flatMap(({ meta }) => meta.remediation).map(({ text }) => text);
  expect(steps.filter((text) => /\bcreate\b/i.test(text) && !/Never create/.test(text))).toEqual([]);
});

test("a step that gives a command puts a name into it as a literal", () => {
  const steps = CHECKS.flatMap(({ meta }) => meta.remediation).map(({ text }) => text);
  const command =
    /\b(?:(?:Add|Get|Install|Remove|Rename|Restart|Suspend|Uninstall)-[A-Z]\w+|badnode scp --hosts)\b[^.;:()]*\{\w+\}/;
  expect(steps.filter((text) => command.test(text))).toEqual([]);
});

const REPAIR = ["drain-and-evict", "leave-domain", "reset-account", "remove-role", "join-again", "add-back"];

test.each<[string, readonly string[]]>([
  ["scp-missing", ["export-access-lists", "ask-whether-host-is-on", "look-for-event-14050", "audit-again", ...REPAIR]],
  ["scp-deleted", ["ask-whether-host-is-on", "audit-again", "let-host-register", ...REPAIR]],
  ["scp-stale-name", ["audit-again", "delete-unsound", ...REPAIR]],
  ["scp-hand-made", ["audit-again", "delete-unsound", ...REPAIR]],
  ["scp-attributes-missing", ["look-at-replication", "audit-again", "delete-unsound"]],
  ["scp-conflict-duplicate", ["look-at-replication", "delete-misplaced"]],
  ["scp-orphan", ["look-at-replication", "delete-misplaced"]],
  ["connection-points-readable", ["let-reader-see", "read-again", "export-connection-points"]],
  ["host-spns", ["look-for-event-14050", "look-at-account-writes", "audit-again", "let-host-register"]],
  ["account-names-disagree", ["look-at-replication", "audit-again", "correct-names"]],
  ["domain-controllers-disagree", ["look-at-replication", "wait-or-replicate"]],
  ["account-renamed", ["audit-connection-points"]],
  ["account-re-created", ["audit-connection-points"]],
  ["account-system-changed", ["audit-connection-points"]],
  ["host-inactive", ["look-at-inactive"]],
])("%s advises its own steps, those of the published repair in the order of the source", (id, steps) => {
  const check = DIRECTORY_CHECKS.find(({ meta }) => meta.id === id);
  expect(check?.meta.remediation.map((step) => step.id)).toEqual(steps);
});

test("every check of a directory has its steps above, and none advises to make a connection point by hand", () => {
  const texts = DIRECTORY_CHECKS.flatMap(({ meta }) => meta.remediation.map(({ text }) => text));
  expect(DIRECTORY_CHECKS).toHaveLength(15);
  expect(
    texts.filter((text) => /New-ADObject|adsiedit|(?<!Never )create (?:it|the object) by hand/i.test(text)),
  ).toEqual([]);
});
