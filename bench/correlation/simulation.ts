import { deriveAttribution } from "../../src/facts/attribution/derive-attribution.ts";
import { table } from "../tables.ts";
import { FAMILIES, type Family } from "./families.ts";
import { type Forecast, type Score, scoreOf } from "./score.ts";
import { simulateCluster } from "./simulated-cluster.ts";
import { attributedFromRows, calledBad } from "./through-rows.ts";

export interface SimulationOptions {
  /** Of each family. */
  readonly clusters: number;
  readonly seed: number;
}

interface FamilyScores {
  readonly family: Family;
  readonly scores: readonly Score[];
}

/** So many clusters of each family are also read from rows: that takes ten times as long. */
const FROM_ROWS = 50;
const EXACT_TARGET = 0.97;
const FALSE_TARGET = 0.005;

/** Attributes the failures of many random clusters and tells how often the verdicts are right. */
export function simulate({ clusters, seed }: SimulationOptions, say: (text: string) => void): void {
  let [fromRows, alike] = [0, 0];
  const families = FAMILIES.map((family, index): FamilyScores => {
    const scores = Array.from({ length: clusters }, (_, number) => {
      const cluster = simulateCluster(family, seedOf(seed, index, number));
      const attribution = deriveAttribution(cluster);
      if (number < FROM_ROWS) {
        fromRows++;
        if (calledBad(attributedFromRows(cluster)) === calledBad(attribution)) alike++;
      }
      return scoreOf(cluster, attribution);
    });
    return { family, scores };
  });
  say(`${clusters} random clusters of each family, seed ${seed}.\n`);
  say(verdictTable(families));
  say(`\n${elsewhereTable(families)}`);
  say(`\nRead as ownership and session rows, ${alike} of ${fromRows} clusters end with the same called bad.`);
  const forecasts = families.flatMap(({ scores }) => scores.flatMap((score) => score.forecasts));
  for (const kind of ["node", "volume", "proxy"] as const) {
    const own = forecasts.filter((forecast) => forecast.kind === kind);
    say(`\nProbabilities of ${own.length} candidates, ${kind}: Brier score ${brier(own).toFixed(4)}`);
    say(reliabilityTable(own));
  }
}

/** Different for every cluster, whatever the number of clusters. */
function seedOf(seed: number, family: number, number: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(family + 1, 0x85ebca6b)) + number * 7919;
}

function verdictTable(families: readonly FamilyScores[]): string {
  const all: FamilyScores = {
    family: { name: "all", plan: () => never() },
    scores: families.flatMap(({ scores }) => scores),
  };
  const rows = [...families, all].map(({ family, scores }) => {
    const decidable = scores.filter(({ isDecidable }) => isDecidable);
    const exact = decidable.filter(({ isExact }) => isExact).length;
    const accused = scores.filter(({ falselyBad }) => falselyBad.length > 0).length;
    const withBad = scores.filter(({ hasBadNodes }) => hasBadNodes);
    const found = withBad.filter(({ isExact }) => isExact).length;
    return [
      family.name,
      decidable.length === 0 ? "-" : `${share(exact, decidable.length)} of ${decidable.length}`,
      decidable.length === 0 ? "" : exact / decidable.length >= EXACT_TARGET ? "met" : "NOT MET",
      withBad.length === 0 ? "-" : `${share(found, withBad.length)} of ${withBad.length}`,
      `${share(accused, scores.length)} (${accused})`,
      accused / scores.length <= FALSE_TARGET ? "met" : "NOT MET",
    ];
  });
  return table(
    ["clusters", "exact bad set, decidable", ">= 97 %", "exact, all with bad nodes", "a good node bad", "<= 0.5 %"],
    rows,
  );
}

function never(): never {
  throw new Error("Not a family of its own.");
}

function elsewhereTable(families: readonly FamilyScores[]): string {
  const rows = families.map(({ family, scores }) => {
    const culprits = scores.reduce((sum, one) => sum + one.culpritsElsewhere, 0);
    const found = scores.reduce((sum, one) => sum + one.foundElsewhere, 0);
    const accused = scores.filter(({ othersFalselyBad }) => othersFalselyBad.length > 0).length;
    const count = (onset: Score["onset"]): number => scores.filter((one) => one.onset === onset).length;
    const onsets = count("found") + count("missed");
    return [
      family.name,
      culprits === 0 ? "-" : `${share(found, culprits)} of ${culprits}`,
      `${share(accused, scores.length)} (${accused})`,
      onsets === 0 ? "-" : `${share(count("found"), onsets)} of ${onsets}`,
      `${share(count("invented"), scores.length)} (${count("invented")})`,
    ];
  });
  return table(
    ["clusters", "bad volumes and proxies found", "a good one bad", "onsets found", "an onset invented"],
    rows,
  );
}

function share(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(2)} %`;
}

/** Mean squared difference between probability and truth: 0 is perfect. */
function brier(forecasts: readonly Forecast[]): number {
  const sum = forecasts.reduce((total, { probability, isCause }) => total + (probability - (isCause ? 1 : 0)) ** 2, 0);
  return sum / Math.max(1, forecasts.length);
}

const BINS = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

function reliabilityTable(forecasts: readonly Forecast[]): string {
  const rows = BINS.slice(0, -1).map((low, index) => {
    const high = BINS[index + 1] ?? 1;
    const within = forecasts.filter(({ probability: p }) => p >= low && (p < high || high === 1));
    const mean = within.reduce((sum, { probability }) => sum + probability, 0) / within.length;
    const causes = within.filter(({ isCause }) => isCause).length;
    return [
      `${low} to ${high}`,
      within.length.toString(),
      within.length === 0 ? "-" : mean.toFixed(3),
      within.length === 0 ? "-" : (causes / within.length).toFixed(3),
    ];
  });
  return table(["probability", "candidates", "mean", "share of causes"], rows);
}
