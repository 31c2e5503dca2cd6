import type { LaneAttempts, LaneOwner, SwimLanes, VolumeLane } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { tallyWords } from "./tally-words.ts";
import { spanWords } from "./time.ts";

export const LANE_WORDS = {
  table: "The chart as a table",
  conflict: "in conflict",
  others: "other nodes",
  assumed: "owner assumed",
  failed: "failed",
  passed: "passed",
} as const;

/** `HV06, certain, 2026-09-08 21:03:00Z to 2026-09-10 04:00:00Z`. */
export function laneOwnerWords({ node, certainty, from, to }: LaneOwner): string {
  const owner = node === null ? LANE_WORDS.conflict : `${visibleText(node)}, ${certainty}`;
  return `${owner}, ${spanWords(from, to)}`;
}

/** `2 attempts failed under HV06, 2026-09-08 21:03:00Z to 22:10:00Z`. */
export function laneAttemptsWords({ isFailed, attempts, owner, from, to }: LaneAttempts): string {
  const how = isFailed ? LANE_WORDS.failed : LANE_WORDS.passed;
  const what = attempts === 1 ? how : `${countWords(attempts)} attempts ${how}`;
  const under = owner === null ? ", for no one owner" : ` under ${visibleText(owner)}`;
  return `${what}${under}, ${spanWords(from, to)}`;
}

/** What the chart shows, for whoever does not see it. */
export function lanesSummary({ lanes, from, to }: SwimLanes): string {
  const failed = lanes.reduce((sum, { tally }) => sum + tally.failed, 0);
  const total = lanes.reduce((sum, { tally }) => sum + tally.total, 0);
  const volumes = `${countWords(lanes.length)} ${lanes.length === 1 ? "volume" : "volumes"}`;
  return (
    `A lane for each of ${volumes}, ${spanWords(from, to)} (UTC): bars are its owners, crosses failed attempts, dots those ` +
    `that passed; ${tallyWords({ failed, total })} failed. The same stands in the table below the chart.`
  );
}

/** What the chart sums or leaves out. */
export function laneNotes({ lanes, others }: SwimLanes): readonly string[] {
  const coarse = lanes.filter(({ isCoarse }) => isCoarse).map(({ volume }) => volume);
  const marks = lanes.flatMap(({ attempts }) => attempts.filter((mark) => mark.attempts > 1));
  return [
    ...(others.volumes === 0
      ? []
      : [
          `Without a lane: ${countWords(others.volumes)} ${others.volumes === 1 ? "volume" : "volumes"} with fewer failures, ` +
            `${tallyWords(others.tally)} attempts failed.`,
        ]),
    ...(marks.length === 0 ? [] : ["Attempts that began close together under one owner share a mark."]),
    ...(coarse.length === 0
      ? []
      : [`Moved too often to show each move, so that short stays are missing: ${nameWords(coarse)}.`]),
  ];
}

/** Under one owner, from when to when: what came of the attempts that began meanwhile. */
export interface LaneRow {
  readonly volume: string;
  readonly owner: string;
  readonly span: string;
  readonly failed: string;
}

const MOST_ROWS = 400;

/** The chart as rows, and how many of them there is no room for. */
export function laneRows({ lanes }: SwimLanes): { readonly rows: readonly LaneRow[]; readonly left: number } {
  const all = lanes.flatMap(rowsOf);
  return { rows: all.slice(0, MOST_ROWS), left: Math.max(0, all.length - MOST_ROWS) };
}

function rowsOf({ volume, owners, attempts }: VolumeLane): readonly LaneRow[] {
  return owners.map((owner) => {
    const own = attempts.filter(({ from }) => from >= owner.from && from < owner.to);
    const count = (marks: readonly LaneAttempts[]): number => marks.reduce((sum, mark) => sum + mark.attempts, 0);
    return {
      volume: visibleText(volume),
      owner: owner.node === null ? LANE_WORDS.conflict : `${visibleText(owner.node)}, ${owner.certainty}`,
      span: spanWords(owner.from, owner.to),
      failed: tallyWords({ failed: count(own.filter(({ isFailed }) => isFailed)), total: count(own) }),
    };
  });
}
