import { compareText } from "../../shared/order.ts";
import type { Trial } from "../trials/trial.ts";
import type { Crossover, Tally } from "./attribution.ts";
import type { Design, Factor } from "./design.ts";
import type { OwnerMatrix } from "./matrix.ts";

const MOST_SHOWN = 5;

type Pair = Omit<Crossover, "failed" | "passed">;

/** Volumes that failed under this node (or by this proxy) and passed under another one, the most telling first. */
export function crossoversOf({ kind, name }: Factor, design: Design, matrix: OwnerMatrix): readonly Crossover[] {
  if (kind !== "node" && kind !== "proxy") return [];
  const holders = kind === "node" ? matrix.byVolume : matrix.proxiesOf;
  const own = (kind === "node" ? matrix.byNode : matrix.byProxy).get(name) ?? new Map<string, Tally>();
  return [...own]
    .flatMap(([volume, failedTally]) => {
      if (failedTally.failed === 0) return [];
      return [...(holders.get(volume) ?? [])].flatMap(([passedUnder, passedTally]): Pair | [] =>
        passedUnder === name || passedTally.failed === passedTally.total
          ? []
          : { volume, failedUnder: name, passedUnder, failedTally, passedTally },
      );
    })
    .sort(comparePairs)
    .slice(0, MOST_SHOWN)
    .flatMap((pair) => withTrials(pair, kind, design));
}

/** The failed and the passed trial that are nearest to each other. */
function withTrials(pair: Pair, kind: "node" | "proxy", design: Design): Crossover | [] {
  let lastFailed: Trial | null = null;
  let lastPassed: Trial | null = null;
  let nearest: { readonly failed: Trial; readonly passed: Trial; readonly gap: bigint } | null = null;
  for (const number of design.factor("volume", pair.volume)?.trials ?? []) {
    const trial = design.trials[number];
    const holder = trial === undefined ? null : holderOf(trial, pair.volume, kind);
    if (trial === undefined) continue;
    if (trial.isFailed && holder === pair.failedUnder) lastFailed = trial;
    else if (!trial.isFailed && holder === pair.passedUnder) lastPassed = trial;
    else continue;
    if (lastFailed === null || lastPassed === null) continue;
    const gap = trial.isFailed ? trial.start - lastPassed.start : trial.start - lastFailed.start;
    if (nearest === null || gap < nearest.gap) nearest = { failed: lastFailed, passed: lastPassed, gap };
  }
  return nearest === null ? [] : { ...pair, failed: nearest.failed, passed: nearest.passed };
}

function holderOf(trial: Trial, volume: string, kind: "node" | "proxy"): string | null {
  if (kind === "proxy") return trial.proxy;
  const owner = trial.volumes.find((one) => one.volume === volume)?.owner;
  return owner?.kind === "owned" ? owner.node : null;
}

/** A pair tells as much as its weaker side: failures here, passes there, less what speaks against it. */
function weight({ failedTally, passedTally }: Pair): number {
  const against = failedTally.total - failedTally.failed + passedTally.failed;
  return Math.min(failedTally.failed, passedTally.total - passedTally.failed) - against;
}

function comparePairs(a: Pair, b: Pair): number {
  return weight(b) - weight(a) || compareText(a.volume, b.volume) || compareText(a.passedUnder, b.passedUnder);
}
