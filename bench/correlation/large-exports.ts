import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { compareBigint, compareText } from "../../src/shared/order.ts";
import type { Plan } from "./families.ts";
import { simulateCluster } from "./simulated-cluster.ts";

/** Two exports of one large cluster, and what is in them. */
export interface LargeExports {
  /** `time,volume,node` */
  readonly ownership: string;
  /** `start,end,volume,result,proxy,job,retry,snapshot` */
  readonly sessions: string;
  readonly bytes: number;
  readonly moves: number;
  readonly rows: number;
  readonly trials: number;
  /** The culprits that the cluster was made with. */
  readonly badNodes: readonly string[];
}

/** 64 nodes and 400 volumes for two years: 200,000 trials and a few. Half of the sets are pairs of volumes. */
const PLAN: Plan = {
  nodes: 64,
  volumes: 400,
  proxies: 4,
  days: 750,
  movesPerVolumeAndDay: 0.2,
  noise: 0.01,
  badNodes: 3,
  badVolumes: 0,
  badProxies: 0,
  changes: false,
  onset: null,
  setSize: 2,
  boundProxies: false,
  homes: false,
  retries: 0.7,
  machines: 0,
};

/** Writes them; the same ones for the same seed. */
export function largeExports(folder: string, seed: number): LargeExports {
  const ownership = join(folder, "ownership.csv");
  const sessions = join(folder, "sessions.csv");
  mkdirSync(folder, { recursive: true });
  const cluster = simulateCluster({ name: "large", plan: () => PLAN }, seed);
  // As products list them, by time.
  const moves = [...cluster.ownership].sort((a, b) => compareBigint(a.time ?? 0n, b.time ?? 0n));
  const rows = [...cluster.sessions].sort(
    (a, b) => compareBigint(a.start, b.start) || compareText(a.volume ?? "", b.volume ?? ""),
  );
  const guidOf = guids();
  writeLines(ownership, "time,volume,node", moves, ({ time, volume, node }) => [timeOf(time ?? 0n), volume, node]);
  writeLines(sessions, "start,end,volume,result,proxy,job,retry,snapshot", rows, (row) => [
    timeOf(row.start),
    timeOf(row.end),
    row.volume ?? "",
    row.result === "failed" ? "Failed" : "Success",
    row.proxy ?? "",
    row.job ?? "",
    row.isRetry === true ? "True" : "False",
    row.snapshot === null ? "" : guidOf(row.snapshot),
  ]);
  return {
    ownership,
    sessions,
    bytes: statSync(ownership).size + statSync(sessions).size,
    moves: moves.length,
    rows: rows.length,
    trials: cluster.trials.trials.length,
    badNodes: cluster.truth.nodes.map(({ name }) => name),
  };
}

/** `2026-09-07T21:00:12Z` */
function timeOf(ticks: bigint): string {
  return `${filetimeToIso(ticks).slice(0, 19)}Z`;
}

/** One for each text. */
function guids(): (text: string) => string {
  const random = new SeededRandom(3);
  const known = new Map<string, string>();
  return (text) => {
    const guid = known.get(text) ?? random.guid();
    known.set(text, guid);
    return guid;
  };
}

function writeLines<T>(path: string, header: string, rows: readonly T[], cellsOf: (row: T) => readonly string[]): void {
  const lines = rows.map((row) => cellsOf(row).join(","));
  writeFileSync(path, `${[header, ...lines].join("\r\n")}\r\n`);
}
