import { isoToFiletime, UNIX_EPOCH_TICKS } from "../shared/filetime.ts";
import { usageError } from "./command.ts";

export interface TimeOption {
  /** FILETIME ticks. */
  readonly ticks: bigint;
  /** Set when the time was read in a way that the user may not expect. */
  readonly note?: string;
}

const TICKS_PER_MILLISECOND = 10_000n;
const TICKS_PER_SECOND = 10_000_000n;
const UNIT_SECONDS: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, h: 3600n, d: 86_400n, w: 604_800n };

/** `7d`, `12h`, `30m`, `90s`, `2w` in ticks; undefined for anything else. */
export function durationTicks(text: string): bigint | undefined {
  const match = /^(\d{1,9})([smhdw])$/i.exec(text.trim());
  const unit = UNIT_SECONDS[match?.[2]?.toLowerCase() ?? ""];
  return unit === undefined ? undefined : BigInt(match?.[1] ?? 0) * unit * TICKS_PER_SECOND;
}

/**
 * An ISO 8601 time, or a duration before `now` (milliseconds since 1970).
 * @throws BadnodeError for anything else
 */
export function parseTimeOption(option: string, text: string | undefined, now: number): TimeOption | undefined {
  if (text === undefined) return undefined;
  const ago = durationTicks(text);
  if (ago !== undefined) {
    const ticks = BigInt(Math.trunc(now)) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS - ago;
    return { ticks: ticks < 0n ? 0n : ticks };
  }
  const ticks = isoToFiletime(text);
  if (ticks === null) {
    throw usageError(
      `--${option} cannot be read as a time: "${text}".`,
      "Write 2025-06-08T07:15:00Z, 2025-06-08T09:15+02:00, 2025-06-08, or 7d, 12h, 30m for a time ago.",
    );
  }
  const withoutOffset = /\d:\d\d(:\d\d(\.\d+)?)?$/.test(text.trim()) && !/[+-]\d\d:?\d\d$/.test(text.trim());
  return withoutOffset
    ? { ticks, note: `--${option} ${text} is read as UTC; add an offset such as +02:00 for a local time.` }
    : { ticks };
}
