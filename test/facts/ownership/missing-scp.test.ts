import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { EventEvidence, Evidence, LogEvidence, OwnershipRow } from "../../../src/evidence/index.ts";
import { deriveFacts, type Facts, needsOf } from "../../../src/facts/index.ts";
import { readLogEvidence } from "../../../src/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { clusterEvidence, history } from "../../evidence/build-ownership.ts";

const SAMPLE = join(import.meta.dirname, "../../../samples/missing-scp");

interface PlannedMove {
  readonly time: string;
  readonly volume: string;
  readonly from: string;
  readonly to: string;
}

/** `Cluster Disk 1 2026-09-01T08:38 HV01 -> HV09`, by volume and time. */
function planned(): readonly string[] {
  const expected: unknown = JSON.parse(readFileSync(join(SAMPLE, "expected.json"), "utf8"));
  if (!hasMoves(expected)) throw new Error("no moves in expected.json");
  return expected.moves.map(({ time, volume, from, to }) => `${volume} ${minute(ticks(time))} ${from} -> ${to}`).sort();
}

function hasMoves(value: unknown): value is { readonly moves: readonly PlannedMove[] } {
  return typeof value === "object" && value !== null && "moves" in value && Array.isArray(value.moves);
}

/** A disk comes online up to two seconds after its move began. */
function minute(time: bigint): string {
  return ((time + 5n * 10_000_000n) / 600_000_000n).toString();
}

function moves({ ownership }: Facts): readonly string[] {
  return ownership.volumes
    .flatMap(({ volume, intervals }) =>
      intervals.flatMap(({ from, claims: [node = ""] }, index) => {
        const before = intervals[index - 1];
        if (from === null || before === undefined || before.node === node) return [];
        return [`${volume} ${minute(from)} ${before.claims.join("/")} -> ${node}`];
      }),
    )
    .sort();
}

let logs: { readonly events: readonly EventEvidence[]; readonly logs: readonly LogEvidence[] };
let rows: readonly OwnershipRow[];

function factsOf(given: {
  readonly events?: readonly EventEvidence[];
  readonly logs?: readonly LogEvidence[];
  readonly ownership?: readonly OwnershipRow[];
}): Facts {
  const { ownership = [], ...read } = given;
  const evidence: Evidence = clusterEvidence({ ...read, exports: { ownership } });
  return deriveFacts(evidence);
}

beforeAll(async () => {
  const { events, logs: read } = await readLogEvidence([SAMPLE], { needs: needsOf(["hosts", "ownership"]) });
  logs = { events, logs: read };
  const lines = readFileSync(join(SAMPLE, "cluster/ownership.csv"), "utf8").trim().split("\r\n").slice(1);
  rows = lines.map((line, index) => {
    const [time = "", volume = "", node = ""] = line.split(",").map((cell) => cell.replaceAll('"', ""));
    return history(time, volume, node, index + 2);
  });
});

describe("the owners in samples/missing-scp", () => {
  test("are those of the plan from the logs alone, but for the one before the first record of a volume", () => {
    const facts = factsOf(logs);
    // HV08's log of that week went with its upgrade: that it gave the volume away, only the new owner's arrival tells.
    const first = `Cluster Disk 8 ${minute(ticks("2026-09-01T12:08:35Z"))} HV08 -> HV07`;
    expect(moves(facts)).toEqual(planned().filter((move) => move !== first));
    expect(planned()).toContain(first);
    const [earliest] = facts.ownership.volumes.find(({ volume }) => volume === "Cluster Disk 8")?.intervals ?? [];
    expect([earliest?.node, earliest?.from === null ? null : minute(earliest?.from ?? 0n)]).toEqual([
      "HV07",
      minute(ticks("2026-09-01T12:08:35Z")),
    ]);
    expect(facts.volumes.unmapped).toEqual([]);
    expect(facts.ownership.nodes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `HV0${number.toString()}`));
  });

  test("are those of the plan from the history alone", () => {
    expect(moves(factsOf({ ownership: rows }))).toEqual(planned());
  });

  test("are those of the plan from both, and certain", () => {
    const facts = factsOf({ ...logs, ownership: rows });
    expect(moves(facts)).toEqual(planned());
    const doubtful = facts.ownership.volumes.flatMap(({ intervals }) =>
      intervals.filter(({ from, certainty }) => from !== null && certainty !== "certain"),
    );
    expect(doubtful).toEqual([]);
  });

  test("are certain through the last night from the logs alone", () => {
    const { ownership } = factsOf(logs);
    const night = [ticks("2026-09-26T21:00:00Z"), ticks("2026-09-26T23:59:00Z")] as const;
    const owners = ownership.volumes.map(({ volume }) => ownership.ownerDuring(volume, ...night, 0n));
    expect(owners.map((owner) => (owner.kind === "owned" ? owner.certainty : owner.kind))).toEqual(
      Array.from({ length: 12 }, () => "certain"),
    );
  });

  test("do not depend on the order of what was read", () => {
    const told = ({ ownership: { volumes } }: Facts): unknown =>
      volumes.map(({ volume, intervals }) => ({
        volume,
        intervals: intervals.map(({ from, to, claims, certainty, sources }) => ({
          from,
          to,
          claims,
          certainty,
          sources,
        })),
      }));
    const shuffled = { events: logs.events.toReversed(), logs: logs.logs.toReversed(), ownership: rows.toReversed() };
    expect(told(factsOf(shuffled))).toEqual(told(factsOf({ ...logs, ownership: rows })));
  });
});
