import { describe, expect, test } from "vitest";
import type { ComputerObject, ConnectionPointObject, DirectoryEvidence } from "../../../src/evidence/index.ts";
import { deriveDirectoryHosts, deriveMisplacedConnectionPoints } from "../../../src/facts/directory/index.ts";
import {
  computer,
  connectionPoint,
  CORP,
  directoryOf,
  guestPoint,
  unread,
  view,
} from "../../evidence/build-directory.ts";

const GUID = "5f0c1d1e-0000-4000-8000-000000000000";
const HV01 = computer("HV01");
const HV02 = computer("HV02");

function misplacedOf(directory: DirectoryEvidence): readonly string[] {
  const { duplicates, orphans } = deriveMisplacedConnectionPoints(directory, deriveDirectoryHosts(directory));
  return [
    ...duplicates.map(({ name, seen }) => `duplicate of ${name}: ${seen.object.dn}`),
    ...orphans.map(({ name, reason, parentClass }) => `orphan ${name}: ${reason}, ${parentClass ?? "not shown"}`),
  ];
}

function duplicatePoint(account: ComputerObject): ConnectionPointObject {
  return connectionPoint(account, { dn: `CN=Microsoft Hyper-V\\0ACNF:${GUID},${account.dn}` });
}

function duplicateAccount(name: string, given: Partial<ComputerObject> = {}): ComputerObject {
  return computer(`${name}\nCNF:${GUID}`, { samAccountName: "$DUPLICATE-1F4$", ...given });
}

function pointBelow(parent: string): ConnectionPointObject {
  return connectionPoint({ dn: parent, sid: null });
}

describe("a conflict duplicate", () => {
  test("of a connection point belongs to the host below whose account it stands", () => {
    const connectionPoints = [connectionPoint(HV01), duplicatePoint(HV01)];
    expect(misplacedOf(directoryOf([view({ computers: [HV01, HV02], connectionPoints })]))).toEqual([
      `duplicate of HV01: CN=Microsoft Hyper-V\\0ACNF:${GUID},${HV01.dn}`,
    ]);
  });

  test("counts once, whatever number of servers shows it", () => {
    const connectionPoints = [duplicatePoint(HV01)];
    const views = ["dc1", "dc2"].map((server) => view({ server, computers: [HV01], connectionPoints }));
    expect(misplacedOf(directoryOf(views))).toHaveLength(1);
  });

  test("of an account belongs to the host of its name in its container", () => {
    const duplicate = duplicateAccount("HV01", { servicePrincipalNames: [] });
    expect(misplacedOf(directoryOf([view({ computers: [HV01, duplicate] })]))).toEqual([
      `duplicate of HV01: ${duplicate.dn}`,
    ]);
  });

  test("of an account that is the only one with the host's marks is that host", () => {
    const duplicate = duplicateAccount("HV01", { dnsHostName: "hv01.corp.example" });
    expect(misplacedOf(directoryOf([view({ computers: [duplicate] })]))).toEqual([
      `duplicate of HV01: ${duplicate.dn}`,
    ]);
  });

  test("of an account without any mark of Hyper-V is no matter of this audit", () => {
    const duplicate = duplicateAccount("PC01", { servicePrincipalNames: [] });
    expect(misplacedOf(directoryOf([view({ computers: [HV01, duplicate] })]))).toEqual([]);
  });

  test("of a guest's connection point is none", () => {
    const point = { ...guestPoint(HV01), dn: `CN=Windows Virtual Machine\\0ACNF:${GUID},${HV01.dn}` };
    expect(misplacedOf(directoryOf([view({ computers: [HV01], connectionPoints: [point] })]))).toEqual([]);
  });
});

describe("a connection point", () => {
  test("in LostAndFound is an orphan, renamed there or not", () => {
    const container = `CN=LostAndFound,${CORP}`;
    const connectionPoints = [
      pointBelow(container),
      connectionPoint({ dn: container, sid: null }, { dn: `CN=Microsoft Hyper-V\\0ACNF:${GUID},${container}` }),
    ];
    expect(misplacedOf(directoryOf([view({ computers: [HV01], connectionPoints })]))).toEqual([
      `orphan CN=Microsoft Hyper-V,${container}: lost-and-found, not shown`,
      `orphan CN=Microsoft Hyper-V\\0ACNF:${GUID},${container}: lost-and-found, not shown`,
    ]);
  });

  test("of an account that replication took to LostAndFound is an orphan by the host's name", () => {
    const lost = computer("HV05", { container: `CN=LostAndFound,${CORP}` });
    expect(misplacedOf(directoryOf([view({ computers: [lost], connectionPoints: [connectionPoint(lost)] })]))).toEqual([
      "orphan HV05: lost-and-found, computer",
    ]);
  });

  test("below what is known to be no computer is an orphan", () => {
    const dn = `OU=Racks,${CORP}`;
    const foreignParents = [{ dn: dn.toUpperCase(), objectClasses: ["top", "organizationalUnit"] }];
    const shown = view({ computers: [HV01], connectionPoints: [pointBelow(dn)], foreignParents });
    expect(misplacedOf(directoryOf([shown]))).toEqual([
      `orphan CN=Microsoft Hyper-V,${dn}: foreign-parent, organizationalUnit`,
    ]);
  });

  test("whose parent did not come, or came as a computer by another server, is none", () => {
    const connectionPoints = [pointBelow(`CN=HV77,OU=Hosts,${CORP}`), connectionPoint(HV01)];
    const foreignParents = [{ dn: HV01.dn, objectClasses: ["top"] }];
    const dc2 = view({ server: "dc2", computers: [HV01] });
    expect(misplacedOf(directoryOf([view({ connectionPoints, foreignParents }), dc2]))).toEqual([]);
  });
});

describe("a connection point whose parent's account the server does not show", () => {
  const parent = `CN=HV77,OU=Hosts,${CORP}`;
  const unseen = [{ ...unread(parent, "directory-object-unseen"), lacks: "computers" as const }];

  test("is no orphan", () => {
    const shown = view({ computers: [HV01], connectionPoints: [pointBelow(parent)], unread: unseen });
    expect(misplacedOf(directoryOf([shown]))).toEqual([]);
  });

  test("is a duplicate where replication renamed it, and no orphan for that", () => {
    const dn = `CN=Microsoft Hyper-V\\0ACNF:${GUID},${parent}`;
    const connectionPoints = [connectionPoint({ dn: parent, sid: null }, { dn })];
    const shown = view({ computers: [HV01], connectionPoints, unread: unseen });
    expect(misplacedOf(directoryOf([shown]))).toEqual([`duplicate of ${dn}: ${dn}`]);
  });
});

test("what belongs to hosts that were not asked for is left out, what belongs to nobody stays", () => {
  const lost = pointBelow(`CN=LostAndFound,${CORP}`);
  const connectionPoints = [duplicatePoint(HV01), duplicatePoint(HV02), lost];
  const shown = view({ computers: [HV01, HV02], connectionPoints });
  expect(misplacedOf(directoryOf([shown], { askedHosts: ["HV02"] }))).toEqual([
    `duplicate of HV02: CN=Microsoft Hyper-V\\0ACNF:${GUID},${HV02.dn}`,
    `orphan ${lost.dn}: lost-and-found, not shown`,
  ]);
});
