import { describe, expect, test } from "vitest";
import { type EventEvidence, type LogEvidence, worthFor } from "../../src/evidence/index.ts";
import { deriveFacts, needsOf, type OperatingSystems } from "../../src/facts/index.ts";
import { clusterVersionEvent, eventLog6009, kernelGeneral12, user32Restart } from "../evidence/booted-hosts.ts";
import { countedLog, evidenceOf, ticks } from "../evidence/build-evidence.ts";
import { eventLog6011 } from "../evidence/renamed-hosts.ts";

function operatingSystemsOf(events: readonly EventEvidence[]): OperatingSystems {
  return deriveFacts(evidenceOf(events)).operatingSystems;
}

const OLD = "Windows.old/System.evtx";
const NEW = "System.evtx";

const lastOn9600 = eventLog6009({ build: "9600", time: "2025-05-20T08:00:00Z", recordId: 800, file: OLD });
const upgradeRestart = user32Restart({ code: "0x80020003", time: "2025-05-24T09:00:00Z", recordId: 900, file: OLD });
const firstOn14393 = kernelGeneral12({ build: "14393", time: "2025-05-24T09:40:00Z", recordId: 1, file: NEW });

describe("a host that boots a higher build than before", () => {
  test("was upgraded between the last boot on the one and the first on the other, over both its logs", () => {
    const events = [
      eventLog6009({ build: "9600", time: "2025-05-01T08:00:00Z", recordId: 10, file: OLD }),
      lastOn9600,
      upgradeRestart,
      firstOn14393,
      eventLog6009({ build: "14393", time: "2025-05-24T09:40:30Z", recordId: 4, file: NEW }),
    ];
    expect(operatingSystemsOf(events)).toEqual({
      changes: [
        {
          host: "HV08",
          from: 9600,
          to: 14393,
          lastBefore: lastOn9600,
          firstAfter: firstOn14393,
          restart: upgradeRestart,
          clusterEvents: [],
        },
      ],
      begun: [],
      rejoined: [],
    });
  });

  test.each([
    ["another reason", "0x80020010"],
    ["a reason that is no code", "Betriebssystem: Upgrade (geplant)"],
    ["the code in a sentence", "Grund 0x80020003"],
  ])("was upgraded or reinstalled when the restart between them gives %s", (_, code) => {
    const { changes } = operatingSystemsOf([
      lastOn9600,
      user32Restart({ code, time: "2025-05-24T09:00:00Z", recordId: 900, file: OLD }),
      firstOn14393,
    ]);
    expect(changes.map(({ from, to, restart }) => [from, to, restart])).toEqual([[9600, 14393, null]]);
  });

  test("is not decided by the restart that ends every set-up, after the first boot", () => {
    const afterwards = user32Restart({ code: "0x80020003", time: "2025-05-24T09:41:00Z", recordId: 9, file: NEW });
    expect(operatingSystemsOf([lastOn9600, firstOn14393, afterwards]).changes).toMatchObject([{ restart: null }]);
  });

  test("may be upgraded twice", () => {
    const { changes } = operatingSystemsOf([
      lastOn9600,
      firstOn14393,
      eventLog6009({ build: "17763", time: "2025-06-10T10:00:00Z", recordId: 1, file: "later/System.evtx" }),
    ]);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      [9600, 14393],
      [14393, 17763],
    ]);
  });

  test("is joined over a change of its name", () => {
    const renamed = eventLog6011({ time: "2025-05-24T12:00:00Z", computer: "HV08", from: "HVNEW08", to: "HV08" });
    const before = eventLog6009({ build: "9600", time: "2025-05-20T08:00:00Z", computer: "HVNEW08.corp.example" });
    const after = eventLog6009({ build: "14393", time: "2025-06-24T12:00:00Z", computer: "HV08.corp.example" });
    expect(operatingSystemsOf([renamed, before, after]).changes).toMatchObject([{ host: "HV08", from: 9600 }]);
  });

  test("has what its cluster logged of it within a week beside it, the first of each kind", () => {
    const updated = clusterVersionEvent({ nodes: ["HV08"], time: "2025-05-24T10:00:00Z" });
    const met = clusterVersionEvent({ nodes: ["HV01", "hv08"], time: "2025-05-24T10:01:00Z", computer: "HV01" });
    const others = [
      clusterVersionEvent({ nodes: ["HV01", "HV08"], time: "2025-05-24T10:02:00Z", computer: "HV02" }),
      clusterVersionEvent({ nodes: ["HV01"], time: "2025-05-24T10:00:00Z", computer: "HV01" }),
      clusterVersionEvent({ nodes: ["HV08"], time: "2025-05-20T10:00:00Z" }),
    ];
    const late = clusterVersionEvent({ nodes: ["HV08"], time: "2025-06-24T10:00:00Z" });
    const { changes } = operatingSystemsOf([lastOn9600, firstOn14393, updated, met, ...others, late]);
    expect(changes.map(({ clusterEvents }) => clusterEvents)).toEqual([[updated, met]]);
    expect(operatingSystemsOf([lastOn9600, firstOn14393, late]).changes[0]?.clusterEvents).toEqual([]);
  });
});

describe("a host that was not upgraded", () => {
  test("boots the same build with another revision after a monthly update", () => {
    const events = [
      kernelGeneral12({ build: "14393", revision: "693", time: "2025-05-01T08:00:00Z", recordId: 1 }),
      user32Restart({ code: "0x80020010", time: "2025-05-14T07:55:00Z", recordId: 2 }),
      kernelGeneral12({ build: "14393", revision: "2273", time: "2025-05-14T08:00:00Z", recordId: 3 }),
    ];
    expect(operatingSystemsOf(events)).toEqual({ changes: [], begun: [], rejoined: [] });
  });

  test("is another host with another build", () => {
    const events = [
      eventLog6009({ build: "9600", time: "2025-05-01T08:00:00Z", computer: "HV01" }),
      eventLog6009({ build: "14393", time: "2025-05-02T08:00:00Z", computer: "HV02" }),
    ];
    expect(operatingSystemsOf(events).changes).toEqual([]);
  });

  test("has records of a boot that show no build", () => {
    const events = ["", "26.100", "ninety-six hundred"].map((build, index) =>
      eventLog6009({ build, time: "2025-05-02T08:00:00Z", recordId: index + 2 }),
    );
    expect(
      operatingSystemsOf([eventLog6009({ build: "9600", time: "2025-05-01T08:00:00Z" }), ...events]).changes,
    ).toEqual([]);
  });

  test("booted once with a clock that was years back", () => {
    const events = [
      eventLog6009({ build: "9600", time: "2025-05-01T08:00:00Z", recordId: 1 }),
      eventLog6009({ build: "14393", time: "2025-05-24T09:40:30Z", recordId: 100 }),
      eventLog6009({ build: "14393", time: "2012-01-01T00:00:30Z", recordId: 200 }),
      eventLog6009({ build: "14393", time: "2025-06-02T00:00:30Z", recordId: 300 }),
      eventLog6009({ build: "17763", time: "1601-01-01T00:00:30Z", recordId: 400 }),
    ];
    expect(operatingSystemsOf(events).changes.map(({ from, to }) => [from, to])).toEqual([[9600, 14393]]);
  });
});

test("a host that boots a lower build than before went back to it", () => {
  const back = eventLog6009({ build: "9600", time: "2025-05-25T08:00:00Z", recordId: 90, file: NEW });
  expect(operatingSystemsOf([lastOn9600, firstOn14393, back]).changes.map(({ from, to }) => [from, to])).toEqual([
    [9600, 14393],
    [14393, 9600],
  ]);
});

describe("a log beside others that hold a part of it", () => {
  /** Boots of one log: ids and times rise, but for a clock that stood back; the fifth is another build's first. */
  const boots = (file: string, numbers: readonly number[], life: "old" | "new" = "old"): readonly EventEvidence[] =>
    numbers.map((number) =>
      eventLog6009({
        build: number < 5 ? "9600" : "14393",
        recordId: life === "old" ? number * 100 : number,
        time: number === 7 ? "2012-01-01T00:00:00Z" : `2025-05-${number + 10}T08:00:00Z`,
        file,
      }),
    );
  const changesOf = (events: readonly EventEvidence[], logs: readonly LogEvidence[] = []): readonly unknown[] =>
    deriveFacts(evidenceOf(events, logs)).operatingSystems.changes.map(({ from, to, firstAfter }) => [
      from,
      to,
      firstAfter.recordId,
    ]);
  const whole = [1, 2, 3, 4, 5, 6, 8];

  test.each([
    ["its beginning", [1, 2]],
    ["its middle", [3, 4, 5]],
    ["its end", [6, 8]],
    ["single records of it", [2, 5, 8]],
  ])("shows the same changes beside %s, whichever path comes first", (_, some) => {
    for (const part of ["a-part/System.evtx", "z-part/System.evtx"]) {
      expect(changesOf([...boots("host/System.evtx", whole), ...boots(part, some)])).toEqual([[9600, 14393, 500n]]);
    }
  });

  test("shows the same changes when a clock stood years back at a boot that both hold", () => {
    const leap = [
      { ids: [100, 699], from: "2025-05-11T08:00:00Z", to: "2025-05-16T12:00:00Z" },
      { ids: [700, 700], from: "2012-01-01T00:00:00Z", to: "2012-01-01T00:00:00Z" },
      { ids: [701, 900], from: "2025-05-18T08:00:00Z", to: "2025-05-20T00:00:00Z" },
    ] as const;
    for (const part of ["a-part/System.evtx", "z-part/System.evtx"]) {
      const logs = [
        countedLog("HV08", "System", leap, { path: "host/System.evtx" }),
        countedLog("HV08", "System", [leap[1]], { path: part }),
      ];
      const events = [...boots("host/System.evtx", [...whole, 7]), ...boots(part, [7])];
      expect(changesOf(events, logs)).toEqual([[9600, 14393, 500n]]);
    }
  });

  test("keeps two lives apart, each beside a part of it, though the second one's clock began hours back", () => {
    const [old, next] = [
      [1, 2, 3, 4],
      [5, 6, 8],
    ] as const;
    const first = eventLog6009({ build: "14393", recordId: 1, time: "2025-05-14T02:00:00Z", file: "host/System.evtx" });
    for (const [oldPart, nextPart] of [
      ["a-part/System.evtx", "b-part/System.evtx"],
      ["b-part/System.evtx", "a-part/System.evtx"],
      ["y-part/System.evtx", "z-part/System.evtx"],
    ] as const) {
      const events = [
        ...boots("host/Windows.old/System.evtx", old),
        ...boots(oldPart, [2, 3]),
        first,
        ...boots("host/System.evtx", next, "new"),
        ...boots(nextPart, [6], "new"),
      ];
      expect(changesOf(events)).toEqual([[9600, 14393, 1n]]);
    }
  });
});

describe("a host whose log begins with the set-up of its Windows", () => {
  const restart = user32Restart({ code: "0x80020003", time: "2025-05-24T09:52:00Z", recordId: 60, file: NEW });

  test("was upgraded in place by then, when it had a domain at its first boot already", () => {
    expect(operatingSystemsOf([firstOn14393, restart])).toEqual({
      changes: [],
      begun: [{ host: "HV08", build: 14393, firstBoot: firstOn14393, restart, clusterEvents: [] }],
      rejoined: [],
    });
  });

  test("is new when it had none", () => {
    const boot = kernelGeneral12({ build: "14393", time: "2025-05-24T09:40:00Z", computer: "WIN-ABC" });
    expect(operatingSystemsOf([boot, { ...restart, computer: "WIN-ABC" }]).begun).toEqual([]);
  });

  test("is not told by an upgrade's restart more than a day later", () => {
    expect(operatingSystemsOf([firstOn14393, { ...restart, time: ticks("2025-05-25T09:40:01Z") }]).begun).toEqual([]);
  });
});

describe("a host whose old log is missing", () => {
  const updated = clusterVersionEvent({ nodes: ["HV08"], time: "2025-05-24T10:00:00Z" });
  const met = clusterVersionEvent({ nodes: ["HV01", "HV08"], time: "2025-05-24T09:59:00Z", computer: "HV01" });

  test("was upgraded or installed again when its log is new and its cluster then found its software updated", () => {
    expect(operatingSystemsOf([firstOn14393, met, updated])).toEqual({
      changes: [],
      begun: [],
      rejoined: [{ host: "HV08", build: 14393, firstBoot: firstOn14393, updated, clusterEvents: [met, updated] }],
    });
  });

  test.each([
    ["its log is merely short", [{ ...firstOn14393, recordId: 51n }, updated]],
    ["its cluster only met another version", [firstOn14393, met]],
    ["1549 names another node", [firstOn14393, clusterVersionEvent({ nodes: ["HV01"], time: "2025-05-24T10:00:00Z" })]],
    ["1549 came before the boot", [firstOn14393, { ...updated, time: ticks("2025-05-24T09:39:59Z") }]],
    ["1549 came more than a week later", [firstOn14393, { ...updated, time: ticks("2025-05-31T09:40:01Z") }]],
    ["nothing shows a boot", [updated]],
  ])("claims nothing when %s", (_, events) => {
    expect(operatingSystemsOf(events)).toEqual({ changes: [], begun: [], rejoined: [] });
  });

  test("counts once, as upgraded, when the set-up under its full name shows that much", () => {
    const restart = user32Restart({ code: "0x80020003", time: "2025-05-24T09:52:00Z", recordId: 60, file: NEW });
    const { begun, rejoined } = operatingSystemsOf([firstOn14393, restart, updated]);
    expect([begun.length, rejoined.length]).toEqual([1, 0]);
  });
});

test("of restarts only those with the code of an upgrade are worth keeping", () => {
  const isWorth = worthFor(needsOf(["operatingSystems"]));
  const codes = ["0x80020003", "0x80020010", "0x500ff", ""];
  expect(codes.filter((code) => isWorth(user32Restart({ code, time: "2025-05-24T09:00:00Z" })))).toEqual([
    "0x80020003",
  ]);
});
