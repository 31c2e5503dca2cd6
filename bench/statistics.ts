import type { Run, Series } from "./measure.ts";

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Null when there is nothing to judge by. */
function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  const [least] = sorted;
  const most = sorted.at(-1);
  if (upper === undefined || lower === undefined || least === undefined || most === undefined) return null;
  return { median: (lower + upper) / 2, least, most };
}

export function secondsOf({ runs }: Series): Spread | null {
  return spreadOf(runs.map(({ seconds }) => seconds));
}

export function userSecondsOf({ runs }: Series): Spread | null {
  return spreadOf(runs.flatMap(({ userSeconds }) => userSeconds ?? []));
}

export function peakOf({ runs }: Series): Spread | null {
  return spreadOf(runs.flatMap(({ peakMiB }) => peakMiB ?? []));
}

export function requestsOf({ runs }: Series): Spread | null {
  return spreadOf(runs.flatMap(({ requests }) => requests ?? []));
}

/** How many times as long the one took as the other, compared inside each round. */
export function ratioOf(one: Series, other: Series): Spread | null {
  return pairedRatio(one, other, ({ seconds }) => seconds);
}

/** The same by processor time, which tells more where other programs were running too. */
export function processorRatioOf(one: Series, other: Series): Spread | null {
  return pairedRatio(one, other, ({ userSeconds = Number.NaN, systemSeconds = Number.NaN }) => {
    return userSeconds + systemSeconds;
  });
}

function pairedRatio(one: Series, other: Series, measured: (run: Run) => number): Spread | null {
  const ratios = one.runs.flatMap((run, round) => {
    const against = other.runs[round];
    const ratio = against === undefined ? Number.NaN : measured(run) / measured(against);
    return Number.isFinite(ratio) ? ratio : [];
  });
  return spreadOf(ratios);
}
