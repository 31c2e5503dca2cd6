import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { type ChunkSet, chunkSet } from "./chunk-set.ts";
import { correlateSubjects } from "./correlation/correlate-subjects.ts";
import { correlateTable, correlateVerdicts, exportsLines } from "./correlation/correlate-tables.ts";
import { largeExports } from "./correlation/large-exports.ts";
import { simulate } from "./correlation/simulation.ts";
import { folderSubjects, sampleSubjects } from "./diagnose/diagnose-subjects.ts";
import { diagnoseVerdicts, folderLines } from "./diagnose/diagnose-tables.ts";
import { largeFolder } from "./diagnose/large-folder.ts";
import { directorySubjects } from "./directory/directory-subjects.ts";
import { directoryVerdicts, domainLines, requestsTable } from "./directory/directory-tables.ts";
import { serveDomains } from "./directory/served-domain.ts";
import { type LargeLog, largeLog } from "./large-log.ts";
import { measure, type Series } from "./measure.ts";
import { benchOptions, type BenchOptions, USAGE } from "./options.ts";
import { findPeers, installWinevtx, type Peers, versionOf } from "./peers.ts";
import { plainChunks } from "./plain-chunks.ts";
import { rarestEvent } from "./rarest-event.ts";
import { subjectsOf } from "./subjects.ts";
import { failureLines, timesTable, verdictTable } from "./tables.ts";
import { verdicts } from "./targets.ts";
import { type UsageMeter, usageMeter } from "./usage.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const WORK = join(ROOT, "bench", ".work");
const BADNODE = join(ROOT, "bin", "badnode.js");

const RATIOS = "Ratios are taken inside each round: median (least to most).";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const note = (text: string): void => void process.stderr.write(`${text}\n`);

function peersOf(options: BenchOptions): Peers {
  const folder = options.peers ?? join(WORK, "peers");
  if (options.installPeers && findPeers("", folder).winevtx === null) installWinevtx(folder);
  return findPeers(process.env["PATH"] ?? "", folder);
}

/** Records of each input by its path, as the first reader printed them when warming up; who counts otherwise is named. */
function recordCounts(series: readonly Series[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { subject, outputLines } of series) {
    if (subject.records !== "printed" || subject.input === null) continue;
    const known = counts.get(subject.input.path);
    if (known === undefined) counts.set(subject.input.path, outputLines);
    else if (known !== outputLines) note(`${subject.title} printed ${outputLines} records, not ${known}.`);
  }
  return counts;
}

function machine(): string {
  const load = loadavg()[0] ?? 0;
  return [
    `Machine: ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `Load at the end: ${load.toFixed(1)}${load > cpus().length * 0.75 + 1 ? " (busy: trust the ratios, not the times)" : ""}`,
  ].join("\n");
}

function peerVersions(peers: Peers): string {
  const lines: string[] = [];
  if (peers.evtxDump !== null) lines.push(`evtx_dump: ${versionOf([peers.evtxDump, "--version"])}`);
  if (peers.evtxExport !== null) lines.push(`evtxexport: ${versionOf([peers.evtxExport, "-V"])}`);
  const missing = Object.entries(peers).flatMap(([name, path]) => (path === null ? name : []));
  if (missing.length > 0) lines.push(`Not installed, so not measured: ${missing.join(", ")}`);
  return lines.join("\n");
}

function plainLog({ evtxExport }: Peers, set: ChunkSet, megabytes: number): LargeLog | null {
  if (evtxExport === null) return null;
  const source = {
    name: `${set.origin}-for-libevtx`,
    madeOf: `${set.digest} ${versionOf([evtxExport, "-V"])}`,
    chunks: () => plainChunks(set.chunks, evtxExport, WORK),
  };
  return largeLog(WORK, source, megabytes);
}

/** Reading logs. */
async function benchLogs(options: BenchOptions, meter: UsageMeter | null): Promise<void> {
  const peers = peersOf(options);
  const set = chunkSet(options.corpus);
  const whole = { name: set.origin, madeOf: set.digest, chunks: () => set.chunks };
  const smallMegabytes = Math.min(options.smallMegabytes, options.megabytes);
  const large = largeLog(WORK, whole, options.megabytes);
  const small = largeLog(WORK, whole, smallMegabytes);
  const rare = rarestEvent(set);
  const subjects = subjectsOf({
    node: process.execPath,
    badnode: BADNODE,
    large,
    small,
    plain: plainLog(peers, set, smallMegabytes),
    rare,
    peers,
  });
  say(
    `Input: ${set.chunks.length} different chunks of ${set.origin === "real" ? "real logs" : "the generated samples"},`,
  );
  say(`       round and round: ${large.bytes} bytes, and ${small.bytes} for slow readers.`);
  say(
    `Search: ${rare.provider} ${rare.eventId}. Output goes to the null device. ${options.runs} rounds, all in turn.\n`,
  );
  const { series, failures } = await measure(subjects, options.runs, meter, note);
  say(timesTable(series, recordCounts(series)));
  if (failures.length > 0) say(`\n${failureLines(failures)}`);
  say(`\n${RATIOS}\n`);
  say(verdictTable(verdicts(series)));
  say(`\n${peerVersions(peers)}`);
}

/** Auditing a directory. */
async function benchDirectory(options: BenchOptions, meter: UsageMeter | null): Promise<void> {
  const { runs } = options;
  const domains = await serveDomains(join(WORK, "directory"), options, note);
  try {
    const subjects = directorySubjects(domains, { node: process.execPath, badnode: BADNODE });
    say(`${domainLines(domains)}\nOutput goes to the null device. ${runs} rounds, all in turn.\n`);
    const { series, failures } = await measure(subjects, runs, meter, note);
    say(requestsTable(series, domains));
    if (failures.length > 0) say(`\n${failureLines(failures)}`);
    say(`\n${RATIOS}\n`);
    say(verdictTable(directoryVerdicts(series, domains)));
  } finally {
    for (const { stop } of domains) stop();
  }
}

/** Joining owners with backups. */
async function benchCorrelation({ runs, seed }: BenchOptions, meter: UsageMeter | null): Promise<void> {
  const exports = largeExports(join(WORK, "correlation"), seed);
  const subjects = correlateSubjects(exports, { node: process.execPath, badnode: BADNODE });
  say(`${exportsLines(exports)}\nOutput goes to the null device. ${runs} rounds, all in turn.\n`);
  const { series, failures } = await measure(subjects, runs, meter, note);
  say(correlateTable(series, exports));
  if (failures.length > 0) say(`\n${failureLines(failures)}`);
  say(`\n${RATIOS}\n`);
  say(verdictTable(correlateVerdicts(series)));
}

/** So short a run says little by itself: it is measured so many times as often as long ones. */
const SHORT_RUNS = 4;

/** From a folder of everything to the bad nodes. */
async function benchDiagnose(options: BenchOptions, meter: UsageMeter | null): Promise<void> {
  const { runs, corpus, folderMegabytes } = options;
  const programs = { node: process.execPath, badnode: BADNODE };
  const temporary = mkdtempSync(join(tmpdir(), "badnode-bench-"));
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  // Two gigabytes do not stay behind, however the bench ends.
  const leave = (): void => process.exit(130);
  process.once("exit", remove).once("SIGINT", leave).once("SIGTERM", leave);
  try {
    note(`writing ${folderMegabytes} MB into ${temporary}`);
    const filling = corpus === null ? null : chunkSet(corpus).chunks;
    const folder = largeFolder(temporary, filling, folderMegabytes);
    const origin =
      filling === null ? "services that start and stop" : `${filling.length} different chunks of real logs`;
    say(`${folderLines(folder, origin)}\nOutput goes to the null device. ${runs} rounds, all in turn.\n`);
    const large = await measure(folderSubjects(folder, programs), runs, meter, note);
    const sample = join(ROOT, "samples", "missing-scp");
    const short = await measure(sampleSubjects(sample, programs), runs * SHORT_RUNS, meter, note);
    const series = [...large.series, ...short.series];
    const failures = [...large.failures, ...short.failures];
    say(timesTable(series, new Map()));
    if (failures.length > 0) say(`\n${failureLines(failures)}`);
    say(`\n${RATIOS}\n`);
    say(verdictTable(diagnoseVerdicts(series)));
  } finally {
    remove();
    process.off("exit", remove).off("SIGINT", leave).off("SIGTERM", leave);
  }
}

async function bench(options: BenchOptions): Promise<void> {
  if (options.only === "simulation") {
    simulate(options, say);
    return;
  }
  if (!existsSync(BADNODE)) throw new Error(`There is no ${BADNODE}. Run it as npm run bench.`);
  mkdirSync(WORK, { recursive: true });
  const meter = usageMeter(WORK);
  if (options.only === "correlation") await benchCorrelation(options, meter);
  else if (options.only === "diagnose") await benchDiagnose(options, meter);
  else {
    if (options.only !== "directory") await benchLogs(options, meter);
    if (options.only === null) say("");
    if (options.only !== "logs") await benchDirectory(options, meter);
  }
  if (meter === null) say("\nPeak memory and processor time are not available: there is no /usr/bin/time.");
  say(`\n${machine()}`);
}

try {
  await bench(benchOptions(process.argv.slice(2), process.env));
} catch (error) {
  note(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
