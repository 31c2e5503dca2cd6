import { DAY_MS, MINUTE_MS } from "./wall-time.ts";
import { WINDOWS_ZONES } from "./windows-zones.ts";

/** Where clocks on walls show local time. */
export interface TimeZone {
  /** IANA, or a fixed offset. */
  readonly name: string;
  /**
   * How far local time is ahead of UTC, in milliseconds, when a wall clock shows this. Two: it shows it twice, the earlier moment's first.
   * None: clocks were set forward over it. `wall` is in milliseconds since 1970 as if it were UTC.
   */
  offsetsAt(wall: number): readonly number[];
}

/** Read often, of columns that say so, and slow to ask Intl for. */
const UTC: TimeZone = { name: "UTC", offsetsAt: () => NO_OFFSET };
const NO_OFFSET: readonly number[] = [0];
const FIXED_OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i;
const MAX_OFFSET_HOURS = 14;

/** By an IANA name, a Windows name (`W. Europe Standard Time`) or an offset (`+02:00`); null for no zone that is known. */
export function timeZoneOf(name: string): TimeZone | null {
  const wanted = name.trim();
  if (/^(?:etc\/)?utc$/i.test(wanted)) return UTC;
  const fixed = FIXED_OFFSET.exec(wanted);
  if (fixed !== null) return fixedZone(wanted, fixed);
  const iana = WINDOWS_ZONES.get(wanted.toLowerCase()) ?? wanted;
  // Node takes some names that are neither, such as numbers; an IANA name is letters first.
  if (!/^[a-z][\w+/-]*$/i.test(iana)) return null;
  try {
    return new RegionalZone(iana);
  } catch {
    return null;
  }
}

function fixedZone(name: string, [, sign, hours = "0", minutes = "0"]: readonly string[]): TimeZone | null {
  if (Number(hours) > MAX_OFFSET_HOURS || Number(minutes) > 59) return null;
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  const offsets = [sign === "-" ? -size : size];
  return { name, offsetsAt: () => offsets };
}

/** The offset on a day in UTC, and where it changes within. */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
  /** In milliseconds since 1970. */
  readonly change: number;
}

class RegionalZone implements TimeZone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** By day since 1970: asking Intl for every time would take as long as all the rest. */
  readonly #days = new Map<number, DayOffsets>();
  readonly #steady = new Map<number, readonly number[] | null>();

  /** @throws RangeError for a zone that Node does not know */
  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    this.name = name;
  }

  offsetsAt(wall: number): readonly number[] {
    const day = Math.floor(wall / DAY_MS);
    let steady = this.#steady.get(day);
    if (steady === undefined) {
      steady = this.#steadyOffset(day);
      this.#steady.set(day, steady);
    }
    return steady ?? this.#possibleOffsets(wall, day);
  }

  /** Where no clock is changed on that day or the two beside it, which is nearly always. */
  #steadyOffset(day: number): readonly number[] | null {
    const { before } = this.#dayOffsets(day - 1);
    for (let near = day - 1; near <= day + 1; near++) {
      const offsets = this.#dayOffsets(near);
      if (offsets.before !== before || offsets.after !== before) return null;
    }
    return [before];
  }

  #possibleOffsets(wall: number, day: number): readonly number[] {
    const candidates = new Set<number>();
    for (let near = day - 1; near <= day + 1; near++) {
      const { before, after } = this.#dayOffsets(near);
      candidates.add(before).add(after);
    }
    // The larger offset makes the earlier moment.
    return [...candidates].filter((offset) => this.#offsetAt(wall - offset) === offset).sort((a, b) => b - a);
  }

  #offsetAt(moment: number): number {
    const { before, after, change } = this.#dayOffsets(Math.floor(moment / DAY_MS));
    return moment < change ? before : after;
  }

  #dayOffsets(day: number): DayOffsets {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const start = day * DAY_MS;
    const before = this.#ask(start);
    const after = this.#ask(start + DAY_MS);
    const offsets = { before, after, change: before === after ? start : this.#changeAfter(start, before) };
    this.#days.set(day, offsets);
    return offsets;
  }

  /** To the second: every change since 1900 happened at a whole one. */
  #changeAfter(start: number, before: number): number {
    let low = 0;
    let high = DAY_MS / 1000;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#ask(start + middle * 1000) === before) low = middle;
      else high = middle;
    }
    return start + high * 1000;
  }

  #ask(moment: number): number {
    const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.#format.formatToParts(moment)) {
      if (isShown(type)) shown[type] = Number(value);
    }
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - moment;
  }
}

function isShown(type: string): type is "year" | "month" | "day" | "hour" | "minute" | "second" {
  return ["year", "month", "day", "hour", "minute", "second"].includes(type);
}
