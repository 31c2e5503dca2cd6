import { describe, expect, test } from "vitest";
import type { DirectoryEvidence } from "../../../src/evidence/index.ts";
import {
  type DeletedConnectionPoints,
  deriveDeletedConnectionPoints,
  deriveDirectoryHosts,
} from "../../../src/facts/directory/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import {
  computer,
  connectionPoint,
  CORP,
  deletedPoint,
  directoryOf,
  exportView,
  view,
} from "../../evidence/build-directory.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const HV01 = computer("HV01");
const HV02 = computer("HV02");
const DELETED = "2026-08-01T10:00:00Z";

function deletedOf(directory: DirectoryEvidence): DeletedConnectionPoints {
  return deriveDeletedConnectionPoints(directory, deriveDirectoryHosts(directory));
}

function summary({ deletions }: DeletedConnectionPoints): readonly string[] {
  return deletions.map(({ host, seen, isReplaced, isOfFormerAccount }) =>
    [
      host.name,
      seen.object.whenChanged === null ? "some time" : filetimeToIso(seen.object.whenChanged).slice(0, 10),
      ...(isReplaced ? ["replaced"] : []),
      ...(isOfFormerAccount === true ? ["of a former account"] : []),
    ].join(" "),
  );
}

describe("a deleted connection point", () => {
  test("is the host's below whose account it stood, however that is written", () => {
    const lastKnownParent = `cn=hv01, OU=Hosts,${CORP.toLowerCase()}`;
    const deletedConnectionPoints = [deletedPoint(HV01, DELETED, { lastKnownParent })];
    expect(summary(deletedOf(directoryOf([view({ computers: [HV01, HV02], deletedConnectionPoints })])))).toEqual([
      "HV01 2026-08-01",
    ]);
  });

  test("counts by the latest of one host, and tells where there is one again", () => {
    const deletedConnectionPoints = [
      deletedPoint(HV01, "2026-05-01T10:00:00Z"),
      deletedPoint(HV01, DELETED),
      deletedPoint(HV02, DELETED, { whenChanged: null }),
    ];
    const shown = view({ computers: [HV01, HV02], connectionPoints: [connectionPoint(HV01)], deletedConnectionPoints });
    expect(summary(deletedOf(directoryOf([shown])))).toEqual(["HV01 2026-08-01 replaced", "HV02 some time"]);
  });

  test("that two servers show counts by the one that saw it first", () => {
    const views = ["2026-08-03T00:00:00Z", DELETED].map((time, index) =>
      view({
        server: `dc${index}`,
        computers: [HV01],
        deletedConnectionPoints: [deletedPoint(HV01, DELETED, { whenChanged: ticks(time) })],
      }),
    );
    const { deletions } = deletedOf(directoryOf(views));
    expect(deletions.map(({ seen }) => seen.view.server)).toEqual(["dc1"]);
  });

  test("that is older than the account stood below a former one of its name", () => {
    const deletedConnectionPoints = [deletedPoint(HV01, "2020-01-01T00:00:00Z")];
    expect(summary(deletedOf(directoryOf([view({ computers: [HV01], deletedConnectionPoints })])))).toEqual([
      "HV01 2020-01-01 of a former account",
    ]);
  });

  test("whose parent was renamed since, or is not shown, is nobody's, and counted", () => {
    const deletedConnectionPoints = [
      deletedPoint(computer("HV00"), DELETED),
      deletedPoint(HV02, DELETED, { lastKnownParent: null }),
    ];
    expect(deletedOf(directoryOf([view({ computers: [HV01, HV02], deletedConnectionPoints })]))).toEqual({
      deletions: [],
      unmatched: 2,
      areShown: true,
      wereAskedFor: true,
    });
  });

  test("of a host that was not asked for is left out, and not nobody's", () => {
    const deletedConnectionPoints = [deletedPoint(HV01, DELETED)];
    const directory = directoryOf([view({ computers: [HV01, HV02], deletedConnectionPoints })], {
      askedHosts: ["HV02"],
    });
    expect(deletedOf(directory)).toMatchObject({ deletions: [], unmatched: 0 });
  });
});

test("without a deleted object nothing tells whether the reader may see any", () => {
  const computers = [HV01];
  expect(deletedOf(directoryOf([view({ computers })]))).toMatchObject({ areShown: false, wereAskedFor: true });
  expect(deletedOf(directoryOf([exportView({ computers })]))).toMatchObject({ areShown: false, wereAskedFor: false });
});
