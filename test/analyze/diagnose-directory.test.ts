import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/diagnose.ts";
import type { ConnectionPointObject, DirectoryEvidence } from "../../src/evidence/index.ts";
import { auditedServers, type Report } from "../../src/report/index.ts";
import {
  allow,
  computer,
  connectionPoint,
  CORP,
  directoryOf,
  DOMAIN_ADMINS,
  exportView,
  FULL_CONTROL,
  nodeSpns,
  NOW,
  stamp,
  unread,
  view,
} from "../evidence/build-directory.ts";
import { eventsOf, FIXED, logsOf, NINE_NODES } from "./cluster.ts";
import { compact } from "../evidence/build-evidence.ts";

const WHOLE_SPAN = { since: null, until: null };
const OPTIONS = { ...FIXED, clock: () => new Date(NOW), window: WHOLE_SPAN };

const NAMES = ["HV01", "HV02", "HV03", "HV04", "HV05"];
const HOSTS = NAMES.map((name) => computer(name));

function audit(directory: DirectoryEvidence): Promise<Report> {
  return diagnose({ directory: () => Promise.resolve(directory) }, OPTIONS);
}

/** Five hosts, with what is given in place of HV01's connection point; nothing: none. */
function domainOf(points: readonly Partial<ConnectionPointObject>[], account = {}): DirectoryEvidence {
  const [first = computer("HV01"), ...others] = HOSTS;
  const own = computer("HV01", account);
  return directoryOf([
    view({
      computers: [own, ...others],
      connectionPoints: [
        ...points.map((given) => connectionPoint(first, given)),
        ...others.map((other) => connectionPoint(other)),
      ],
      principals: new Map([[DOMAIN_ADMINS, "CORP\\Domain Admins"]]),
    }),
  ]);
}

async function rowOf(directory: DirectoryEvidence) {
  const report = await audit(directory);
  const row = report.directory?.hosts.find(({ name }) => name === "HV01");
  const node = report.nodes.find(({ name }) => name === "HV01");
  return { report, row, node };
}

const HAND_MADE = { owner: DOMAIN_ADMINS, entries: [allow(DOMAIN_ADMINS, FULL_CONTROL)] };

describe("a host's row", () => {
  test("names an owner that is the same in every domain, though its name was not read", async () => {
    const own = computer("HV01");
    const shown = view({ computers: [own], connectionPoints: [connectionPoint(own, { access: HAND_MADE })] });
    const { row } = await rowOf(directoryOf([shown]));
    expect(row?.owner).toEqual({ kind: "other", sid: DOMAIN_ADMINS, name: "Domain Admins" });
  });

  test.each<[string, DirectoryEvidence, object]>([
    ["a sound host", domainOf([{}]), { state: "sound", owner: { kind: "self" }, audit: "sound", reasons: [] }],
    [
      "a missing one",
      domainOf([]),
      { state: "missing", owner: { kind: "none" }, audit: "suspect", reasons: ["scp-missing"] },
    ],
    [
      "a missing one of a host that is disabled",
      domainOf([], { userAccountControl: 4098 }),
      { state: "missing", owner: { kind: "none" }, audit: "info", reasons: [] },
    ],
    [
      "one that an administrator made",
      domainOf([{ access: HAND_MADE }]),
      {
        state: "unsound",
        owner: { kind: "other", sid: DOMAIN_ADMINS, name: "CORP\\Domain Admins" },
        audit: "suspect",
        reasons: ["scp-hand-made"],
      },
    ],
    [
      "one whose owner is not shown",
      domainOf([{ access: null }]),
      { state: "present", owner: { kind: "unknown" }, audit: "unknown", reasons: [] },
    ],
    [
      "a sound one beside a duplicate that replication renamed",
      domainOf([{}, { dn: `CN=Microsoft Hyper-V\\0ACNF:5f0c1d1e-0000-4000-8000-000000000000,${computer("HV01").dn}` }]),
      { state: "sound", audit: "question", reasons: ["scp-conflict-duplicate"] },
    ],
    [
      "one that names another host",
      domainOf([{ attributes: new Map([["serviceDNSName", ["OLD1.corp.example"]]]) }]),
      { state: "unsound", owner: { kind: "self" }, audit: "suspect" },
    ],
  ])("of %s follows from what was found", async (_, directory, expected) => {
    const { row, node } = await rowOf(directory);
    const shown = { state: row?.connectionPoint.state, owner: row?.owner, audit: row?.audit, reasons: row?.reasons };
    expect(shown).toMatchObject(expected);
    expect(node).toMatchObject({ verdict: row?.audit === "suspect" ? "suspect" : "unknown", reasons: row?.reasons });
  });

  test("of a missing one in an export without access lists is a question, whether it is hidden or not", async () => {
    const [first = computer("HV01"), ...others] = HOSTS.map((host) => ({ ...host, access: null }));
    const shown = exportView({
      computers: [first, ...others],
      connectionPoints: others.map((other) => connectionPoint(other)),
      attributes: new Set(["cn", "serviceprincipalname"]),
    });
    const { row, node } = await rowOf(directoryOf([shown]));
    expect(row).toMatchObject({
      connectionPoint: { state: "unknown", reason: "access-not-shown" },
      owner: { kind: "unknown" },
      audit: "question",
      reasons: ["scp-missing"],
    });
    expect(node?.verdict).toBe("unknown");
  });

  test("of one whose account may not be read is unknown, and counts", async () => {
    const [first = computer("HV01"), ...others] = HOSTS;
    const connectionPoints = HOSTS.map((host) => connectionPoint(host));
    const parts = [{ ...unread(first.dn), lacks: "computers" as const }];
    const { report, row, node } = await rowOf(
      directoryOf([view({ computers: others, connectionPoints, unread: parts })]),
    );
    expect(row).toMatchObject({
      dn: first.dn,
      connectionPoint: { state: "present", reason: "account-unseen" },
      owner: { kind: "unknown" },
      principalNames: "unknown",
      audit: "unknown",
    });
    expect(node?.verdict).toBe("unknown");
    expect(report.directory?.hosts.map(({ name }) => name)).toEqual(NAMES);
  });

  test.each<[string, readonly string[], string]>([
    ["all of them", nodeSpns("HV01"), "complete"],
    ["some", nodeSpns("HV01").filter((spn) => !spn.startsWith("Hyper-V Replica Service/")), "incomplete"],
    ["an old host's", [...nodeSpns("HV01"), "Hyper-V Replica Service/OLD1"], "stale"],
    ["none of Hyper-V", ["HOST/HV01"], "none"],
    ["nothing shown", [], "unknown"],
  ])("says of its service principal names: %s", async (_, servicePrincipalNames, word) => {
    expect((await rowOf(domainOf([{}], { servicePrincipalNames }))).row?.principalNames).toBe(word);
  });

  test.each(["directory-values-cut", "partial-values"])(
    "leaves names unknown that may be among values that did not come: %s",
    async (code) => {
      const few = domainOf([{}], { servicePrincipalNames: nodeSpns("HV01").slice(0, 4) });
      const cut = { unread: [unread(computer("HV01").dn, code)] };
      const { report, row } = await rowOf({ ...few, views: few.views.map((one) => ({ ...one, ...cut })) });
      expect(row).toMatchObject({ principalNames: "unknown", connectionPoint: { state: "sound" }, reasons: [] });
      expect(report.checks.find(({ text }) => text.id === "host-spns")?.status).toBe("inconclusive");
    },
  );

  test("is not unsound for what a server that lags behind does not show", async () => {
    const [first] = domainOf([{}]).views;
    if (first === undefined) throw new Error("no view");
    const [point, ...points] = first.connectionPoints;
    const later = view({ ...first, server: "dc2.corp.example", connectionPoints: points });
    expect(point?.dn).toBe("CN=Microsoft Hyper-V,CN=HV01,OU=Hosts,DC=corp,DC=example");
    expect((await rowOf(directoryOf([first, later]))).row).toMatchObject({
      connectionPoint: { state: "sound", faults: [] },
      audit: "question",
      reasons: ["domain-controllers-disagree"],
    });
  });

  test("tells what happened to the account, and when", async () => {
    const stamps = [
      stamp("samaccountname", 2, "2026-09-02T06:00:00Z"),
      stamp("dnshostname", 2, "2026-09-02T06:00:00Z"),
      stamp("operatingsystemversion", 3, "2026-08-01T06:00:00Z"),
    ];
    const { row } = await rowOf(domainOf([{}], { stamps }));
    expect(row?.changes.map(({ kind }) => kind)).toEqual(["system-changed", "renamed"]);
    expect(row?.audit).toBe("sound");
  });

  test("is unknown where a part of the directory did not come, whatever is not in the rest", async () => {
    const whole = domainOf([]);
    const { report, row } = await rowOf({
      ...whole,
      views: whole.views.map((one) => ({ ...one, unread: [unread(CORP)] })),
    });
    expect(row).toMatchObject({ connectionPoint: { state: "unknown", reason: "unread" }, audit: "unknown" });
    expect(report.verdict.basis).toBe("incomplete");
  });
});

describe("what was given decides what is checked and told", () => {
  test("a directory alone: no channel is covered, the window is open, clients are no nodes", async () => {
    const client = computer("PC01", { operatingSystem: "Windows 11 Enterprise" });
    const whole = domainOf([{}]);
    const report = await audit({
      ...whole,
      views: whole.views.map((one) => ({ ...one, computers: [client, ...one.computers] })),
    });
    expect(report.coverage).toEqual([]);
    expect(report.window).toEqual({ from: null, to: null, askedFrom: false, askedTo: false });
    expect(report.nodes.map(({ name }) => name)).toEqual(NAMES);
    expect(report.directory?.hosts.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ...NAMES.map((name) => `${name} server`),
      "PC01 client",
    ]);
    expect(report.checks.every(({ text }) => text.channels.length === 0)).toBe(true);
  });

  test("logs alone: no check of a directory runs", async () => {
    const logs = { events: eventsOf(NINE_NODES), compactEvents: compact([]), logs: logsOf(NINE_NODES) };
    const report = await diagnose({ logs: () => Promise.resolve(logs) }, { ...FIXED, window: WHOLE_SPAN });
    expect(report.directory).toBeNull();
    expect(report.checks.every(({ text }) => text.channels.length > 0)).toBe(true);
  });

  test("both: one report, in which a host has what logs and directory tell of it", async () => {
    const logs = { events: eventsOf(NINE_NODES), compactEvents: compact([]), logs: logsOf(NINE_NODES) };
    const hosts = NINE_NODES.nodes.map((name) => computer(name));
    const points = hosts.filter(({ cn }) => cn !== "HV03").map((account) => connectionPoint(account));
    const directory = directoryOf([view({ computers: hosts, connectionPoints: points })]);
    const report = await diagnose(
      { logs: () => Promise.resolve(logs), directory: () => Promise.resolve(directory) },
      { ...FIXED, window: WHOLE_SPAN },
    );
    expect(report.nodes.map(({ name }) => name)).toEqual(NINE_NODES.nodes);
    expect(report.nodes.find(({ name }) => name === "HV03")?.reasons).toEqual([
      "hyper-v-storage-provider-failed",
      "scp-missing",
    ]);
    expect(report.sources.map(({ kind }) => kind)).toContain("directory");
  });

  test("the same evidence in another order gives the same rows", async () => {
    const whole = domainOf([]);
    const backward = {
      ...whole,
      views: whole.views.map((one) => ({ ...one, computers: [...one.computers].reverse() })).reverse(),
    };
    expect((await audit(backward)).directory).toEqual((await audit(whole)).directory);
  });

  test("a host that cannot be judged makes the evidence incomplete; a disabled one does not", async () => {
    const { report: unknown } = await rowOf(domainOf([{ access: null }]));
    const { report: off } = await rowOf(domainOf([], { userAccountControl: 4098 }));
    expect([unknown.verdict.basis, off.verdict.basis]).toEqual(["incomplete", "undecided"]);
    expect(auditedServers(off.directory ?? { domains: [], hosts: [], leftOut: [], notFound: [] })).toHaveLength(5);
  });
});
