import { cultureTime, type UnorderedDate } from "./culture-time.ts";
import type { DateOrder } from "./date-order.ts";
import {
  type ExportedTime,
  ORDER_AND_ZONE_UNKNOWN,
  ORDER_UNKNOWN,
  SKIPPED,
  UNREADABLE,
  WITHOUT_ZONE,
} from "./exported-time.ts";
import { IsoTime } from "./iso-time.ts";
import type { TimeZone } from "./time-zone.ts";
import { MINUTE_MS, TickCounter, wallMilliseconds } from "./wall-time.ts";

/** Windows PowerShell 5.1 writes times to JSON so, in milliseconds since 1970 UTC; an offset behind them tells only where. */
const JSON_DATE = /^\\?\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\\?\/$/;

/** A power of two. */
const RECENT = 1 << 10;

interface Recent {
  readonly milliseconds: number;
  readonly fraction: number;
  readonly setBack: number;
  readonly time: Extract<ExportedTime, { readonly kind: "ticks" }>;
}

/**
 * Reads the times of one export. Local times need `zone`, dates such as 03/04/2017 an `order`: both are told by whoever knows where the
 * export was made; but dates with dots, of which one begins with a number above 12, show by themselves that the day comes first.
 */
export class ExportedTimes {
  readonly #zone: TimeZone | null;
  readonly #order: DateOrder | null;
  readonly #iso = new IsoTime();
  readonly #counter = new TickCounter();
  /** Rows that stand near each other often have the same times: they share one. */
  readonly #recent = new Array<Recent | undefined>(RECENT).fill(undefined);

  #isDayFirst = false;
  /** Some date was read that needs an order, and is not written so or cannot begin with the day. */
  isContradicted = false;

  constructor(zone: TimeZone | null, order: DateOrder | null) {
    this.#zone = zone;
    this.#order = order;
  }

  /** The time in a stretch of text that neither begins nor ends with blanks. */
  read(text: string, start = 0, end: number = text.length): ExportedTime {
    const iso = this.#iso;
    if (!iso.parse(text, start, end)) return this.#other(text.slice(start, end));
    if (iso.milliseconds === null) return UNREADABLE;
    return iso.offset === null
      ? this.#local(iso.milliseconds, iso.fraction)
      : this.#moment(iso.milliseconds - iso.offset * MINUTE_MS, iso.fraction);
  }

  #other(text: string): ExportedTime {
    const milliseconds = JSON_DATE.exec(text)?.[1];
    if (milliseconds !== undefined) return this.#moment(Number(milliseconds), 0);
    const time = cultureTime(text, this.#order);
    if (time.kind === "problem") return time;
    if (time.kind === "either-order") {
      this.#noteOrder(time.date);
      return time.offset === null && this.#zone === null ? ORDER_AND_ZONE_UNKNOWN : ORDER_UNKNOWN;
    }
    const wall = wallMilliseconds(time.wall);
    if (wall === null) return UNREADABLE;
    return time.offset === null
      ? this.#local(wall, time.wall.fraction)
      : this.#moment(wall - time.offset * MINUTE_MS, time.wall.fraction);
  }

  /** In which order all dates were that needed one to be read, as far as they show it; null: they do not, or not alike. */
  get shownOrder(): DateOrder | null {
    return this.#isDayFirst && !this.isContradicted ? "dmy" : null;
  }

  #noteOrder({ first, second, isDotted }: UnorderedDate): void {
    if (!isDotted || second > 12) this.isContradicted = true;
    else if (first > 12) this.#isDayFirst = true;
  }

  #local(wall: number, fraction: number): ExportedTime {
    if (this.#zone === null) return WITHOUT_ZONE;
    const offsets = this.#zone.offsetsAt(wall);
    const [offset, second = offset] = offsets;
    if (offset === undefined || second === undefined) return SKIPPED;
    return this.#moment(wall - offset, fraction, offset - second);
  }

  /** `setBack`: so many milliseconds later clocks showed the same again; 0: they did not. */
  #moment(milliseconds: number, fraction: number, setBack = 0): ExportedTime {
    const slot = (milliseconds / 1000) & (RECENT - 1);
    const recent = this.#recent[slot];
    if (
      recent !== undefined &&
      recent.milliseconds === milliseconds &&
      recent.fraction === fraction &&
      recent.setBack === setBack
    )
      return recent.time;
    const ticks = this.#counter.ticksOf(milliseconds, fraction);
    if (ticks === null) return UNREADABLE;
    const again = setBack === 0 ? {} : { again: ticks + BigInt(setBack) * 10_000n };
    const time = { kind: "ticks", ticks, isAmbiguous: setBack > 0, ...again } as const;
    this.#recent[slot] = { milliseconds, fraction, setBack, time };
    return time;
  }
}
