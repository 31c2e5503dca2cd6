import { closeSync, mkdirSync, openSync, statfsSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { clusterPlan, type ClusterPlan, nodeNames } from "../../samples/generate/cluster/index.ts";
import { fileHeader, logChunks } from "../../samples/generate/evtx/index.ts";
import { hostAt } from "../../samples/generate/host-logs/node-life.ts";
import { later } from "../../samples/generate/moment.ts";
import type { SampleLog } from "../../samples/generate/sample-log.ts";
import { missingScp } from "../../samples/generate/scenarios/index.ts";
import { softwareProtectionCycle } from "../../samples/generate/windows-events/application.ts";
import { serviceStateChanged } from "../../samples/generate/windows-events/service-control.ts";

/** A folder as `badnode collect` leaves it, of a large cluster. */
export interface LargeFolder {
  readonly path: string;
  /** Of the logs. */
  readonly bytes: number;
  readonly logs: number;
  readonly exports: readonly string[];
  readonly badNodes: readonly string[];
}

const CHUNK_SIZE = 65_536;
const FILE_HEADER_SIZE = 4096;
const NODES = nodeNames("HV", 16);

/** Eight of each node. */
const CHANNELS = [
  "System",
  "Application",
  "Security",
  "Setup",
  "Microsoft-Windows-FailoverClustering-Operational",
  "Microsoft-Windows-FailoverClustering-CsvFs-Operational",
  "Microsoft-Windows-Hyper-V-VMMS-Admin",
  "Microsoft-Windows-ServerManager-DeploymentProvider-Operational",
];

/**
 * Writes the logs and exports of 16 nodes with three bad ones into the folder: what happened to the cluster in two months,
 * each record once, and behind it in every log `filling`, unmodified, round and round, until all logs together have so
 * many megabytes (10^6 bytes). `filling` null: services of that host that start and stop.
 * @throws Error when there is no room for it
 */
export function largeFolder(folder: string, filling: readonly Uint8Array[] | null, megabytes: number): LargeFolder {
  checkRoom(folder, megabytes);
  const plan = clusterPlan({
    nodes: NODES,
    badNodes: [
      { name: "HV03", cause: "renamed" },
      { name: "HV06", cause: "renamed" },
      { name: "HV08", cause: "upgraded" },
    ],
    volumes: 24,
    nights: 60,
  });
  const { logs, files } = missingScp({ plan });
  const told = new Map(logs.map((log) => [log.path, log]));
  const paths = NODES.flatMap((node) => CHANNELS.map((channel) => `${node}/${channel}.evtx`));
  const ownChunks = Math.floor((megabytes * 1e6) / paths.length / CHUNK_SIZE);
  let bytes = 0;
  let rotation = 0;
  for (const path of new Set([...paths, ...told.keys()])) {
    const host = path.split("/")[0] ?? "";
    const between = filling ?? ordinaryChunks(plan, host);
    const least = paths.includes(path) ? ownChunks : 0;
    bytes += writeLargeLog(join(folder, path), told.get(path) ?? null, { chunks: between, least, rotation });
    // Logs that are full of the same records, in the same places, would be too much alike.
    rotation += 7;
  }
  // What is expected of a sample is no export.
  const exports = files.filter(({ path }) => path !== "expected.json");
  for (const { path, content } of exports) writeFileSync(madeRoom(join(folder, path)), content);
  return {
    path: folder,
    bytes,
    logs: new Set([...paths, ...told.keys()]).size,
    exports: exports.map(({ path }) => path),
    badNodes: plan.nodes.filter(({ isBad }) => isBad).map(({ name }) => name),
  };
}

function checkRoom(folder: string, megabytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 1e6;
  if (free < megabytes * 1.5) {
    throw new Error(`${folder} has ${Math.floor(free)} MB free, which is too little for logs of ${megabytes} MB.`);
  }
}

interface Filling {
  readonly chunks: readonly Uint8Array[];
  /** Chunks that the log has when it is full. */
  readonly least: number;
  /** Which comes first. */
  readonly rotation: number;
}

/** How many bytes it has. */
function writeLargeLog(path: string, told: SampleLog | null, { chunks, least, rotation }: Filling): number {
  const file = openSync(madeRoom(path), "w");
  try {
    let count = 0;
    const write = (chunk: Uint8Array): void => {
      writeSync(file, chunk, 0, chunk.length, FILE_HEADER_SIZE + count * CHUNK_SIZE);
      count++;
    };
    if (told !== null) {
      const { entries, firstRecordId } = told;
      for (const chunk of logChunks(
        entries.map(({ event }) => event),
        { firstRecordId },
      )) {
        write(chunk);
      }
    }
    while (count < least) {
      const chunk = chunks[(rotation + count) % chunks.length];
      if (chunk === undefined) throw new Error(`There are no chunks to fill ${path} with.`);
      write(chunk);
    }
    // The header counts chunks in 16 bits; readers look at the file's length.
    writeSync(
      file,
      fileHeader({ chunks: count & 0xffff, nextRecordId: BigInt(count) * 1000n }),
      0,
      FILE_HEADER_SIZE,
      0,
    );
    return FILE_HEADER_SIZE + count * CHUNK_SIZE;
  } finally {
    closeSync(file);
  }
}

function madeRoom(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

const ORDINARY_STEPS = 1200;

/** Half a megabyte or so of what every host writes and nobody looks for. */
function ordinaryChunks(plan: ClusterPlan, name: string): readonly Uint8Array[] {
  const node = plan.nodes.find((one) => one.name === name);
  if (node === undefined) return [];
  const services = ["BITS", "WinHttpAutoProxySvc", "wuauserv", "TrustedInstaller", "AppXSvc", "smphost", "swprv"];
  const events = Array.from({ length: ORDINARY_STEPS }, (_, step) => {
    const time = later(plan.firstMoment, step * 3600);
    const host = hostAt(node, time);
    const service = services[step % services.length] ?? "BITS";
    const state = step % 2 === 0 ? "running" : "stopped";
    return [
      serviceStateChanged(host, time, { name: service, displayName: `The service ${service}` }, state, 700 + step),
      ...softwareProtectionCycle(host, time),
    ];
  }).flat();
  return [...logChunks(events, { firstRecordId: 500_000n })];
}
