import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { auditedSnapshot, setId } from "../../evidence/audited-snapshots.ts";
import { vssImportFailed } from "../../evidence/build-evidence.ts";
import { unnamed } from "../../evidence/known-failures.ts";
import { at, placement, proofs, sessions, shown, trialsOf } from "./build-trials.ts";

const VOLUME = "\\\\?\\Volume{11111111-2222-3333-4444-555555555555}\\";
const MINUTE = 600_000_000n;
const HOUR = 60n * MINUTE;
const OTHER = "\\\\?\\Volume{99999999-2222-3333-4444-555555555555}\\";

/** `clock` shows what the proxy's clock does. */
function importFailed(clock: string, words = ""): EventEvidence {
  return vssImportFailed({
    time: filetimeToIso(at(clock)),
    recordId: 90,
    data: unnamed("{9f3ab7c4-1d26-4e8a-8a51-6b0c2f9d7e10}", "ImportSnapshots", "0x8004230f", words),
  });
}

/** A set that HV05 made at this time, and that a proxy imported half a minute later, by a clock that is off by so much. */
function imported(made: string, number: number, off: bigint, volume: string = OTHER): readonly EventEvidence[] {
  const set = setId(number);
  const time = filetimeToIso(at(made));
  const later = filetimeToIso(at(made) + MINUTE / 2n + off);
  return [
    auditedSnapshot({ eventId: 8222, time, computer: "HV05", set, volume, recordId: number }),
    auditedSnapshot({
      ...{ eventId: 8223, time: later, computer: "PROXY01", set, volume, recordId: number },
      machine: "HV05",
    }),
  ];
}

/** Three of another volume tell what the proxy's clock shows. */
function clockOff(off: bigint): readonly EventEvidence[] {
  return ["10:00", "11:00", "12:00"].flatMap((made, number) => imported(made, number, off));
}

const MOVES = {
  "Disk 1": [
    ["00:00", "HV01"],
    ["21:30", "HV06"],
  ],
  "Disk 9": [["00:00", "HV05"]],
} as const;
const NAMES = { [VOLUME]: "Disk 1", [OTHER]: "Disk 9" };
const given = { owners: MOVES, names: NAMES, toleranceMinutes: 2 } as const;

function ofDisk1(events: readonly EventEvidence[], exports: Parameters<typeof trialsOf>[0]["exports"] = {}): unknown {
  const { trials, leftOut } = trialsOf({ ...given, events, exports });
  return [
    ...trials.map(shown).filter((words) => words.includes("Disk 1")),
    ...leftOut.map(({ code, count }) => `${code} ${count}`),
  ];
}

describe.each([
  ["ahead", HOUR, { "22:03": "moved(HV01,HV06)", "23:05": "HV06" }],
  ["behind", -HOUR, { "20:03": "HV01", "21:05": "moved(HV01,HV06)" }],
])("a proxy whose clock is an hour %s", (_way, off, ownersByClock: Readonly<Record<string, string>>) => {
  // What it showed at 21:03 and at 22:05, before and after the move of 21:30.
  const [earlier = "", later = ""] = Object.keys(ownersByClock);

  test("has the right owner of a set whose creation its host logged", () => {
    expect(ofDisk1([...clockOff(off), ...imported("21:03", 8, off, VOLUME)])).toEqual([
      "21:03-21:03 passed Disk 1@HV01 by PROXY01",
    ]);
    expect(ofDisk1([...clockOff(off), ...imported("22:05", 8, off, VOLUME)])).toEqual([
      "22:05-22:05 passed Disk 1@HV06 by PROXY01",
    ]);
  });

  test("blames the right owner, or neither, of a failure that names the volume", () => {
    const failure = (clock: string): EventEvidence => importFailed(clock, "C:\\ClusterStorage\\Volume1");
    const names = { ...NAMES, "C:\\ClusterStorage\\Volume1": "Disk 1" };
    for (const clock of [earlier, later]) {
      const { trials } = trialsOf({ ...given, names, events: [...clockOff(off), failure(clock)] });
      expect(trials.map(shown).filter((words) => words.includes("Disk 1"))).toEqual([
        `${clock}-${clock} failed Disk 1@${ownersByClock[clock] ?? ""} by PROXY01`,
      ]);
    }
  });

  test("blames neither owner of attempts that lists may tell by the same clock", () => {
    const events = clockOff(off);
    const exports = {
      sessions: sessions({ ran: "16:00-16:05" }, { ran: "21:00-21:05", result: "failed" }, { ran: "22:40-22:45" }),
    };
    expect(ofDisk1(events, exports)).toEqual([
      "16:00-16:05 passed Disk 1@HV01 by PROXY01",
      "21:00-21:05 failed Disk 1@moved(HV01,HV06) by PROXY01",
      "22:40-22:45 passed Disk 1@HV06 by PROXY01",
    ]);
    const byAnother = { sessions: sessions({ ran: "21:00-21:05", result: "failed", proxy: "PROXY02" }) };
    expect(ofDisk1(events, byAnother)).toEqual(["21:00-21:05 failed Disk 1@moved(HV01,HV06) by PROXY02"]);
  });

  test("joins its failures with the one attempt that ran an hour from them", () => {
    const exports = { sessions: sessions({ ran: "21:00-21:05", result: "failed" }) };
    const { trials, leftOut } = trialsOf({ ...given, events: [...clockOff(off), importFailed(earlier)], exports });
    expect(trials.map(proofs)).toContainEqual(["sessions.csv 2", "event 90"]);
    expect(leftOut).toEqual([]);
  });

  test("joins them with none of several", () => {
    const exports = {
      sessions: sessions({ ran: "21:00-21:05", result: "failed" }, { ran: "21:02-21:04", result: "failed" }),
    };
    expect(ofDisk1([...clockOff(off), importFailed(earlier)], exports)).toContain("ambiguous-failure 1");
  });
});

test("an hour ahead, the owner is whose the volume was when its host made the snapshot that a list names", () => {
  const events = [...clockOff(HOUR), ...imported("21:03", 8, HOUR, VOLUME)];
  const exports = { sessions: sessions({ ran: "22:00-22:05", snapshot: setId(8) }) };
  expect(ofDisk1(events, exports)).toEqual(["22:00-22:05 passed Disk 1@HV01 by PROXY01"]);
});

describe("a proxy whose clock is a month off", () => {
  const events = clockOff(-720n * HOUR);

  test("joins nothing by time, and says so", () => {
    const exports = { sessions: sessions({ ran: "21:00-21:05", result: "failed", vm: "app-01" }) };
    expect(ofDisk1([...events, importFailed("21:03", "app-01")], exports)).toContain("failure-at-unknown-time 1");
  });

  test("still joins failures by their snapshot set", () => {
    const exports = { sessions: sessions({ ran: "21:00-21:05", result: "failed", snapshot: setId(8) }) };
    const { trials } = trialsOf({ ...given, exports, events: [...events, importFailed("03:00", setId(8))] });
    expect(trials.map(proofs)).toContainEqual(["sessions.csv 2", "event 90"]);
  });

  test("widens nothing for attempts of other proxies", () => {
    const exports = {
      sessions: sessions({ ran: "21:00-21:05", proxy: "PROXY02" }),
      placement: [placement("app-01", "Disk 1")],
    };
    expect(ofDisk1(events, exports)).toEqual(["21:00-21:05 passed Disk 1@HV01 by PROXY02"]);
  });
});
