import { describe, expect, test } from "vitest";
import type { BackupSession } from "../../../src/evidence/index.ts";
import { at, placement, proofs, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const MOVED_AT_2130 = {
  "Disk 1": [
    ["00:00", "HV01"],
    ["21:30", "HV02"],
  ],
} as const;

function shownTrials(rows: readonly SessionGiven[], more: Parameters<typeof trialsOf>[0] = {}): readonly string[] {
  return trialsOf({ exports: { sessions: sessions(...rows) }, ...more }).trials.map(shown);
}

describe("a row of a backup product's list is a trial of its volume's owner", () => {
  test("a warning counts as success", () => {
    expect(
      shownTrials([
        { ran: "21:00-21:05", result: "success" },
        { ran: "22:00-22:05", result: "warning" },
        { ran: "23:00-23:05", result: "failed" },
      ]),
    ).toEqual([
      "21:00-21:05 passed Disk 1@HV01 by PROXY01",
      "22:00-22:05 passed Disk 1@HV01 by PROXY01",
      "23:00-23:05 failed Disk 1@HV01 by PROXY01",
    ]);
  });

  test("one during which the owner changed names both and is none's", () => {
    expect(shownTrials([{ ran: "21:20-21:40" }], { owners: MOVED_AT_2130 })).toEqual([
      "21:20-21:40 passed Disk 1@moved(HV01,HV02) by PROXY01",
    ]);
  });

  test("a volume whose owner nothing tells is still a trial of the volume", () => {
    expect(shownTrials([{ ran: "21:00-21:05", volume: "Disk 9" }])).toEqual(["21:00-21:05 passed Disk 9@? by PROXY01"]);
  });

  test("a volume that nothing maps has one name, however it is spelt", () => {
    expect(
      shownTrials([
        { ran: "21:00-21:05", volume: "disk 9" },
        { ran: "22:00-22:05", volume: "DISK 9 " },
      ]),
    ).toEqual(["21:00-21:05 passed DISK 9@? by PROXY01", "22:00-22:05 passed DISK 9@? by PROXY01"]);
  });

  test("a local time that occurs twice may be an hour later: a move within that hour is inside", () => {
    expect(shownTrials([{ ran: "20:40-20:50", isTimeAmbiguous: true }], { owners: MOVED_AT_2130 })).toEqual([
      "20:40-20:50 passed Disk 1@moved(HV01,HV02) by PROXY01",
    ]);
  });

  test("the order of the rows changes nothing", () => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", result: "failed" },
      { ran: "21:00-21:05", volume: "Disk 9" },
      { ran: "20:00-20:05", proxy: "PROXY02" },
    ];
    const given = sessions(...rows);
    const orders = [given, [...given].reverse()];
    const [first, second] = orders.map((order) => trialsOf({ exports: { sessions: order } }));
    expect(second?.trials.map(shown)).toEqual(first?.trials.map(shown));
    expect(second?.trials.map(proofs)).toEqual(first?.trials.map(proofs));
  });
});

describe("attempts that differ only in the host of the machine, or in the run", () => {
  test.each([
    [{ host: "HV01" }, { host: "HV02" }],
    [{ run: "1" }, { run: "2" }],
  ] as const)("are two: %j and %j", (one, other) => {
    const ran = "21:00-21:05";
    const orders = [
      [
        { ran, ...one },
        { ran, ...other },
      ],
      [
        { ran, ...other },
        { ran, ...one },
      ],
    ];
    const [first, second] = orders.map((rows) => trialsOf({ exports: { sessions: sessions(...rows) } }).trials);
    expect(first?.map(shown)).toEqual([
      "21:00-21:05 passed Disk 1@HV01 by PROXY01",
      "21:00-21:05 passed Disk 1@HV01 by PROXY01",
    ]);
    expect(second?.map(({ vmHosts }) => vmHosts)).toEqual(first?.map(({ vmHosts }) => vmHosts));
  });
});

describe("rows of one snapshot are one trial", () => {
  test("failed only if all of them failed; its proof is all rows", () => {
    const snapshot = "{D9881313-D0F6-936A-5FD6-00382959A761}";
    const { trials } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:05", vm: "app", result: "failed", snapshot },
          { ran: "21:00-21:09", vm: "sql", result: "success", snapshot: "d9881313-d0f6-936a-5fd6-00382959a761" },
          { ran: "22:00-22:05", vm: "app", result: "failed", snapshot: "2" },
          { ran: "22:00-22:05", vm: "sql", result: "failed", snapshot: "2" },
        ),
      },
    });
    expect(trials.map(shown)).toEqual([
      "21:00-21:09 passed Disk 1@HV01 by PROXY01",
      "22:00-22:05 failed Disk 1@HV01 by PROXY01",
    ]);
    expect(trials.map(proofs)).toEqual([
      ["sessions.csv 2", "sessions.csv 3"],
      ["sessions.csv 4", "sessions.csv 5"],
    ]);
    expect(trials.map(({ vms }) => vms)).toEqual([
      ["app", "sql"],
      ["app", "sql"],
    ]);
  });

  test("of which one may be an hour later: a move within that hour is inside", () => {
    const set = { ran: "20:40-20:50", snapshot: "s" } as const;
    expect(
      shownTrials(
        [
          { ...set, vm: "app" },
          { ...set, vm: "sql", isTimeAmbiguous: true },
        ],
        { owners: MOVED_AT_2130 },
      ),
    ).toEqual(["20:40-20:50 passed Disk 1@moved(HV01,HV02) by PROXY01"]);
  });

  test("with the machines in order of their names, without blanks around these, from the first begin to the last end", () => {
    const set = { snapshot: "s", volume: "Disk 1" } as const;
    const { trials, leftOut } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:20", vm: " web ", result: "failed", ...set },
          { ran: "21:01-21:05", vm: "app", result: "failed", ...set },
        ),
      },
    });
    expect(trials.map(shown)).toEqual(["21:00-21:20 failed Disk 1@HV01 by PROXY01"]);
    expect(trials.map(({ vms }) => vms)).toEqual([["app", "web"]]);
    expect(leftOut).toEqual([]);
  });

  test("of two volumes that ended one after the other it ended with the second", () => {
    const owners = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
    const set = { snapshot: "s", result: "failed" } as const;
    const rows = [
      { ...set, ran: "21:00-21:05" },
      { ...set, ran: "21:00-21:09", volume: "Disk 2" },
    ];
    expect(shownTrials(rows, { owners })).toEqual(["21:00-21:09 failed Disk 1@HV01+Disk 2@HV02 by PROXY01"]);
  });

  test("rows that failed in one that passed are counted: they speak for nobody, and are not nothing", () => {
    const { trials, leftOut } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:05", vm: "app", result: "failed", snapshot: "s" },
          { ran: "21:00-21:05", vm: "sql", result: "failed", snapshot: "s" },
          { ran: "21:00-21:05", vm: "web", result: "success", snapshot: "s" },
        ),
      },
    });
    expect(trials.map(shown)).toEqual(["21:00-21:05 passed Disk 1@HV01 by PROXY01"]);
    expect(leftOut).toMatchObject([{ code: "failed-within-snapshot", count: 2 }]);
  });

  test("a set of several volumes is one trial of all their owners", () => {
    const owners = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
    expect(
      shownTrials(
        [
          { ran: "21:00-21:05", volume: "Disk 2", result: "failed", snapshot: "s" },
          { ran: "21:00-21:05", volume: "Disk 1", result: "failed", snapshot: "s" },
        ],
        { owners },
      ),
    ).toEqual(["21:00-21:05 failed Disk 1@HV01+Disk 2@HV02 by PROXY01"]);
  });

  test("a set of three volumes has three owners", () => {
    const owners = {
      "Disk 1": [["00:00", "HV01"]],
      "Disk 2": [["00:00", "HV02"]],
      "Disk 3": [["00:00", "HV03"]],
    } as const;
    const rows = ["Disk 1", "Disk 2", "Disk 3"].map((volume) => ({ ran: "21:00-21:05", volume, snapshot: "s" }));
    expect(shownTrials(rows, { owners })).toEqual([
      "21:00-21:05 passed Disk 1@HV01+Disk 2@HV02+Disk 3@HV03 by PROXY01",
    ]);
  });

  describe("whatever their order", () => {
    const inEveryOrder = (one: SessionGiven, other: SessionGiven): readonly (readonly SessionGiven[])[] => [
      [one, other],
      [other, one],
    ];
    const set = { ran: "21:00-21:05", snapshot: "s" } as const;

    test.each(inEveryOrder({ ...set, proxy: "PROXY01" }, { ...set, proxy: "PROXY02" }))(
      "they have no proxy where they name several",
      (...rows) => {
        expect(shownTrials(rows)).toEqual(["21:00-21:05 passed Disk 1@HV01 by null"]);
      },
    );

    test.each(inEveryOrder({ ...set, proxy: null }, { ...set, proxy: "proxy02.corp.example" }))(
      "they have the one proxy that some name",
      (...rows) => {
        expect(shownTrials(rows)).toEqual(["21:00-21:05 passed Disk 1@HV01 by PROXY02"]);
      },
    );

    test.each(inEveryOrder({ ...set, job: "Nightly" }, { ...set, job: "Weekly" }))(
      "they have no job where they name several",
      (...rows) => {
        expect(trialsOf({ exports: { sessions: sessions(...rows) } }).trials.map(({ job }) => job)).toEqual([null]);
      },
    );

    test.each(inEveryOrder({ ...set, volume: "Disk 1" }, { ...set, volume: "Disk 2" }))(
      "their proof stands in the order of what they say",
      (...rows) => {
        const { trials } = trialsOf({ exports: { sessions: sessions(...rows) } });
        const lineOf = (volume: string): string => `sessions.csv ${rows.findIndex((row) => row.volume === volume) + 2}`;
        expect(trials.map(proofs)).toEqual([[lineOf("Disk 1"), lineOf("Disk 2")]]);
      },
    );
  });

  test("the same number days later is another snapshot", () => {
    const [first, later] = sessions({ ran: "21:00-21:05", snapshot: "7" }, { ran: "21:00-21:05", snapshot: "7" });
    const days = 3n * 864_000_000_000n;
    const rows =
      first === undefined || later === undefined
        ? []
        : [first, { ...later, start: later.start + days, end: later.end + days }];
    expect(trialsOf({ exports: { sessions: rows } }).trials).toHaveLength(2);
  });
});

describe("a column of snapshots", () => {
  test.each(["00000000-0000-0000-0000-000000000000", "True", "n/a", "-", "0"])(
    "that holds %s tells of none",
    (snapshot) => {
      const rows: readonly SessionGiven[] = [
        { ran: "21:00-21:05", snapshot, result: "failed" },
        { ran: "22:00-22:05", snapshot },
      ];
      expect(shownTrials(rows)).toHaveLength(2);
    },
  );

  test("of volumes of which one failed and one did not tells of no whole: each is a trial", () => {
    const owners = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", volume: "Disk 2", result: "failed", snapshot: "s" },
      { ran: "21:00-21:05", volume: "Disk 1", snapshot: "s" },
    ];
    expect(shownTrials(rows, { owners })).toEqual([
      "21:00-21:05 passed Disk 1@HV01 by PROXY01",
      "21:00-21:05 failed Disk 2@HV02 by PROXY01",
    ]);
  });
});

describe("retries", () => {
  test("under the same owner are no second trial: what the first attempt met counts", () => {
    const { trials } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:05", result: "failed", isRetry: false },
          { ran: "21:15-21:20", result: "failed", isRetry: true },
          { ran: "21:30-21:35", result: "success", isRetry: true },
        ),
      },
    });
    expect(trials.map(shown)).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01 in 3 attempts"]);
    expect(trials.map(proofs)).toEqual([["sessions.csv 2", "sessions.csv 3"]]);
  });

  test("under another owner they are one", () => {
    expect(
      shownTrials(
        [
          { ran: "21:00-21:05", result: "failed", isRetry: false },
          { ran: "21:35-21:40", result: "success", isRetry: true },
        ],
        { owners: MOVED_AT_2130 },
      ),
    ).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01", "21:35-21:40 passed Disk 1@HV02 by PROXY01"]);
  });

  test.each([true, null])("told to be retries (%s) or not: through another proxy", (isRetry) => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", result: "failed", isRetry: isRetry === null ? null : false, vm: "Web" },
      { ran: "21:15-21:20", result: "success", isRetry, proxy: "PROXY02", job: "Other", vm: "WEB" },
    ];
    expect(shownTrials(rows)).toHaveLength(isRetry === null ? 2 : 1);
  });

  test("where nothing tells them, what another proxy does is a trial of its own", () => {
    const rows = ["PROXY01", "PROXY02"].map(
      (proxy, index): SessionGiven => ({ ran: `21:${index}0-21:${index}5`, result: "failed", proxy }),
    );
    expect(shownTrials(rows)).toHaveLength(2);
  });

  test("are of the same job, whatever blanks stand around its name", () => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", result: "failed" },
      { ran: "21:15-21:20", job: " Nightly " },
    ];
    expect(shownTrials(rows)).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01 in 2 attempts"]);
  });

  test("what began before the failed one ended ran beside it", () => {
    const beside = ["21:00-21:05", "21:00-21:06", "21:01-21:07", "21:02-21:08"].map(
      (ran): SessionGiven => ({ ran, result: "failed" }),
    );
    expect(shownTrials(beside)).toHaveLength(4);
  });

  test.each([
    ["begins as that ends", "21:05-21:10", 1],
    ["follows within half an hour", "21:30-21:40", 1],
    ["follows half an hour after its end", "21:35-21:40", 1],
    ["comes later", "21:36-21:40", 2],
  ])("where nothing tells them, an attempt after a failure is taken for one when it %s", (_, ran, count) => {
    expect(
      shownTrials([
        { ran: "21:00-21:05", result: "failed" },
        { ran, result: "failed" },
      ]),
    ).toHaveLength(count);
  });

  test("where nothing tells them, what follows on a success is a trial of its own", () => {
    expect(shownTrials([{ ran: "21:00-21:05" }, { ran: "21:10-21:15", result: "failed" }])).toHaveLength(2);
  });

  test("what is told to be one two days later is another night's trial", () => {
    const [first, later] = sessions(
      { ran: "21:00-21:05", result: "failed" },
      { ran: "21:00-21:05", result: "failed", isRetry: true },
    );
    const days = 2n * 864_000_000_000n;
    const rows =
      first === undefined || later === undefined
        ? []
        : [first, { ...later, start: later.start + days, end: later.end + days }];
    expect(trialsOf({ exports: { sessions: rows } }).trials).toHaveLength(2);
  });

  test("backups that fail every quarter of an hour all day are no endless chain of retries", () => {
    const rows = Array.from({ length: 20 }, (_, index): SessionGiven => {
      const hour = (10 + Math.floor(index / 4)).toString();
      const minute = ((index % 4) * 15).toString().padStart(2, "0");
      return { ran: `${hour}:${minute}-${hour}:${minute}`, result: "failed" };
    });
    expect(shownTrials(rows)).toHaveLength(4);
  });
});

describe("products that name machines", () => {
  test("are joined with volumes by the placement of the machine at that time; its host is kept", () => {
    const { trials, leftOut } = trialsOf({
      owners: { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] },
      exports: {
        sessions: sessions(
          { ran: "20:00-20:05", volume: null, vm: "APP" },
          { ran: "22:00-22:05", volume: null, vm: "app" },
          { ran: "23:00-23:05", volume: null, vm: "lost" },
        ),
        placement: [
          placement("app", "Disk 1", { time: at("19:00"), host: "HV09" }),
          placement("app", "Disk 2", { time: at("21:00"), host: "HV09" }),
        ],
      },
    });
    expect(trials.map(shown)).toEqual([
      "20:00-20:05 passed Disk 1@HV01 by PROXY01",
      "22:00-22:05 passed Disk 2@HV02 by PROXY01",
    ]);
    expect(trials.map(({ vmHosts }) => vmHosts)).toEqual([["HV09"], ["HV09"]]);
    expect(leftOut.map(({ code, count }) => [code, count])).toEqual([["machine-not-placed", 1]]);
  });

  test("the host that a row names is the machine's, and not the one of its placement", () => {
    const { trials } = trialsOf({
      exports: {
        sessions: sessions({ ran: "20:00-20:05", volume: null, vm: "app", host: "HV08" }),
        placement: [placement("app", "Disk 1", { host: "HV09" })],
      },
    });
    expect(trials.map(({ vmHosts }) => vmHosts)).toEqual([["HV08"]]);
  });

  test("a machine with disks on two volumes is a trial of both", () => {
    const owners = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
    expect(
      trialsOf({
        owners,
        exports: {
          sessions: sessions({ ran: "20:00-20:05", volume: null, vm: "app", result: "failed" }),
          placement: [placement("app", "Disk 2"), placement("app", "Disk 1")],
        },
      }).trials.map(shown),
    ).toEqual(["20:00-20:05 failed Disk 1@HV01+Disk 2@HV02 by PROXY01"]);
  });
});

describe("equal rows are one attempt told again", () => {
  const told = (rows: readonly BackupSession[], more: Parameters<typeof trialsOf>[0] = {}): readonly unknown[] => {
    const { trials, leftOut } = trialsOf({ exports: { sessions: rows }, ...more });
    return [trials.map(shown), leftOut.map(({ code, count }) => [code, count])];
  };
  const ONCE = ["21:00-21:05 passed Disk 1@HV01 by PROXY01"];
  const twice = sessions({ ran: "21:00-21:05" }, { ran: "21:00-21:05" });
  const again = twice.map((row) => ({ ...row, file: "again.csv", proxy: "proxy01.corp.example", host: "HV01" }));

  test("in one export", () => {
    expect(told(twice)).toEqual([ONCE, [["told-again", 1]]]);
  });

  test("in two, however they spell it, whichever tells more", () => {
    expect(told([...twice.slice(1), ...again.slice(1)])).toEqual([ONCE, [["told-again", 1]]]);
  });

  test("twice in each of two", () => {
    expect(told([...twice, ...again])).toEqual([ONCE, [["told-again", 3]]]);
  });

  test("in two, of which the one is proof whose name comes first, whatever file is read first", () => {
    const rows = [...twice.slice(0, 1), ...again.slice(0, 1)];
    for (const order of [rows, rows.toReversed()]) {
      expect(trialsOf({ exports: { sessions: order } }).trials.map(proofs)).toEqual([["again.csv 2"]]);
    }
  });

  test("in two, where only the case of the machine's name differs", () => {
    const [one, other] = sessions({ ran: "21:00-21:05", vm: "app" }, { ran: "21:00-21:05", vm: "APP " });
    if (one === undefined || other === undefined) throw new Error("no rows");
    expect(told([one, { ...other, file: "again.csv" }])).toEqual([ONCE, [["told-again", 1]]]);
  });

  test.each<[string, SessionGiven, SessionGiven]>([
    ["its end", { ran: "21:00-21:05" }, { ran: "21:00-21:09" }],
    ["its outcome", { ran: "21:00-21:05" }, { ran: "21:00-21:05", result: "failed" }],
    ["its job", { ran: "21:00-21:05" }, { ran: "21:00-21:05", job: "Weekly" }],
    ["its proxy", { ran: "21:00-21:05" }, { ran: "21:00-21:05", proxy: "PROXY02" }],
    ["its snapshot", { ran: "21:00-21:05", snapshot: "s1" }, { ran: "21:00-21:05", snapshot: "s2" }],
    ["its machine", { ran: "21:00-21:05", vm: "app", job: null }, { ran: "21:00-21:05", vm: "web", job: "Weekly" }],
  ])("but not one that another export tells with another word of %s", (_, one, other) => {
    const rows = [...sessions(one), ...sessions(other).map((row) => ({ ...row, file: "again.csv" }))];
    const { trials, leftOut } = trialsOf({ exports: { sessions: rows } });
    expect([trials.length, leftOut]).toEqual([2, []]);
  });

  test("but a retry of it is another attempt", () => {
    const [one, other] = sessions({ ran: "21:00-21:05", isRetry: false }, { ran: "21:00-21:05", isRetry: true });
    if (one === undefined || other === undefined) throw new Error("no rows");
    expect(told([one, { ...other, file: "again.csv" }])).toEqual([[`${ONCE[0]} in 2 attempts`], []]);
  });

  test("but not outside the window that was asked for", () => {
    expect(told([...twice, ...again], { since: "22:00" })).toEqual([[], []]);
  });
});

describe("a window that was asked for", () => {
  const NIGHT: readonly SessionGiven[] = [
    { ran: "20:50-21:10" },
    { ran: "21:00-21:05", result: "failed" },
    { ran: "22:00-22:30" },
    { ran: "22:01-22:05" },
  ];

  test("holds the attempts that began within it, its ends included", () => {
    expect(shownTrials(NIGHT, { since: "21:00", until: "22:00" })).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by PROXY01",
      "22:00-22:30 passed Disk 1@HV01 by PROXY01",
    ]);
  });

  test("leaves owners as they were before it", () => {
    const owners = { "Disk 1": [["03:00", "HV07"]] } as const;
    expect(shownTrials(NIGHT, { owners, since: "22:01" })).toEqual(["22:01-22:05 passed Disk 1@HV07 by PROXY01"]);
  });

  test("without any attempt has no trial, and nothing is left out for it", () => {
    const { trials, leftOut } = trialsOf({ exports: { sessions: sessions(...NIGHT) }, since: "23:00" });
    expect([trials, leftOut]).toEqual([[], []]);
  });
});
