import { expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import { type ClockSkew, deriveClockSkew } from "../../../src/facts/ownership/clock-skew.ts";
import { deriveHosts } from "../../../src/facts/hosts.ts";
import { deriveVolumes } from "../../../src/facts/ownership/volumes.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { clusterEvent, clusterEvidence, diskOnline, moving } from "../../evidence/build-ownership.ts";

const SECOND = 10_000_000n;
const GROUP = "3bbf28bd-8438-e41c-a604-f8cd93fb2bd7";

function skewOf(events: readonly EventEvidence[]): ClockSkew {
  const evidence = clusterEvidence({ events });
  return deriveClockSkew(evidence, deriveHosts(evidence), deriveVolumes(evidence));
}

/** Every hour from 8, as clocks that are ahead by these seconds write it. */
function eachHour(
  hours: number,
  ahead: Readonly<Record<string, number>>,
  write: (given: { readonly node: string; readonly time: string }, hour: number) => EventEvidence,
): readonly EventEvidence[] {
  return Array.from({ length: hours }, (_, hour) =>
    Object.entries(ahead).map(([node, seconds]) => {
      const time = ticks("2025-06-02T08:00:00Z") + BigInt(hour * 3600 + seconds) * SECOND;
      return write({ node, time: filetimeToIso(time) }, hour);
    }),
  ).flat();
}

test("where nothing is shared the tolerance is two minutes", () => {
  expect(skewOf([])).toEqual({ hosts: [], proxies: [], tolerance: 120n * SECOND, isEstimated: false });
});

test("one move's announcement on several nodes tells how far their clocks differ", () => {
  const events = eachHour(3, { HV01: 0, HV02: 1, HV03: 240 }, (given) => moving(given, GROUP, "HV01", "HV02"));
  expect(skewOf(events)).toEqual({
    hosts: [
      { host: "HV01", offset: -SECOND, spread: 0n, count: 3 },
      { host: "HV02", offset: 0n, spread: 0n, count: 3 },
      { host: "HV03", offset: 239n * SECOND, spread: 0n, count: 3 },
    ],
    proxies: [],
    tolerance: 240n * SECOND,
    isEstimated: true,
  });
});

test("a change of a volume's state is one by its sequence number", () => {
  const events = eachHour(4, { HV01: 0, HV02: 20 }, (given, hour) =>
    clusterEvent(5151, given, "Volume1", "Cluster Disk 1", "Paused", "move", "1", hour.toString()),
  );
  const { hosts, tolerance } = skewOf(events);
  expect(hosts.map(({ host, offset, count }) => [host, offset, count])).toEqual([
    ["HV01", -10n * SECOND, 4],
    ["HV02", 10n * SECOND, 4],
  ]);
  expect(tolerance).toBe(120n * SECOND);
});

test("fewer than three shared facts are no estimate", () => {
  const events = eachHour(2, { HV01: 0, HV02: 300 }, (given) => moving(given, GROUP, "HV01", "HV02"));
  expect(skewOf(events)).toEqual({
    hosts: [
      { host: "HV01", offset: null, spread: null, count: 2 },
      { host: "HV02", offset: null, spread: null, count: 2 },
    ],
    proxies: [],
    tolerance: 120n * SECOND,
    isEstimated: false,
  });
});

test("a move and its confirmation are one fact, and one slow disk does not matter", () => {
  const names = [
    clusterEvent(1637, { node: "HV02", time: "2025-06-01T00:00:00Z" }, "Cluster Disk 1", GROUP, "Offline", "Online"),
  ];
  const events = [0, 0, 0, 200].flatMap((slow, index) =>
    eachHour(1, { HV01: index * 7200, HV02: index * 7200 + 2 + slow }, (given) =>
      given.node === "HV01" ? moving(given, GROUP, "HV01", "HV02") : diskOnline(given, "Cluster Disk 1"),
    ),
  );
  expect(skewOf([...names, ...events]).hosts).toEqual([
    { host: "HV01", offset: -SECOND, spread: 0n, count: 4 },
    { host: "HV02", offset: SECOND, spread: 0n, count: 4 },
  ]);
});
