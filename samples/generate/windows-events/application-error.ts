import type { EventToWrite } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL } from "./host.ts";

const CRASHING_TASK = 100;

/** A process that crashed; paths in full. */
export interface CrashedProcess {
  readonly program: string;
  readonly module: string;
  readonly exceptionCode: number;
  readonly processId: number;
  readonly started: Moment;
  readonly reportId: string;
}

/** Application Error 1000, thirteen strings; numbers are hexadecimal, some without 0x, as in real records. */
export function applicationCrashed(host: Host, time: Moment, process: CrashedProcess): EventToWrite {
  const { program, module, exceptionCode, processId, started, reportId } = process;
  const version = `${host.version.major}.${host.version.minor}.${host.version.build}.0`;
  return classicEvent(host, time, "Application", {
    source: "Application Error",
    id: 1000,
    level: LEVEL.error,
    task: CRASHING_TASK,
    strings: [
      ...[fileName(program), version, "57899b1c", fileName(module), version, "58256ca0"],
      ...[exceptionCode.toString(16).padStart(8, "0"), "00000000000e8f2c", processId.toString(16)],
      ...[started.toString(16).padStart(16, "0"), program, module, reportId],
    ],
  });
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1);
}
