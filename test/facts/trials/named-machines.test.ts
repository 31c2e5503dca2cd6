import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import { vendorEvent, vssImportFailed } from "../../evidence/build-evidence.ts";
import { unnamed } from "../../evidence/known-failures.ts";
import { at, placement, proofs, sessions, shown, type TrialsGiven, trialsOf } from "./build-trials.ts";

/** A failed import with the vendor's report beside it. */
function failed(clock: string, words: string, recordId = 7): readonly EventEvidence[] {
  const time = `2026-09-10T${clock}:00Z`;
  return [
    vssImportFailed({ time, recordId, data: unnamed("ImportSnapshots", "0x8004230f") }),
    vendorEvent({ time, recordId: recordId - 1, data: [{ value: words }] }),
  ];
}

const OWNERS = {
  "Disk 1": [
    ["00:00", "HV01"],
    ["21:30", "HV06"],
  ],
  "Disk 2": [["00:00", "HV02"]],
} as const;

function told(given: TrialsGiven): readonly string[] {
  const { trials, leftOut } = trialsOf({ owners: OWNERS, ...given });
  return [...trials.map(shown), ...leftOut.map(({ code, count }) => `${code} ${count}`)];
}

describe("a failed import that names only a machine, without any list of attempts", () => {
  const placed = { placement: [placement("Exchange", "Disk 1", { host: "HV09" })] };

  test("is an attempt on the machine's volume, by whoever owned that then", () => {
    const events = [...failed("21:03", "EXCHANGE is in use"), ...failed("22:03", "EXCHANGE-01 'Exchange'", 17)];
    expect(told({ exports: placed, events })).toEqual([
      "21:03-21:03 failed Disk 1@HV01 by PROXY01",
      "22:03-22:03 failed Disk 1@HV06 by PROXY01",
    ]);
  });

  test("tells the machine, its host, and the records that prove it", () => {
    const { trials } = trialsOf({ owners: OWNERS, exports: placed, events: failed("21:03", "exchange is in use") });
    expect(trials.map((trial) => [trial.vms, trial.vmHosts, proofs(trial)])).toEqual([
      [["Exchange"], ["HV09"], ["event 7", "event 6"]],
    ]);
  });

  test("is one on all volumes of a machine that has several, as a session of it is", () => {
    const both = [placement("app-01", "Disk 1"), placement("app-01", "Disk 2", { line: 3 })];
    const session = sessions({ ran: "21:03-21:03", volume: null, vm: "app-01", result: "failed" });
    const expected = ["21:03-21:03 failed Disk 1@HV01+Disk 2@HV02 by PROXY01"];
    expect(told({ exports: { placement: both }, events: failed("21:03", "app-01 is in use") })).toEqual(expected);
    expect(told({ exports: { placement: both, sessions: session } })).toEqual(expected);
  });

  test("is one on the volume, where it names that too", () => {
    const both = [placement("app-01", "Disk 1"), placement("app-01", "Disk 2", { line: 3 })];
    const events = failed("21:03", 'app-01 on "Disk 2"');
    expect(told({ exports: { placement: both }, events })).toEqual(["21:03-21:03 failed Disk 2@HV02 by PROXY01"]);
  });

  test("is one on the volume alone, where that bears the machine's name", () => {
    const owners = { ...OWNERS, "app-01": [["00:00", "HV07"]] } as const;
    const exports = { placement: [placement("app-01", "Disk 2")] };
    const { trials } = trialsOf({ owners, exports, events: failed("21:03", "app-01 is in use") });
    expect(trials.map((trial) => [shown(trial), trial.vms])).toEqual([
      ["21:03-21:03 failed app-01@HV07 by PROXY01", []],
    ]);
  });

  test("is one on the volume where its machine lay then", () => {
    const moved = [
      placement("app-01", "Disk 1", { time: at("20:00") }),
      placement("app-01", "Disk 2", { time: at("21:30"), line: 3 }),
    ];
    const told = ["21:03", "22:03"].map((clock) =>
      trialsOf({ owners: OWNERS, exports: { placement: moved }, events: failed(clock, "app-01 in use") }).trials.map(
        shown,
      ),
    );
    expect(told).toEqual([
      ["21:03-21:03 failed Disk 1@HV01 by PROXY01"],
      ["22:03-22:03 failed Disk 2@HV02 by PROXY01"],
    ]);
  });

  test("tells its machines in order, each by the first of its spellings", () => {
    const of = (placed: string, listed: string): readonly unknown[] => {
      const exports = {
        placement: [placement("web-01", "Disk 1"), placement(placed, "Disk 1", { line: 3 })],
        sessions: sessions({ ran: "10:00-10:05", vm: listed }),
      };
      const { trials } = trialsOf({ owners: OWNERS, exports, events: failed("21:03", "web-01 and app-01 are in use") });
      return trials.filter(({ isFailed }) => isFailed).map(({ vms }) => vms);
    };
    expect(of("app-01", "APP-01")).toEqual([["APP-01", "web-01"]]);
    expect(of("APP-01", "app-01")).toEqual([["APP-01", "web-01"]]);
  });

  test("is nobody's, where no export has the machine, or its name is a word of the text", () => {
    expect(told({ exports: placed, events: failed("21:03", "app-07 is in use") })).toEqual([
      "failure-without-attempt 1",
    ]);
    const server = { placement: [placement("Server", "Disk 1")] };
    expect(told({ exports: server, events: failed("21:03", "mounted to a different server, LUN 6000EX51A9") })).toEqual(
      ["failure-without-attempt 1"],
    );
  });
});

describe("with a list of attempts", () => {
  test("that names volumes only, it goes to the attempt on the machine's volume", () => {
    const exports = {
      placement: [placement("app-01", "Disk 2")],
      sessions: sessions(
        { ran: "21:00-21:10", result: "failed" },
        { ran: "21:00-21:10", result: "failed", volume: "Disk 2" },
      ),
    };
    const { trials, leftOut } = trialsOf({ owners: OWNERS, exports, events: failed("21:03", "app-01 is in use") });
    expect(trials.map(proofs)).toEqual([["sessions.csv 2"], ["sessions.csv 3", "event 7", "event 6"]]);
    expect(leftOut).toEqual([]);
  });

  test("of another machine it is none of that one's", () => {
    const exports = {
      placement: [placement("app-01", "Disk 2")],
      sessions: sessions({ ran: "21:00-21:10", result: "failed", vm: "app-02" }),
    };
    expect(told({ exports, events: failed("21:03", "app-01 is in use") })).toEqual([
      "21:00-21:10 failed Disk 1@HV01 by PROXY01",
      "21:03-21:03 failed Disk 2@HV02 by PROXY01",
    ]);
  });

  test("it goes to the attempt of its machine, however each spells that", () => {
    const exports = {
      sessions: sessions(
        { ran: "21:00-21:10", result: "failed", vm: "APP-01" },
        { ran: "21:00-21:10", result: "failed", vm: "APP-02", volume: "Disk 2" },
      ),
    };
    const { trials } = trialsOf({ owners: OWNERS, exports, events: failed("21:03", "app-02 is in use") });
    expect(trials.map(proofs)).toEqual([["sessions.csv 2"], ["sessions.csv 3", "event 7", "event 6"]]);
  });

  test("a short name of letters alone is one", () => {
    const exports = {
      sessions: sessions(
        { ran: "21:00-21:10", result: "failed", vm: "mail" },
        { ran: "21:00-21:10", result: "failed", vm: "web", volume: "Disk 2" },
      ),
    };
    const { trials } = trialsOf({ owners: OWNERS, exports, events: failed("21:03", "LUN 6000EX51A9 of Mail in use") });
    expect(trials.map(proofs)).toEqual([["sessions.csv 2", "event 7", "event 6"], ["sessions.csv 3"]]);
  });
});
