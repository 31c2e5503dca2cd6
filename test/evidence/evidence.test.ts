import { describe, expect, test } from "vitest";
import { eventEvidence } from "../../src/evidence/index.ts";
import { event, evidenceOf, ticks } from "./build-evidence.ts";

describe("event evidence", () => {
  test("keeps what facts use of a decoded event, and says where it was seen", () => {
    const decoded = {
      recordId: 18_446_744_073_709_551_615n,
      time: ticks("2025-06-08T07:15:00.0513480Z"),
      provider: "VSS",
      providerGuid: null,
      eventId: 12293,
      level: 2,
      channel: "Application",
      computer: "PROXY01",
      data: [
        { value: "a", typed: { type: "string", value: "a" } },
        { name: "param2", value: "b" },
      ],
      offset: 4096,
    };
    expect(eventEvidence(decoded, "logs/Application.evtx")).toEqual({
      recordId: 18_446_744_073_709_551_615n,
      time: ticks("2025-06-08T07:15:00.0513480Z"),
      provider: "VSS",
      providerGuid: null,
      eventId: 12293,
      level: 2,
      channel: "Application",
      computer: "PROXY01",
      data: [{ value: "a" }, { name: "param2", value: "b" }],
      ref: {
        kind: "event",
        file: "logs/Application.evtx",
        channel: "Application",
        recordId: "18446744073709551615",
        time: "2025-06-08T07:15:00.0513480Z",
      },
    });
  });
});

describe("gathered evidence", () => {
  test("stands in order of time, computer, channel, record id", () => {
    const late = event({ time: "2025-06-02T00:00:00Z" });
    const early = event({ time: "2025-06-01T00:00:00Z" });
    const earlyOther = event({ time: "2025-06-01T00:00:00Z", computer: "A", recordId: 9 });
    const earlyNext = event({ time: "2025-06-01T00:00:00Z", recordId: 2 });
    expect(evidenceOf([late, earlyNext, early, earlyOther]).events).toEqual([earlyOther, early, earlyNext, late]);
  });

  test("holds a record of overlapping exports once, from the first file by name", () => {
    const given = { time: "2025-06-01T00:00:00Z", recordId: 7 };
    const copies = [
      event({ ...given, file: "b.evtx" }),
      event({ ...given, computer: "proxy01.CORP.example", file: "a.evtx" }),
    ];
    expect(evidenceOf(copies).events.map(({ ref }) => ref.file)).toEqual(["a.evtx"]);
  });

  test("keeps records apart that differ in computer, record id or time only", () => {
    const given = { time: "2025-06-01T00:00:00Z", recordId: 7 };
    const others = [event(given), event({ ...given, computer: "HV01" }), event({ ...given, recordId: 8 })];
    expect(evidenceOf([...others, event({ ...given, time: "2025-06-01T00:00:01Z" })]).events).toHaveLength(4);
  });
});
