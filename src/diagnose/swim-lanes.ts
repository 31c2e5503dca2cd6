import type { OwnershipTimeline, Trial } from "../facts/index.ts";
import type { LaneAttempts, LaneOwner, SwimLanes, TrialTally, VolumeLane } from "../report/index.ts";
import { compareText } from "../shared/order.ts";

/** As many as a reader compares on a page or two. */
const MOST_LANES = 24;
/** Parts of the time that is shown: attempts of one part share a mark. A mark is some five pixels wide. */
const PARTS = 240n;
/** Of more, moves could not be told from each other. */
const MOST_OWNERS = 120;

type Intervals = OwnershipTimeline["volumes"][number]["intervals"];

interface Window {
  readonly from: bigint;
  readonly to: bigint;
  /** Ticks of one part. */
  readonly part: bigint;
}

interface Lane {
  readonly volume: string;
  readonly tally: { failed: number; total: number };
  readonly trials: Trial[];
}

/** null: nothing was backed up, as far as known. */
export function swimLanesOf(
  { volumes }: Pick<OwnershipTimeline, "volumes">,
  trials: readonly Trial[],
): SwimLanes | null {
  const window = windowOf(trials);
  if (window === null) return null;
  const all = [...lanesByVolume(trials).values()].sort(mostFailures);
  const shown = all.slice(0, MOST_LANES);
  const hidden = all.slice(MOST_LANES);
  const intervalsOf = new Map(volumes.map(({ volume, intervals }) => [volume, intervals]));
  return {
    from: window.from,
    to: window.to,
    lanes: shown.map((lane) => volumeLane(lane, intervalsOf.get(lane.volume) ?? [], window)),
    others: { volumes: hidden.length, tally: hidden.reduce(plus, { failed: 0, total: 0 }) },
  };
}

function windowOf(trials: readonly Trial[]): Window | null {
  let from: bigint | null = null;
  let to: bigint | null = null;
  for (const { start, end } of trials) {
    if (from === null || start < from) from = start;
    if (to === null || end > to) to = end;
  }
  return from === null || to === null ? null : { from, to, part: (to - from) / PARTS + 1n };
}

function lanesByVolume(trials: readonly Trial[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  for (const trial of trials) {
    for (const { volume } of trial.volumes) {
      const lane = lanes.get(volume) ?? { volume, tally: { failed: 0, total: 0 }, trials: [] };
      lanes.set(volume, lane);
      lane.tally.total++;
      if (trial.isFailed) lane.tally.failed++;
      lane.trials.push(trial);
    }
  }
  return lanes;
}

function mostFailures(a: Lane, b: Lane): number {
  return b.tally.failed - a.tally.failed || b.tally.total - a.tally.total || compareText(a.volume, b.volume);
}

function plus(sum: TrialTally, { tally }: Lane): TrialTally {
  return { failed: sum.failed + tally.failed, total: sum.total + tally.total };
}

function volumeLane({ volume, tally, trials }: Lane, intervals: Intervals, window: Window): VolumeLane {
  const owners = ownersWithin(intervals, window);
  const isCoarse = owners.length > MOST_OWNERS;
  return {
    volume,
    tally,
    owners: isCoarse ? ownersOfParts(owners, window) : owners,
    isCoarse,
    attempts: attemptsOf(volume, trials, window),
  };
}

function ownersWithin(intervals: Intervals, window: Window): readonly LaneOwner[] {
  return intervals.flatMap(({ from, to, node, certainty }) => {
    const [start, end] = [latest(from ?? window.from, window.from), earliest(to ?? window.to, window.to)];
    return start >= end ? [] : [{ from: start, to: end, node, certainty }];
  });
}

/** The owner in the middle of each part; parts with the same one together. */
function ownersOfParts(owners: readonly LaneOwner[], { from, to, part }: Window): readonly LaneOwner[] {
  const joined: LaneOwner[] = [];
  let at = 0;
  for (let start = from; start < to; start += part) {
    const end = earliest(start + part, to);
    const middle = start + (end - start) / 2n;
    while (owners[at] !== undefined && (owners[at]?.to ?? to) <= middle) at++;
    const owner = owners[at];
    if (owner === undefined || owner.from > middle) continue;
    const last = joined.at(-1);
    if (last?.to === start && last.node === owner.node && last.certainty === owner.certainty) {
      joined[joined.length - 1] = { ...last, to: end };
    } else joined.push({ from: start, to: end, node: owner.node, certainty: owner.certainty });
  }
  return joined;
}

/** `trials` in the order of their beginnings. */
function attemptsOf(volume: string, trials: readonly Trial[], { from, part }: Window): readonly LaneAttempts[] {
  const marks = new Map<string, LaneAttempts>();
  for (const { start, end, isFailed, volumes } of trials) {
    const own = volumes.find((one) => one.volume === volume);
    const owner = own?.owner.kind === "owned" ? own.owner.node : null;
    const key = JSON.stringify([((start - from) / part).toString(), isFailed, owner]);
    const known = marks.get(key);
    marks.set(
      key,
      known === undefined
        ? { from: start, to: end, isFailed, attempts: 1, owner }
        : { ...known, to: latest(known.to, end), attempts: known.attempts + 1 },
    );
  }
  return [...marks.values()];
}

function earliest(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function latest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
