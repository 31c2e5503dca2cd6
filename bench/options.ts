import { parseArgs } from "node:util";

/** What is measured: reading logs, auditing a directory, correlating exports, how right verdicts are, or joining all. */
const SUBJECTS = ["logs", "directory", "correlation", "simulation", "diagnose"] as const;
type Subject = (typeof SUBJECTS)[number];

export interface BenchOptions {
  /** null: the first two. */
  readonly only: Subject | null;
  /** Size of the large input, in 10^6 bytes. */
  readonly megabytes: number;
  /** Size of the logs that are diagnosed together, in 10^6 bytes. */
  readonly folderMegabytes: number;
  /** Size of the input for readers too slow for the large one. */
  readonly smallMegabytes: number;
  /** Measured rounds, after one that warms up and counts the output. */
  readonly runs: number;
  /** Fetch npm winevtx into bench/.work when it is not there yet. */
  readonly installPeers: boolean;
  /** Folder of real logs to take chunks from; null: the generated samples. */
  readonly corpus: string | null;
  /** Folder whose node_modules holds winevtx; null: bench/.work/peers. */
  readonly peers: string | null;
  /** Computers of the domain that is audited. */
  readonly computers: number;
  /** Whether a domain in which every computer is a Hyper-V host is audited too. */
  readonly worstCase: boolean;
  /** Random clusters of each family. */
  readonly clusters: number;
  readonly seed: number;
}

export const USAGE = `npm run bench -- [--megabytes 500] [--small-megabytes 31.5] [--runs 5] [--install-peers]
npm run bench -- --only directory [--computers 100000] [--worst-case] [--runs 5]
npm run bench -- --only correlation [--seed 1] [--runs 5]
npm run bench -- --only diagnose [--folder-megabytes 2000] [--runs 5]
npm run bench -- --only simulation [--clusters 1000] [--seed 1]

  --only logs|directory     measure one of the two; else both
  --only correlation        correlate the exports of a large cluster
  --only diagnose           diagnose a large cluster's folder, and a small one's
  --only simulation         how often correlate is right about random clusters
  --folder-megabytes        size of the logs that are diagnosed together
  --computers               size of the domain that is audited
  --worst-case              audit another one too, in which every computer is a Hyper-V host
  --clusters                random clusters of each family
  --seed                    other clusters

  BADNODE_BENCH_MEGABYTES   the same as --megabytes
  BADNODE_CORPUS            a folder with "logs" in it: the input is made of their chunks
  BADNODE_BENCH_PEERS       a folder with winevtx in its node_modules; else --install-peers fetches it
`;

/** @throws Error when an option is unknown or a number is none. */
export function benchOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      megabytes: { type: "string", default: env["BADNODE_BENCH_MEGABYTES"] ?? "500" },
      "small-megabytes": { type: "string", default: "31.5" },
      "folder-megabytes": { type: "string", default: "2000" },
      runs: { type: "string", default: "5" },
      only: { type: "string" },
      computers: { type: "string", default: "100000" },
      "worst-case": { type: "boolean", default: false },
      clusters: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      "install-peers": { type: "boolean", default: false },
    },
  });
  return {
    only: values.only === undefined ? null : subjectCalled(values.only),
    computers: Math.ceil(positive("--computers", values.computers)),
    worstCase: values["worst-case"],
    clusters: Math.ceil(positive("--clusters", values.clusters)),
    seed: Math.ceil(positive("--seed", values.seed)),
    megabytes: positive("--megabytes", values.megabytes),
    folderMegabytes: positive("--folder-megabytes", values["folder-megabytes"]),
    smallMegabytes: positive("--small-megabytes", values["small-megabytes"]),
    runs: Math.ceil(positive("--runs", values.runs)),
    installPeers: values["install-peers"],
    corpus: env["BADNODE_CORPUS"] || null,
    peers: env["BADNODE_BENCH_PEERS"] || null,
  };
}

function subjectCalled(name: string): Subject {
  const subject = SUBJECTS.find((one) => one === name);
  if (subject === undefined) {
    throw new Error(`--only takes ${SUBJECTS.slice(0, -1).join(", ")} or ${SUBJECTS.at(-1)}, not "${name}".`);
  }
  return subject;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1e6)) throw new Error(`${option} takes a number above 0, not "${text}".`);
  return value;
}
