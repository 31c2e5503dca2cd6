import { describe, expect, test } from "vitest";
import { scpDeleted } from "../../src/checks/scp-deleted.ts";
import type { DeletedConnectionPoints, DirectoryHost } from "../../src/facts/directory/index.ts";
import { deletedPoint, view } from "../evidence/build-directory.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { history, host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const NONE: DeletedConnectionPoints = { deletions: [], unmatched: 0, areShown: true, wereAskedFor: true };

function deleted(of: DirectoryHost, isReplaced = false): DeletedConnectionPoints {
  const seen = { view: view(), object: deletedPoint(of.accounts[0].object, "2026-09-03T10:00:00Z") };
  return { ...NONE, deletions: [{ host: of, seen, isReplaced }] };
}

test("fails for a host that lacks a connection point which was deleted, with the date", () => {
  const hv08 = host("HV08", { point: "missing" });
  const result = judgeHosts(scpDeleted, [host("HV01"), hv08], { deletedConnectionPoints: deleted(hv08) });
  expect(told(result)).toEqual({
    status: "fail",
    reason: "Deleted service connection points of HV08",
    findings: ["critical HV08: deleted 2026-09-03 10:00:00Z, and not there again"],
  });
  const [dated, parent] = proofs(result);
  expect(dated).toMatch(
    /^dc1.corp.example: CN=Microsoft Hyper-V\\0ADEL:.*: whenChanged: 2026-09-03T10:00:00.0000000Z$/,
  );
  expect(parent).toMatch(/: lastKnownParent: CN=HV08,OU=Hosts,DC=corp,DC=example$/);
});

test("only asks about a server that is perhaps no host any more", () => {
  const gone = host("HV08", { point: "missing", more: { isClusterNode: false } });
  const { findings } = judgeHosts(scpDeleted, [gone], { deletedConnectionPoints: deleted(gone) });
  expect(findings).toMatchObject([{ code: "deleted", severity: "warning", isQuestion: true }]);
  const off = host("HV08", { point: "missing", more: { isClusterNode: false, activity: "stale" } });
  const [note] = judgeHosts(scpDeleted, [off], { deletedConnectionPoints: deleted(off) }).findings;
  expect([note?.severity, note?.isQuestion]).toEqual(["info", undefined]);
});

describe("notes", () => {
  test("that of a former account of the name, whatever the present one has", () => {
    for (const point of ["missing", "list-refused", {}] as const) {
      const young = host("HV08", { point, account: { whenCreated: ticks("2026-09-04T08:00:00Z") } });
      const { deletions } = deleted(young, point !== "missing" && point !== "list-refused");
      const former = { ...NONE, deletions: deletions.map((one) => ({ ...one, isOfFormerAccount: true as const })) };
      expect(told(judgeHosts(scpDeleted, [young], { deletedConnectionPoints: former })).findings).toEqual([
        "info HV08: deleted 2026-09-03 10:00:00Z, before the present account was made: it belonged to a former account of " +
          "that name",
      ]);
    }
  });

  test("one that was replaced since", () => {
    const hv08 = host("HV08");
    expect(told(judgeHosts(scpDeleted, [hv08], { deletedConnectionPoints: deleted(hv08, true) }))).toEqual({
      status: "pass",
      reason: "On 1 host only what is information was found.",
      findings: ["info HV08: deleted 2026-09-03 10:00:00Z; there is one again"],
    });
  });

  test("that of a host which could not be seen, without a failure", () => {
    const hv08 = host("HV08", { point: "list-refused" });
    expect(told(judgeHosts(scpDeleted, [hv08], { deletedConnectionPoints: deleted(hv08) })).findings).toEqual([
      "info HV08: deleted 2026-09-03 10:00:00Z; whether there is one again could not be seen",
    ]);
  });

  test("that of a disabled host", () => {
    const hv09 = host("HV09", { point: "missing", more: { activity: "disabled" } });
    expect(told(judgeHosts(scpDeleted, [hv09], { deletedConnectionPoints: deleted(hv09) }))).toMatchObject({
      status: "pass",
      findings: ["info HV09: deleted 2026-09-03 10:00:00Z, and not there again"],
    });
  });
});

test("passes where every host has its connection point, whoever may see deleted objects", () => {
  const known = { deletedConnectionPoints: { ...NONE, areShown: false } };
  expect(told(judgeHosts(scpDeleted, [host("HV01")], known))).toMatchObject({ status: "pass", findings: [] });
});

test("passes for one that lacks it where deleted ones are shown, and none is its", () => {
  const hv03 = host("HV03", { point: "missing" });
  const known = { deletedConnectionPoints: NONE, accountHistories: [history(hv03)] };
  expect(told(judgeHosts(scpDeleted, [hv03], known))).toMatchObject({ status: "pass", findings: [] });
});

describe("is inconclusive", () => {
  const hv03 = host("HV03", { point: "missing" });

  test.each([
    [
      "deleted objects were not asked for",
      { ...NONE, areShown: false, wereAskedFor: false },
      "HV03 may have had one: deleted objects were neither asked for nor exported.",
    ],
    [
      "not a single one is shown",
      { ...NONE, areShown: false },
      "HV03 may have had one: deleted objects are shown only to accounts with that right, and not one was shown.",
    ],
  ])("when a host lacks its connection point and %s", (_, deletedConnectionPoints, words) => {
    expect(told(judgeHosts(scpDeleted, [host("HV01"), hv03], { deletedConnectionPoints }))).toEqual({
      status: "inconclusive",
      reason: `Nothing found on 1 host, but ${words}`,
      findings: [],
    });
  });

  test("for several reasons: each in words, with those that it is for", () => {
    const hosts = [host("HV02", { point: "unread" }), hv03];
    const known = { deletedConnectionPoints: { ...NONE, areShown: false } };
    expect(told(judgeHosts(scpDeleted, hosts, known)).reason).toBe(
      "Nothing found on 0 hosts, but of HV02 the connection point could not be seen: connection-points-readable says why; " +
        "HV03 may have had one: deleted objects are shown only to accounts with that right, and not one was shown.",
    );
  });
});

test("is not applicable without a host", () => {
  expect(told(judgeHosts(scpDeleted, [])).status).toBe("not-applicable");
});
