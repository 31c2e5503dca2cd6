import { compareText } from "../../shared/order.ts";
import { hourOf, type Trial } from "../trials/trial.ts";
import type { CandidateAttribution } from "./attribution.ts";
import type { Cause } from "./cause.ts";
import type { Design, FactorKind } from "./design.ts";
import type { WeighedSet } from "./set-scores.ts";

/** Chances to fail of a backup that no cause touches, one, or several: the means of the model's steady rates. */
const FAILS = [0.04, 0.8, 0.96] as const;
/** Of moves that tell nearly as much the one that is easier on the cluster is taken. */
const NEARLY_AS_TELLING = 0.75;
/** Bits; a test that tells less is not worth a move. */
const WORTH_A_MOVE = 0.01;

/** Where a volume was last backed up, and what would be the same if it were backed up under another owner. */
interface Place {
  readonly volume: string;
  readonly owner: string;
  readonly failsNow: boolean;
  /** Owners of the other volumes of its snapshot set. */
  readonly otherOwners: readonly string[];
  /** Of each set: how many of its causes would touch the backup, the volume's owner and the proxy left out. */
  readonly touching: readonly number[];
  /** The same of the proxy. */
  readonly byProxy: readonly number[];
}

/** What may be a cause now, and how likely that is. */
interface Supposition {
  readonly share: number;
  readonly causes: ReadonlySet<string>;
}

/** Move this volume from its owner to another node, and back it up there. */
export interface TellingMove {
  readonly volume: string;
  readonly from: string;
  readonly to: string;
  /** How much its outcome says, on average, about whether the suspect is a cause. */
  readonly bits: number;
}

/** Weighs the moves of volumes by what their outcomes would say. */
export class TellingMoves {
  readonly #suppositions: readonly Supposition[];
  readonly #places: readonly Place[];
  readonly #nodes: readonly CandidateAttribution[];

  constructor(design: Design, sets: readonly WeighedSet[], nodes: readonly CandidateAttribution[]) {
    this.#suppositions = sets.map(({ share, causes }) => ({
      share,
      causes: new Set(causes.filter(isOngoing).map(({ factor }) => keyOf(factor.kind, factor.name))),
    }));
    const last = new Map<string, Trial>();
    for (const [number, trial] of design.trials.entries()) {
      if (design.untold[number] === 0) for (const { volume } of trial.volumes) last.set(volume, trial);
    }
    this.#places = [...last]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([volume, trial]) => this.#placeOf(volume, trial));
    this.#nodes = nodes;
  }

  /** Of the moves of, from or to the suspect (of a volume also those of others to its owner) the most telling one. */
  best({ kind, name }: CandidateAttribution): TellingMove | null {
    const home = kind === "volume" ? this.#places.find(({ volume }) => volume === name)?.owner : name;
    const moves = this.#places.flatMap((place) =>
      this.#nodes.flatMap((node) => {
        const { volume, owner } = place;
        if (node.name === owner) return [];
        const concerns =
          kind === "volume" ? volume === name || node.name === home : owner === name || node.name === name;
        if (!concerns) return [];
        const bits = this.#bits(keyOf(kind, name), (index) => this.#failing(place, node.name, index));
        return bits < WORTH_A_MOVE ? [] : { place, node, bits };
      }),
    );
    const most = moves.reduce((top, { bits }) => Math.max(top, bits), 0);
    const [first] = moves
      .filter(({ bits }) => bits >= most * NEARLY_AS_TELLING)
      .sort(
        (a, b) =>
          Number(b.place.failsNow) - Number(a.place.failsNow) ||
          standing(a.node) - standing(b.node) ||
          b.node.trials.total - a.node.trials.total ||
          compareText(a.place.volume, b.place.volume) ||
          compareText(a.node.name, b.node.name),
      );
    return first === undefined
      ? null
      : { volume: first.place.volume, from: first.place.owner, to: first.node.name, bits: first.bits };
  }

  /** How much it says about a suspect proxy when a volume that fails goes by another one. */
  otherProxy(proxy: string): number {
    const suspect = keyOf("proxy", proxy);
    return this.#places.reduce((most, place) => {
      if (!place.failsNow) return most;
      const outcome = (index: number): number => this.#failing(place, place.owner, index, false);
      return Math.max(most, this.#bits(suspect, outcome));
    }, 0);
  }

  #placeOf(volume: string, trial: Trial): Place | [] {
    const others = trial.volumes.filter((one) => one.volume !== volume);
    const own = trial.volumes.find((one) => one.volume === volume);
    if (own?.owner.kind !== "owned") return [];
    const kept = [
      keyOf("everything", ""),
      keyOf("hour", hourOf(trial)),
      ...trial.volumes.map((one) => keyOf("volume", one.volume)),
      ...(trial.job === null ? [] : [keyOf("job", trial.job)]),
      ...trial.vms.map((vm) => keyOf("vm", vm)),
      ...trial.vmHosts.map((host) => keyOf("vm-host", host)),
    ];
    const proxy = trial.proxy === null ? null : keyOf("proxy", trial.proxy);
    return {
      volume,
      owner: own.owner.node,
      failsNow: trial.isFailed,
      otherOwners: others.flatMap(({ owner }) => (owner.kind === "owned" ? owner.node : [])),
      touching: this.#suppositions.map(({ causes }) => kept.filter((key) => causes.has(key)).length),
      byProxy: this.#suppositions.map(({ causes }) => Number(proxy !== null && causes.has(proxy))),
    };
  }

  /** The chance that the volume's backup fails under this owner, if the supposition holds. */
  #failing({ touching, byProxy, otherOwners }: Place, owner: string, index: number, withProxy = true): number {
    const causes = this.#suppositions[index]?.causes;
    const owners = new Set([owner, ...otherOwners]);
    let count = (touching[index] ?? 0) + (withProxy ? (byProxy[index] ?? 0) : 0);
    for (const node of owners) if (causes?.has(keyOf("node", node)) === true) count++;
    return FAILS[Math.min(2, count)] ?? FAILS[2];
  }

  /** The mutual information of the outcome and of whether the suspect is a cause. */
  #bits(suspect: string, failing: (index: number) => number): number {
    let [withIt, without, failsWith, failsWithout] = [0, 0, 0, 0];
    this.#suppositions.forEach(({ share, causes }, index) => {
      const fails = share * failing(index);
      if (causes.has(suspect)) {
        withIt += share;
        failsWith += fails;
      } else {
        without += share;
        failsWithout += fails;
      }
    });
    const all = withIt + without;
    if (withIt === 0 || without === 0) return 0;
    return (
      entropy((failsWith + failsWithout) / all) -
      (withIt / all) * entropy(failsWith / withIt) -
      (without / all) * entropy(failsWithout / without)
    );
  }
}

function keyOf(kind: FactorKind, name: string): string {
  return `${kind} ${name}`;
}

/** What ended does not touch the next backup. */
function isOngoing({ factor, last }: Cause): boolean {
  return last === factor.trials.length - 1;
}

/** Clear nodes first, then those on which something passed, then untried ones; bad ones last. */
function standing({ verdict, trials }: CandidateAttribution): number {
  switch (verdict) {
    case "clear":
      return 0;
    case "unknown":
      return trials.total > trials.failed ? 1 : 2;
    case "suspect":
      return 3;
    case "bad":
      return 4;
  }
}

/** Of an outcome with this chance, in bits. */
function entropy(chance: number): number {
  return chance <= 0 || chance >= 1 ? 0 : -chance * Math.log2(chance) - (1 - chance) * Math.log2(1 - chance);
}
