import { describe, expect, test } from "vitest";
import type { HostIdentity, IdentityEntry } from "../../../src/report/index.ts";
import {
  briefIdentityWords,
  identityChangeWords,
  identityNotes,
  identityProofWords,
} from "../../../src/reporters/words/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const RECORD = {
  kind: "event",
  file: "System.evtx",
  channel: "System",
  recordId: "79",
  time: "2026-09-02T09:14:11Z",
} as const;

const RENAMED: IdentityEntry = {
  ...{ kind: "renamed", from: "HVNEW03", to: "HV03", time: ticks("2026-09-02T09:14:11Z") },
  ...{ basis: "verified", event: "EventLog 6011", evidence: [RECORD] },
};

const RESTARTED: IdentityEntry = {
  ...{ kind: "restarted", how: "requested", by: "CORP\\admin", downSince: ticks("2026-09-02T09:09:14Z") },
  ...{ time: ticks("2026-09-02T09:14:00Z"), basis: "verified", event: "Kernel-General 12" },
  evidence: [RECORD, { ...RECORD, recordId: "74" }],
};

const SYSTEM_LOG: HostIdentity["logs"][number] = {
  ...{ channel: "System", from: ticks("2026-08-31T00:41:28Z"), to: ticks("2026-09-27T22:48:03Z") },
  ...{ damaged: false, hasGaps: false, missing: { records: 0n, gaps: 0 }, cleared: 0 },
  ...{ beginsAtClearing: false, isNew: false },
};

function identity(given: Partial<HostIdentity> = {}): HostIdentity {
  return { host: "HV03", entries: [], notShown: [], logs: [SYSTEM_LOG], account: null, ...given };
}

describe("an entry of a history", () => {
  test("says what happened, and which record of which event shows it", () => {
    expect([identityChangeWords(RENAMED), identityProofWords(RENAMED)]).toEqual([
      "renamed HVNEW03 -> HV03",
      "EventLog 6011, record 79",
    ]);
    expect([identityChangeWords(RESTARTED), identityProofWords(RESTARTED)]).toEqual([
      "restarted by CORP\\admin, down for 4 min",
      "Kernel-General 12, record 79, 1 more",
    ]);
  });

  test("that only follows from two records names both, and says that it is inferred", () => {
    const inferred: IdentityEntry = {
      ...{ ...RENAMED, basis: "inferred", event: null },
      evidence: [RECORD, { ...RECORD, recordId: "78" }],
    };
    expect(identityProofWords(inferred)).toBe("records 79 and 78, inferred");
  });

  test.each([
    [{ how: "unexpected", by: null, downSince: null }, "restarted after it went down unexpectedly"],
    [{ how: "not-shown", by: null, downSince: null }, "restarted; what came before is not shown"],
    [{ how: "in-order", by: null, downSince: ticks("2026-09-02T12:00:00Z") }, "restarted"],
  ] as const)("of a restart tells no more than the log does (%#)", (given, words) => {
    expect(identityChangeWords({ ...RESTARTED, ...given })).toBe(words);
  });

  test.each([
    [{ from: 9600, to: 14393, isUpgrade: true }, "upgraded in place from build 9600 to 14393"],
    [{ from: 9600, to: 14393, isUpgrade: false }, "build 9600 became 14393: upgraded or installed again"],
    [
      { from: 14393, to: 9600, isUpgrade: true },
      "build 14393 became 9600: an upgrade taken back, or an older Windows installed",
    ],
  ])("of another build says an upgrade only where a restart gave that reason: %j", (given, words) => {
    const { time, basis, event, evidence } = RENAMED;
    expect(identityChangeWords({ kind: "build-changed", ...given, time, basis, event, evidence })).toBe(words);
  });

  test("shows what a log holds as text, never as control characters", () => {
    expect(identityChangeWords({ ...RENAMED, from: "HV\u001b[31m" })).not.toContain("\u001b");
  });
});

describe("what stands below a history", () => {
  const words = (given: Partial<HostIdentity>): readonly string[] =>
    identityNotes(identity(given)).map((note) => `${note.label}: ${note.words}`);

  test("says what is left out, that there is no connection point, and how far the logs reach", () => {
    const account = {
      domain: "corp.example",
      dn: "CN=HV03,DC=corp",
      connectionPoint: "missing",
      evidence: [RECORD],
    } as const;
    expect(
      words({
        account,
        notShown: [
          { kind: "restarted", count: 195 },
          { kind: "log-cleared", count: 1 },
        ],
      }),
    ).toEqual([
      "Besides: 195 restarts, 1 cleared log, not shown",
      "SCP: none below CN=HV03,DC=corp",
      "Logs: System 2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z",
    ]);
  });

  test("has logs in one sentence, or each in a line of its own", () => {
    const both = identity({ logs: [{ ...SYSTEM_LOG, channel: "Application" }, SYSTEM_LOG] });
    const span = "2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z";
    expect(identityNotes(both).slice(1)).toEqual([{ label: "Logs", words: `Application ${span}; System ${span}` }]);
    expect(identityNotes(both, "lines").slice(1)).toEqual([
      { label: "Logs", words: `Application ${span}` },
      { label: "", words: `System ${span}` },
    ]);
  });

  test("says what a log lacks", () => {
    const cut = { ...SYSTEM_LOG, damaged: true, hasGaps: true, missing: { records: 1200n, gaps: 1 }, cleared: 1 };
    expect(words({ logs: [cut] })).toContain(
      "Logs: System 2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z, damaged, 1,200 records missing in 1 gap, cleared once",
    );
    const begun = { ...SYSTEM_LOG, hasGaps: true, missing: null, cleared: 2, beginsAtClearing: true, isNew: true };
    expect(words({ logs: [begun] })).toContain(
      "Logs: System 2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z, records not counted, begins where it was cleared, begins with record 1: a new log",
    );
  });

  test("says of a host without logs that none was given, and of one without System what that leaves unknown", () => {
    expect(words({ logs: [] })).toEqual([
      "SCP: not known: no directory shows the host",
      "Logs: none was given: what happened to it is not known but for what others say",
    ]);
    expect(words({ logs: [{ ...SYSTEM_LOG, channel: "Application" }] })).toContain(
      ": no System log was given: its names, restarts and builds are not known from its own records",
    );
  });
});

describe("a history in one line", () => {
  test("begins with how far it was looked for", () => {
    expect(briefIdentityWords(identity({ entries: [RENAMED], notShown: [{ kind: "restarted", count: 3 }] }))).toBe(
      "System 2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z; no directory shows it; 3 restarts, 1 rename",
    );
    expect(briefIdentityWords(identity())).toBe(
      "System 2026-08-31 00:41:28Z to 2026-09-27 22:48:03Z; no directory shows it; no change seen",
    );
  });

  test("calls nothing unchanged that was not looked at", () => {
    expect(briefIdentityWords(identity({ logs: [] }))).toBe("no log of it was given; no directory shows it");
  });
});
