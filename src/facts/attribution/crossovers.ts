import { compareBigint, compareText } from "../../shared/order.ts";
import type { Trial } from "../trials/trial.ts";
import type { Crossover, Tally } from "./attribution.ts";
import type { Design, Factor } from "./design.ts";

const MOST_SHOWN = 5;

interface Nearest {
  readonly failed: Trial;
  readonly passed: Trial;
  readonly gap: bigint;
}

/** Volumes that failed under this node (or by this proxy) and passed under another one, the most telling first. */
export function crossoversOf({ kind, name, trials }: Factor, design: Design): readonly Crossover[] {
  if (kind !== "node" && kind !== "proxy") return [];
  const heldBy = (trial: Trial, volume: string): string | null => {
    if (kind === "proxy") return trial.proxy;
    const owner = trial.volumes.find((one) => one.volume === volume)?.owner;
    return owner?.kind === "owned" ? owner.node : null;
  };
  const volumes = new Set<string>();
  for (const number of trials) {
    if (design.failed[number] !== 1) continue;
    const trial = design.trials[number];
    for (const { volume } of trial?.volumes ?? []) {
      if (trial !== undefined && heldBy(trial, volume) === name) volumes.add(volume);
    }
  }
  return [...volumes]
    .flatMap((volume) => crossoversOfVolume(volume, name, design, heldBy))
    .sort(compareCrossovers)
    .slice(0, MOST_SHOWN);
}

function crossoversOfVolume(
  volume: string,
  name: string,
  design: Design,
  heldBy: (trial: Trial, volume: string) => string | null,
): readonly Crossover[] {
  const tallies = new Map<string, { failed: number; total: number }>();
  const nearest = new Map<string, Nearest>();
  const lastPassed = new Map<string, Trial>();
  let lastFailed: Trial | null = null;
  const offer = (other: string, failed: Trial, passed: Trial): void => {
    const gap = failed.start > passed.start ? failed.start - passed.start : passed.start - failed.start;
    const known = nearest.get(other);
    if (known === undefined || gap < known.gap) nearest.set(other, { failed, passed, gap });
  };
  for (const number of design.factor("volume", volume)?.trials ?? []) {
    const trial = design.trials[number];
    const holder = trial === undefined ? null : heldBy(trial, volume);
    if (trial === undefined || holder === null) continue;
    const tally = tallies.get(holder) ?? { failed: 0, total: 0 };
    tallies.set(holder, { failed: tally.failed + (trial.isFailed ? 1 : 0), total: tally.total + 1 });
    if (holder === name && trial.isFailed) {
      lastFailed = trial;
      for (const [other, passed] of lastPassed) offer(other, trial, passed);
    } else if (holder !== name && !trial.isFailed) {
      lastPassed.set(holder, trial);
      if (lastFailed !== null) offer(holder, lastFailed, trial);
    }
  }
  const none: Tally = { failed: 0, total: 0 };
  return [...nearest].map(([other, { failed, passed }]) => ({
    volume,
    failedUnder: name,
    passedUnder: other,
    failed,
    passed,
    failedTally: tallies.get(name) ?? none,
    passedTally: tallies.get(other) ?? none,
  }));
}

/** A pair tells as much as its weaker side: failures here, passes there, less what speaks against it. */
function weight({ failedTally, passedTally }: Crossover): number {
  const against = failedTally.total - failedTally.failed + passedTally.failed;
  return Math.min(failedTally.failed, passedTally.total - passedTally.failed) - against;
}

function compareCrossovers(a: Crossover, b: Crossover): number {
  return (
    weight(b) - weight(a) ||
    compareText(a.volume, b.volume) ||
    compareText(a.passedUnder, b.passedUnder) ||
    compareBigint(a.failed.start, b.failed.start)
  );
}
