import { describe, expect, test } from "vitest";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts, logReach } from "../../src/facts/index.ts";
import {
  countedLog,
  evidenceOf,
  log,
  logCleared,
  type StretchGiven,
  ticks,
  uncounted,
  VMMS_ADMIN,
} from "../evidence/build-evidence.ts";

/** Backups ran from the 7th to the 27th. */
const BACKUPS = { from: ticks("2025-06-07T21:00:00Z"), to: ticks("2025-06-27T23:00:00Z") };

/** Records that follow one another closely, 50 for each such day: `["01", "22"]` is every day from the 1st to the 22nd. */
function vmmsOf(
  host: string,
  days: readonly (readonly [first: string, last: string])[],
  { each = 50, ...more }: Partial<LogEvidence> & { readonly each?: number } = {},
): LogEvidence {
  const stretches = days.map(
    ([first, last], index): StretchGiven => ({
      ids: [1 + index * each, each + index * each],
      from: `2025-06-${first}T01:00:00Z`,
      to: `2025-06-${last}T20:00:00Z`,
    }),
  );
  return countedLog(host, VMMS_ADMIN, stretches, more);
}

function systemOf(host: string, from = "2025-06-01T00:00:00Z", to = "2025-06-27T22:00:00Z"): LogEvidence {
  return log(host, "System", { from: ticks(from), to: ticks(to) });
}

function reachOf(logs: readonly LogEvidence[], { events = [], span = BACKUPS }: Given = {}): string {
  return logReach(deriveFacts(evidenceOf(events, logs)).horizon, "hv01", VMMS_ADMIN.toUpperCase(), span);
}

interface Given {
  readonly events?: readonly EventEvidence[];
  readonly span?: { readonly from: bigint; readonly to: bigint | null };
}

describe("what a host's log of a channel covers of a span", () => {
  test("is whole where it was written up to a day before the end, and from a day behind the beginning", () => {
    expect(reachOf([systemOf("HV01"), vmmsOf("HV01", [["08", "27"]])])).toBe("whole");
  });

  test.each([
    ["none", "no log of the channel was given", [systemOf("HV01"), vmmsOf("HV02", [["01", "27"]])]],
    ["damaged", "records were lost to damage", [vmmsOf("HV01", [["01", "27"]], { status: "damaged" })]],
    ["gaps", "nobody counted its records", [uncounted(vmmsOf("HV01", [["01", "27"]]))]],
    ["begins-late", "it begins more than a day behind the first backup", [vmmsOf("HV01", [["09", "27"]])]],
    ["ends-early", "no log of the host reaches to a day before the last backup", [vmmsOf("HV01", [["01", "25"]])]],
  ] as const)("is not whole: %s, as %s", (reach, _, logs) => {
    expect(reachOf(logs)).toBe(reach);
  });

  test.each([
    ["since the first backup", "2025-06-07T22:00:00Z", "cleared"],
    ["before all backups", "2025-06-06T22:00:00Z", "whole"],
  ])("knows of a clearing %s", (_, time, reach) => {
    const cleared = logCleared({ time, cleared: VMMS_ADMIN });
    const own = countedLog("HV01", VMMS_ADMIN, [{ ids: [1, 50], from: time, to: "2025-06-27T20:00:00Z" }]);
    expect(reachOf([systemOf("HV01"), own], { events: [cleared] })).toBe(reach);
  });
});

describe("a log that is silent at its end", () => {
  const others = [systemOf("HV02"), vmmsOf("HV02", [["01", "27"]])];

  test("ended early where it never was silent for so long, though System goes on", () => {
    expect(reachOf([systemOf("HV01"), vmmsOf("HV01", [["01", "22"]]), ...others])).toBe("ends-early");
  });

  test("ended early too where the logs of all hosts are as old", () => {
    const old = [vmmsOf("HV01", [["01", "22"]]), vmmsOf("HV02", [["01", "22"]])];
    expect(reachOf([systemOf("HV01"), systemOf("HV02"), ...old])).toBe("ends-early");
  });

  test("was quiet where it was silent as long before, as System goes on", () => {
    const quiet = vmmsOf("HV01", [
      ["01", "08"],
      ["14", "22"],
    ]);
    expect(reachOf([systemOf("HV01"), quiet, ...others])).toBe("whole");
  });

  test("proves nothing by its own quiet where no other log of the host goes on", () => {
    const quiet = vmmsOf("HV01", [
      ["01", "08"],
      ["14", "22"],
    ]);
    expect(reachOf([quiet, ...others])).toBe("ends-early");
  });

  test("was quiet where it hardly ever writes and no other host's log of the channel goes on", () => {
    const seldom = ["HV01", "HV02"].map((host) => vmmsOf(host, [["01", "02"]], { each: 3 }));
    expect(reachOf([systemOf("HV01"), systemOf("HV02"), ...seldom])).toBe("whole");
  });

  test("may have ended early where it hardly ever writes and another host's log of the channel goes on", () => {
    expect(reachOf([systemOf("HV01"), vmmsOf("HV01", [["01", "02"]], { each: 3 }), ...others])).toBe("ends-early");
  });
});

describe("a log without a record since", () => {
  const since = { from: ticks("2025-06-15T00:00:00Z"), to: ticks("2025-06-18T00:00:00Z") };
  /** It was silent for a week before. */
  const old = vmmsOf("HV01", [
    ["01", "04"],
    ["12", "13"],
  ]);

  test("may be older than what is asked of, where other hosts' logs of the channel go on", () => {
    const logs = [systemOf("HV01"), old, vmmsOf("HV02", [["01", "18"]])];
    expect(reachOf(logs, { span: since })).toBe("ends-early");
  });

  test("was quiet where others' were quiet as long, and it was before", () => {
    expect(reachOf([systemOf("HV01"), old, vmmsOf("HV02", [["01", "13"]])], { span: since })).toBe("whole");
  });

  test("is asked of up to the host's last record, where no end is told", () => {
    const daily = vmmsOf("HV01", [["01", "13"]]);
    expect(reachOf([systemOf("HV01"), daily], { span: { ...since, to: null } })).toBe("ends-early");
    expect(reachOf([vmmsOf("HV01", [["01", "20"]])], { span: { ...since, to: null } })).toBe("whole");
    expect(reachOf([daily], { span: { ...since, to: null } })).toBe("ends-early");
  });
});
