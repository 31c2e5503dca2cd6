import { DAY_MS, daysSince1970 } from "./wall-time.ts";

const ZERO = 48;
const COLON = 58;
const DASH = 45;
const PLUS = 43;
const DOT = 46;
const SPACE = 32;
/** Digits of a fraction that ticks of 100 ns can hold; more are cut off. */
const FRACTION_DIGITS = 7;

/**
 * ISO 8601 with a date of hyphens: `2026-09-07`, `2026-09-07T21:00`, `2026-09-07 21:00:12.3456789+02:00`, in a stretch of text. An export has
 * hundreds of thousands of these: one reader is used for all, digit by digit, and nothing is cut out of the text.
 */
export class IsoTime {
  /** Since 1970, as if the time were UTC, without its fraction; null where the calendar or the clock has no such time. */
  milliseconds: number | null = null;
  /** Ticks of 100 ns within the second. */
  fraction = 0;
  /** Minutes ahead of UTC; null: not told, which is local. */
  offset: number | null = null;
  /** Rows that stand together are often of one day. */
  #lastDate = -1;
  #lastDays: number | null = null;

  /** Whether the text has this form. */
  parse(text: string, start: number, end: number): boolean {
    this.milliseconds = null;
    this.fraction = 0;
    this.offset = null;
    const century = two(text, start);
    const years = two(text, start + 2);
    const month = two(text, start + 5);
    const day = two(text, start + 8);
    if (end - start < 10 || century < 0 || years < 0 || month < 0 || day < 0) return false;
    if (text.charCodeAt(start + 4) !== DASH || text.charCodeAt(start + 7) !== DASH) return false;
    const days = this.#days(century * 100 + years, month, day);
    if (end === start + 10) {
      this.milliseconds = days === null ? null : days * DAY_MS;
      return true;
    }
    return this.#clock(text, start + 10, end, days);
  }

  #days(year: number, month: number, day: number): number | null {
    const date = (year * 100 + month) * 100 + day;
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      this.#lastDays = daysSince1970(year, month, day);
    }
    return this.#lastDays;
  }

  #clock(text: string, start: number, end: number, days: number | null): boolean {
    const mark = text.charCodeAt(start);
    const hour = two(text, start + 1);
    const minute = two(text, start + 4);
    if ((mark !== SPACE && (mark | 32) !== 116) || text.charCodeAt(start + 3) !== COLON || hour < 0 || minute < 0)
      return false;
    let at = start + 6;
    let second = 0;
    if (at < end && text.charCodeAt(at) === COLON) {
      second = two(text, at + 1);
      if (second < 0) return false;
      at += 3;
      if (at < end && text.charCodeAt(at) === DOT) {
        at = this.#fractionEnd(text, at + 1, end);
        if (at === -1) return false;
      }
    }
    if (!this.#zone(text, at, end)) return false;
    const isClock = hour < 24 && minute < 60 && second < 60 && !Number.isNaN(this.offset);
    this.milliseconds = days === null || !isClock ? null : days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
    return true;
  }

  #fractionEnd(text: string, start: number, end: number): number {
    let at = start;
    let value = 0;
    for (; at < end; at++) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      if (at - start < FRACTION_DIGITS) value = value * 10 + digit;
    }
    for (let digits = at - start; digits < FRACTION_DIGITS; digits++) value *= 10;
    this.fraction = value;
    return at === start ? -1 : at;
  }

  /** Nothing, `Z`, `+hh:mm` or `-hhmm`. */
  #zone(text: string, start: number, end: number): boolean {
    if (start > end) return false;
    if (start === end) return true;
    const at = text.charCodeAt(start) === SPACE ? start + 1 : start;
    const mark = text.charCodeAt(at);
    if ((mark | 32) === 122) {
      this.offset = 0;
      return at + 1 === end;
    }
    const minuteAt = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
    const hours = two(text, at + 1);
    const minutes = two(text, minuteAt);
    if ((mark !== PLUS && mark !== DASH) || hours < 0 || minutes < 0 || minuteAt + 2 !== end) return false;
    const size = hours > 23 || minutes > 59 ? Number.NaN : hours * 60 + minutes;
    this.offset = mark === DASH ? -size : size;
    return true;
  }
}

/** The number that two digits make; below 0 where they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  // Behind the text's end there is NaN, of which no comparison is true.
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
