import { rowRef } from "../../../src/evidence/index.ts";
import { type Attempt, NO_MAKERS } from "../../../src/facts/trials/attempt.ts";

const MINUTE = 600_000_000n;

/** `26:30`: half past two of the second day. */
export function clock(time: string): bigint {
  const [hours = "", minutes = ""] = time.split(":");
  return (BigInt(hours) * 60n + BigInt(minutes)) * MINUTE;
}

/** One that passed, of one volume, with nothing else told. */
export function attempt(ran: string, volume: string, more: Partial<Attempt> = {}): Attempt {
  const [start = "", end = ""] = ran.split("-");
  return {
    ...{ start: clock(start), end: clock(end), uncertainty: 0n, isFailed: false, volumes: [volume] },
    ...{ proxy: null, job: null, vms: [], vmHosts: [], isRetry: null, run: null, makers: NO_MAKERS, snapshot: null },
    evidence: () => [rowRef({ file: "sessions.csv", line: 2 }, "2026-09-10T00:00:00.0000000Z")],
    ...more,
  };
}
