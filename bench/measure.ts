import { spawn, spawnSync } from "node:child_process";
import type { LargeLog } from "./large-log.ts";
import type { Usage, UsageMeter } from "./usage.ts";

/** One program to be measured, as a whole process. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly command: readonly string[];
  readonly input: LargeLog | null;
  /** Whether it goes through the records of its input, and whether it prints a line for each. */
  readonly records: "none" | "read" | "printed";
  /** Exit codes that mean success; 0 when not given. */
  readonly succeeds?: readonly number[];
  /** How many requests a server has had since the last call; asked after each run. */
  readonly takeRequests?: () => Promise<number>;
}

export interface Run extends Partial<Usage> {
  readonly seconds: number;
  /** Of a subject whose requests are counted. */
  readonly requests?: number;
}

export interface Series {
  readonly subject: Subject;
  /** One for each round, in the order of the rounds. */
  readonly runs: readonly Run[];
  /** Lines of standard output, counted while warming up. */
  readonly outputLines: number;
  readonly outputBytes: number;
}

export interface Failure {
  readonly subject: Subject;
  readonly reason: string;
}

const ENVIRONMENT = { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" };

/** Runs all subjects in turn, round after round, so that a slow moment of the machine meets all of them. */
export async function measure(
  subjects: readonly Subject[],
  rounds: number,
  meter: UsageMeter | null,
  progress: (text: string) => void,
): Promise<{ readonly series: readonly Series[]; readonly failures: readonly Failure[] }> {
  const failures: Failure[] = [];
  const warm: { subject: Subject; runs: Run[]; outputLines: number; outputBytes: number }[] = [];
  for (const subject of subjects) {
    progress(`warming up: ${subject.title}`);
    const output = await countOutput(subject);
    await subject.takeRequests?.();
    if (output.reason === null) warm.push({ subject, runs: [], outputLines: output.lines, outputBytes: output.bytes });
    else failures.push({ subject, reason: output.reason });
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { subject, runs } of warm) {
      progress(`round ${round} of ${rounds}: ${subject.title}`);
      const run = timedRun(subject, meter);
      const requests = await subject.takeRequests?.();
      runs.push(requests === undefined ? run : { ...run, requests });
    }
  }
  return { series: warm, failures };
}

function timedRun(subject: Subject, meter: UsageMeter | null): Run {
  const [program = "", ...args] = meter?.wrap(subject.command) ?? subject.command;
  const start = performance.now();
  spawnSync(program, args, { stdio: "ignore", env: ENVIRONMENT });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...meter?.read() };
}

interface Output {
  readonly lines: number;
  readonly bytes: number;
  /** Why the run does not count. */
  readonly reason: string | null;
}

const LINE_FEED = 10;

async function countOutput(subject: Subject): Promise<Output> {
  const [program = "", ...args] = subject.command;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: ENVIRONMENT });
  let lines = 0;
  let bytes = 0;
  let complaint = "";
  child.stdout.on("data", (part: Buffer) => {
    bytes += part.length;
    for (let at = part.indexOf(LINE_FEED); at !== -1; at = part.indexOf(LINE_FEED, at + 1)) lines++;
  });
  child.stderr.on("data", (part: Buffer) => {
    if (complaint.length < 400) complaint += part.toString();
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ lines, bytes, reason: error.message }));
    child.on("close", (code, signal) => {
      const succeeded = code !== null && (subject.succeeds ?? [0]).includes(code);
      const said = complaint.trim().split("\n")[0] ?? "";
      resolve({ lines, bytes, reason: succeeded ? null : `it ended with ${code ?? signal}: ${said}` });
    });
  });
}
