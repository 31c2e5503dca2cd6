import { describe, expect, test } from "vitest";
import { scpConflictDuplicate } from "../../src/checks/scp-conflict-duplicate.ts";
import { scpOrphan } from "../../src/checks/scp-orphan.ts";
import type { MisplacedConnectionPoints } from "../../src/facts/directory/index.ts";
import { connectionPoint, unread, view } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const HV01 = host("HV01");
const CONFLICT = "CN=Microsoft Hyper-V\\0ACNF:0b5a2c2e-7b0f-4f0e-9f56-0d4b8a3ad9a1,CN=HV01,OU=Hosts,DC=corp,DC=example";
const LOST = "CN=Microsoft Hyper-V\\0ACNF:0b5a2c2e-7b0f-4f0e-9f56-0d4b8a3ad9a1,CN=LostAndFound,DC=corp,DC=example";

const ORPHAN_DN = "CN=Microsoft Hyper-V,OU=Fleet,DC=corp,DC=example";
const ORPHAN: MisplacedConnectionPoints["orphans"][number] = {
  name: ORPHAN_DN,
  reason: "foreign-parent",
  seen: point(ORPHAN_DN),
  parentClass: "organizationalUnit",
};

function point(dn: string): MisplacedConnectionPoints["orphans"][number]["seen"] {
  return { view: view(), object: connectionPoint(HV01.accounts[0].object, { dn }) };
}

function misplaced(given: Partial<MisplacedConnectionPoints>): {
  readonly misplacedConnectionPoints: MisplacedConnectionPoints;
} {
  return { misplacedConnectionPoints: { duplicates: [], orphans: [], ...given } };
}

describe("scp-conflict-duplicate", () => {
  test("fails for a connection point that replication renamed, and blames nobody", () => {
    const known = misplaced({ duplicates: [{ name: "HV01", seen: point(CONFLICT) }] });
    const result = judgeHosts(scpConflictDuplicate, [HV01, host("HV02")], known);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "1 object that replication renamed, of HV01",
      findings: [`warning HV01: ${CONFLICT} is a duplicate that replication renamed; made 2021-03-04 08:00:00Z`],
    });
    expect(proofs(result)).toEqual([
      `dc1.corp.example: ${CONFLICT}: distinguishedName: ${CONFLICT}`,
      `dc1.corp.example: ${CONFLICT}: whenCreated: 2021-03-04T08:00:00.0000000Z`,
    ]);
    expect(result.text.subjectRole).toBe("witness");
  });

  test("leaves those of clients and of hosts that were not asked for", () => {
    const client = host("PC01", { more: { kind: "client" } });
    const known = misplaced({ duplicates: ["PC01", "HV77"].map((name) => ({ name, seen: point(CONFLICT) })) });
    const directoryHosts = { hosts: [HV01, client], others: [host("HV77")], leftOut: [], unfound: [], unseen: [] };
    expect(told(judgeHosts(scpConflictDuplicate, [], { ...known, directoryHosts }))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });

  test("is inconclusive when it could not be seen what stands below an account", () => {
    const hosts = [HV01, host("HV04", { point: "list-refused" })];
    expect(told(judgeHosts(scpConflictDuplicate, hosts, misplaced({}))).status).toBe("inconclusive");
  });
});

describe("scp-orphan", () => {
  test("fails for one in LostAndFound and for one below no computer, even without any host", () => {
    const elsewhere = "CN=Microsoft Hyper-V,OU=Lager\\, Nord,DC=corp,DC=example";
    const known = misplaced({
      orphans: [
        { name: LOST, reason: "lost-and-found", seen: point(LOST), parentClass: "lostAndFound" },
        { name: elsewhere, reason: "foreign-parent", seen: point(elsewhere), parentClass: "organizationalUnit" },
      ],
    });
    const result = judgeHosts(scpOrphan, [], known);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "2 connection points below no computer account",
      findings: [
        `warning ${elsewhere}: ${elsewhere} stands below an object of class organizationalUnit; made 2021-03-04 08:00:00Z`,
        `warning ${LOST}: ${LOST} is in LostAndFound: its account was deleted on another server; made 2021-03-04 08:00:00Z`,
      ],
    });
    expect(proofs(result)).toContain(
      "dc1.corp.example: OU=Lager\\, Nord,DC=corp,DC=example: objectClass: organizationalUnit",
    );
  });

  test("passes when none was seen", () => {
    expect(told(judgeHosts(scpOrphan, [HV01], misplaced({})))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });

  test("is inconclusive when a part of the directory did not come, wherever the hosts are", () => {
    const cut = view({ unread: [unread("OU=Secret,DC=corp,DC=example")] });
    expect(told(judgeHosts(scpOrphan, [host("HV01", { views: [cut] })], misplaced({}))).reason).toBe(
      "Nothing found in what was read, but there may be one: not all was to be read of OU=Secret,DC=corp,DC=example.",
    );
  });

  test("fails beside a part that did not come, says which, and speaks of no host that is none of it", () => {
    const cut = view({ unread: [unread("CN=HV17,OU=Locked,DC=corp,DC=example")] });
    const known = misplaced({ orphans: [ORPHAN] });
    expect(told(judgeHosts(scpOrphan, [host("HV01", { views: [cut] })], known))).toMatchObject({
      status: "fail",
      reason:
        "1 connection point below no computer account; there may be more, for not all was to be read of " +
        "CN=HV17,OU=Locked,DC=corp,DC=example",
    });
  });

  describe("of hosts that were asked for by name", () => {
    const asked = host("HV01", { more: { isAskedFor: true } });

    test("says in one line how many there are elsewhere, and shows and judges none of them", () => {
      const result = judgeHosts(scpOrphan, [asked], misplaced({ orphans: [ORPHAN] }));
      expect(told(result)).toEqual({
        status: "not-applicable",
        reason:
          "It looks at the whole directory, and hosts were asked for by name. 1 connection point of other or of no hosts " +
          "below no computer account: audit without names to see what.",
        findings: [],
      });
    });

    test("does not pass for a directory of which a part did not come, nor name that part", () => {
      const cut = view({ unread: [unread("CN=HV17,OU=Locked,DC=corp,DC=example")] });
      const hosts = [host("HV01", { views: [cut], more: { isAskedFor: true } })];
      expect(told(judgeHosts(scpOrphan, hosts, misplaced({})))).toEqual({
        status: "not-applicable",
        reason:
          "It looks at the whole directory, and hosts were asked for by name: a part of it that is not theirs was not read.",
        findings: [],
      });
    });

    test("is inconclusive where that part is theirs, and fails for what is theirs", () => {
      const cut = view({ unread: [unread("OU=Hosts,DC=corp,DC=example")] });
      const hosts = [host("HV01", { views: [cut], more: { isAskedFor: true } })];
      expect(told(judgeHosts(scpOrphan, hosts, misplaced({}))).status).toBe("inconclusive");
      const own = misplaced({ orphans: [ORPHAN, { ...ORPHAN, name: "HV01" }] });
      expect(judgeHosts(scpOrphan, [asked], own).findings.map(({ subject }) => subject.name)).toEqual(["HV01"]);
    });

    test("passes where none is anywhere", () => {
      expect(told(judgeHosts(scpOrphan, [asked], misplaced({}))).status).toBe("pass");
    });
  });
});
