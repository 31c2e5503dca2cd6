import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What one process used, as the kernel counted it. */
export interface Usage {
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly peakMiB: number;
}

/** The program that asks the kernel: Node tells nothing about its children. */
const TIME = "/usr/bin/time";

export interface UsageMeter {
  /** The command with what measures it in front. */
  wrap(command: readonly string[]): readonly string[];
  /** What the last wrapped command used. */
  read(): Usage | null;
}

/** GNU time, or that of macOS and the BSDs, reporting into `folder`; null where there is neither. */
export function usageMeter(folder: string): UsageMeter | null {
  if (!existsSync(TIME)) return null;
  const gnu = spawnSync(TIME, ["-v", "true"], { encoding: "utf8" });
  const flags = gnu.status === 0 && gnu.stderr.includes("Maximum resident set size") ? ["-v"] : ["-l"];
  const report = join(folder, "usage");
  const probe = spawnSync(TIME, [...flags, "-o", report, "true"]);
  const read = (): Usage | null => usageFrom(existsSync(report) ? readFileSync(report, "utf8") : "");
  if (probe.status !== 0 || read() === null) return null;
  return { wrap: (command) => [TIME, ...flags, "-o", report, ...command], read };
}

function usageFrom(report: string): Usage | null {
  const number = (pattern: RegExp): number => Number(pattern.exec(report)?.[1] ?? Number.NaN);
  const gnu: Usage = {
    userSeconds: number(/User time \(seconds\): ([\d.]+)/),
    systemSeconds: number(/System time \(seconds\): ([\d.]+)/),
    peakMiB: number(/Maximum resident set size \(kbytes\): (\d+)/) / 1024,
  };
  const bsd: Usage = {
    userSeconds: number(/([\d.]+) user/),
    systemSeconds: number(/([\d.]+) sys/),
    peakMiB: number(/(\d+)\s+maximum resident set size/) / 2 ** 20,
  };
  return [gnu, bsd].find((usage) => Object.values(usage).every(Number.isFinite)) ?? null;
}
