import { describe, expect, test } from "vitest";
import type { EventEvidence, OwnershipRow } from "../../../src/evidence/index.ts";
import { day, history, moving, names, snapshot } from "../../evidence/build-ownership.ts";
import { DISK, timelineOf } from "./build-timeline.ts";

/** `HV01/NB01 conflict` */
function told(ownership: readonly OwnershipRow[], events: readonly EventEvidence[] = []): readonly string[] {
  const exports = { ownership, volumeNames: [names({ resource: DISK, group: "G1" })] };
  const { volumes } = timelineOf({ events, exports });
  const intervals = volumes.flatMap((one) => (one.volume === DISK ? one.intervals : []));
  return intervals.map(({ claims, certainty }) => `${claims.join("/")} ${certainty}`);
}

/** One list of the disk's owners, from six o'clock on, one an hour; `.`: none then. */
function list(file: string, owners: string, minute = "00"): readonly OwnershipRow[] {
  return owners
    .split(" ")
    .flatMap((node, at) =>
      node === "." ? [] : [history(day(`${String(6 + at).padStart(2, "0")}:${minute}:00`), DISK, node, at + 2, file)],
    );
}

/** As exports show them, again and again. */
function shown(rows: readonly OwnershipRow[]): readonly OwnershipRow[] {
  return rows.map((row) => ({ ...row, form: "snapshot" }));
}

describe("volumes of one name in two clusters that nothing names", () => {
  const hv = list("hv.csv", "HV01 HV01 HV02 HV02");
  const nb = list("nb.csv", "NB01 NB01 NB01 NB02", "30");

  test("have nobody for an owner where two lists go on side by side with owners of their own, whatever file comes first", () => {
    expect(told([...hv, ...nb])).toEqual(["HV01/HV02/NB01/NB02 conflict"]);
    expect(told([...nb, ...hv])).toEqual(["HV01/HV02/NB01/NB02 conflict"]);
    expect(told(shown([...hv, ...nb]))).toEqual(["HV01/HV02/NB01/NB02 conflict"]);
  });

  test("have nobody where one list has both again and again", () => {
    const both = [...list("all.csv", "HV01 HV01 HV01"), ...list("all.csv", "NB01 NB01 NB01", "01")];
    expect(told(both)).toEqual(["HV01/NB01 conflict"]);
    expect(told(shown(both))).toEqual(["HV01/NB01 conflict"]);
  });

  test("have nobody where moves among the nodes of each are told in turn", () => {
    const move = (time: string, from: string, to: string): EventEvidence =>
      moving({ time: day(time), node: from }, "G1", from, to);
    const moves = [
      move("06:00:00", "HV01", "HV02"),
      move("07:00:00", "NB01", "NB02"),
      move("08:00:00", "HV02", "HV01"),
    ];
    expect(told([], moves)).toEqual(["HV01/HV02/NB01/NB02 conflict"]);
    expect(told([], moves.slice(0, 2))).toEqual(["HV01 assumed", "HV02/NB01 conflict", "NB02 assumed"]);
  });
});

describe("volumes of one name", () => {
  test("are two where one list has both at two moments", () => {
    const both = [...list("all.csv", "HV01 HV01"), ...list("all.csv", "NB01 NB01", "01")];
    expect(told(both)).toEqual(["HV01/NB01 conflict"]);
  });

  test("are not shown to be two by three turns within the hour", () => {
    const lists = [...list("hv.csv", "HV01 HV02"), ...list("nb.csv", "NB01 NB02", "30")];
    expect(told(lists)).not.toEqual(["HV01/HV02/NB01/NB02 conflict"]);
    const longer = [...list("hv.csv", "HV01 HV02 HV02"), ...list("nb.csv", "NB01 NB02", "30")];
    expect(told(longer)).toEqual(["HV01/HV02/NB01/NB02 conflict"]);
  });

  test("are not shown to be two by any number of turns that are an hour apart", () => {
    const lists = [...list("hv.csv", "HV01 . HV02 . HV01 ."), ...list("nb.csv", ". NB01 . NB02 . NB01")];
    expect(told(lists)).not.toEqual(["HV01/HV02/NB01/NB02 conflict"]);
  });

  test("are not shown to be several by moves of which none of a cluster comes again", () => {
    const moves = ["HV", "NB", "TB"].map((cluster, at) =>
      moving({ time: day(`0${6 + at}:00:00`), node: `${cluster}01` }, "G1", `${cluster}01`, `${cluster}02`),
    );
    expect(told([], moves)).toEqual(["HV01 assumed", "HV02/NB01 conflict", "NB02/TB01 conflict", "TB02 assumed"]);
  });
});

describe("one volume", () => {
  test("may have each row twice in its list", () => {
    const twice = [...list("a.csv", "HV01 HV01 HV02"), ...list("a.csv", "HV01 HV01 HV02", "01")];
    expect(told(twice)).toEqual(["HV01 certain", "HV02 certain"]);
  });

  test("may be moved on twice within two minutes, once", () => {
    const rows = [...list("a.csv", "HV01 . HV01"), ...list("a.csv", "HV02", "01"), ...list("a.csv", "HV03", "02")];
    expect(told(rows)).toEqual(["HV01 certain", "HV02 certain", "HV03 certain", "HV01 certain"]);
  });

  test("may have a list for each month, with other owners", () => {
    expect(told([...list("june.csv", "HV01 HV01"), ...list("july.csv", ". . . HV02 HV02")])).toEqual([
      "HV01 certain",
      "HV02 certain",
    ]);
  });

  test("may have lists that each know other owners, of nodes that anything else joins", () => {
    const lists = [...list("a.csv", "HV01 HV01 HV01"), ...list("b.csv", "HV02 HV02 HV02", "30")];
    expect(told(lists)).toEqual(["HV01/HV02 conflict"]);
    const move = moving({ time: day("05:00:00"), node: "HV01" }, "a virtual machine's role", "HV01", "HV02");
    const ofMoment = [snapshot(null, "Cluster Disk 7", "HV01"), snapshot(null, "Cluster Disk 8", "HV02")];
    const owners = ["HV01", "HV02", "HV01", "HV02", "HV01", "HV02"].map((node) => `${node} certain`);
    expect(told(lists, [move])).toEqual(owners);
    expect(told([...lists, ...ofMoment])).toEqual(owners);
  });

  test("may be drained from one node to the other and back, each list of its only volume naming one", () => {
    const daily = ["HV01", "HV02", "HV01", "HV02", "HV01", "HV02"].map((node, at) =>
      history(`2025-06-0${2 + at}T06:00:00Z`, DISK, node, 2, `${at}.csv`),
    );
    expect(told(daily)).toEqual(["HV01", "HV02", "HV01", "HV02", "HV01", "HV02"].map((node) => `${node} certain`));
  });

  test("may be moved on within a minute, once", () => {
    expect(told([...list("a.csv", "HV01 . HV01"), ...list("a.csv", "HV02", "01")])).toEqual([
      "HV01 certain",
      "HV02 certain",
      "HV01 certain",
    ]);
  });
});
