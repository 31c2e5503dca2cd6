import type { DateOrder } from "./date-order.ts";
import { type TimeProblem, UNREADABLE } from "./exported-time.ts";
import { TextCursor } from "./text-cursor.ts";
import type { WallTime } from "./wall-time.ts";

/** A wall time as a culture writes it, with the offset that may stand behind it in minutes; or why it is none. */
export type CultureTime =
  | { readonly kind: "wall"; readonly wall: WallTime; readonly offset: number | null }
  /** It needs an order. */
  | { readonly kind: "either-order"; readonly date: UnorderedDate; readonly offset: number | null }
  | TimeProblem;

/** A date whose first two numbers may be day and month either way round. */
export interface UnorderedDate {
  readonly first: number;
  readonly second: number;
  /** `25.04.2017`: who writes dots and the year last writes the day first, or, seldom, the month. */
  readonly isDotted: boolean;
}

type CalendarDate = Pick<WallTime, "year" | "month" | "day">;
type ClockTime = Omit<WallTime, keyof CalendarDate>;

const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0, fraction: 0 };
const FRACTION_DIGITS = 7;
/** Longer than any time. */
const MAX_LENGTH = 64;

/**
 * `03/04/2017 21:00:05`, `3.4.2017 21.00`, `3-4-17, 9:00 PM`, `2017. 04. 03. 21:00:05`, `03/04/2017 21:00:05 +02:00`: .NET's short date and
 * long time of Western cultures.
 */
export function cultureTime(text: string, order: DateOrder | null): CultureTime {
  if (text.length > MAX_LENGTH) return UNREADABLE;
  const cursor = new TextCursor(text);
  const date = takeDate(cursor, order);
  if (date === null) return UNREADABLE;
  cursor.one(".");
  cursor.one(",");
  cursor.skipBlanks();
  const clock = cursor.isAtEnd ? MIDNIGHT : takeClock(cursor);
  if (clock === null) return UNREADABLE;
  cursor.skipBlanks();
  const offset = cursor.isAtEnd ? null : takeOffset(cursor);
  if (!cursor.isAtEnd || (offset !== null && Number.isNaN(offset))) return UNREADABLE;
  if ("isDotted" in date) return { kind: "either-order", date, offset };
  const { year, month, day } = date;
  const { hour, minute, second, fraction } = clock;
  return { kind: "wall", wall: { year, month, day, hour, minute, second, fraction }, offset };
}

/** No culture that puts the year first puts the day before the month. */
function takeDate(cursor: TextCursor, order: DateOrder | null): CalendarDate | UnorderedDate | null {
  const first = cursor.number(4);
  const firstDigits = cursor.digits;
  const mark = cursor.one("./-");
  cursor.skipBlanks();
  const second = cursor.number(2);
  const isMarked = mark !== "" && cursor.one(mark) !== "";
  cursor.skipBlanks();
  const third = cursor.number(4);
  const thirdDigits = cursor.digits;
  if (first < 0 || second < 0 || third < 0 || !isMarked) return null;
  if (firstDigits === 4) return thirdDigits <= 2 ? { year: first, month: second, day: third } : null;
  if (firstDigits > 2 || thirdDigits % 2 === 1) return null;
  if (order === null || (order === "ymd" && thirdDigits === 4)) {
    return { first, second, isDotted: mark === "." && thirdDigits === 4 };
  }
  // Clusters that share volumes came after 2000.
  if (order === "ymd") return { year: 2000 + first, month: second, day: third };
  const year = thirdDigits === 4 ? third : 2000 + third;
  return order === "dmy" ? { year, month: second, day: first } : { year, month: first, day: second };
}

function takeClock(cursor: TextCursor): ClockTime | null {
  const hour = cursor.number(2);
  const isMarked = cursor.one(":.") !== "";
  const minute = cursor.pair();
  if (hour < 0 || !isMarked || minute < 0) return null;
  let second = 0;
  let fraction = 0;
  if (cursor.one(":.") !== "") {
    second = cursor.pair();
    if (second < 0) return null;
    if (cursor.one(".,") !== "") {
      fraction = cursor.number(FRACTION_DIGITS);
      if (fraction < 0) return null;
      fraction *= 10 ** (FRACTION_DIGITS - cursor.digits);
    }
  }
  cursor.skipBlanks();
  const half = cursor.one("ap");
  if (half === "") return { hour, minute, second, fraction };
  cursor.one(".");
  cursor.skipBlanks();
  if (cursor.one("m") === "" || hour < 1 || hour > 12) return null;
  cursor.one(".");
  return { hour: (hour % 12) + (half === "p" ? 12 : 0), minute, second, fraction };
}

/** `Z`, `+hh:mm` or `-hhmm` in minutes; NaN for anything else. */
function takeOffset(cursor: TextCursor): number {
  if (cursor.one("z") !== "") return 0;
  const sign = cursor.one("+-");
  const hours = cursor.pair();
  cursor.one(":");
  const minutes = cursor.pair();
  if (sign === "" || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  return sign === "-" ? -(hours * 60 + minutes) : hours * 60 + minutes;
}
