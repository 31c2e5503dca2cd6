import type { DateOrder } from "./date-order.ts";
import { ORDER_UNKNOWN, type TimeProblem, UNREADABLE } from "./exported-time.ts";
import type { WallTime } from "./wall-time.ts";

/** A wall time as a culture writes it, with the offset that may stand behind it in minutes; or why it is none. */
export type CultureTime =
  | { readonly kind: "wall"; readonly wall: WallTime; readonly offset: number | null }
  | TimeProblem;

/**
 * `03/04/2017 21:00:05`, `3.4.2017 21.00`, `3-4-17, 9:00 PM`, `2017. 04. 03. 21:00:05`, `03/04/2017 21:00:05 +02:00`: .NET's short date and
 * long time of Western cultures.
 */
const CULTURE_TIME =
  /^(?<first>\d{1,4})(?<mark>[./-]) ?(?<second>\d{1,2})\k<mark> ?(?<third>\d{1,4})\.?(?:,? (?<hour>\d{1,2})[:.](?<minute>\d\d)(?:[:.](?<seconds>\d\d)(?:[.,](?<fraction>\d{1,7}))?)?(?: ?(?<half>[ap])\.? ?m\.?)?(?: ?(?<offset>Z|[+-]\d\d:?\d\d))?)?$/i;
/** Longer than any time. */
const MAX_LENGTH = 64;

export function cultureTime(text: string, order: DateOrder | null): CultureTime {
  if (text.length > MAX_LENGTH) return UNREADABLE;
  // .NET on newer Windows puts a narrow no-break space before AM and PM.
  const groups = CULTURE_TIME.exec(text.replace(/\s+/g, " ").trim())?.groups;
  if (groups === undefined) return UNREADABLE;
  const { first = "", second = "", third = "" } = groups;
  const date = dateOf(first, second, third, order);
  if (date === null) return UNREADABLE;
  if (date === "order-unknown") return ORDER_UNKNOWN;
  const hour = hourOf(Number(groups["hour"] ?? 0), groups["half"]?.toLowerCase());
  if (hour === null) return UNREADABLE;
  const wall = {
    ...date,
    hour,
    minute: Number(groups["minute"] ?? 0),
    second: Number(groups["seconds"] ?? 0),
    fraction: Number((groups["fraction"] ?? "").padEnd(7, "0")),
  };
  const offset = groups["offset"];
  return { kind: "wall", wall, offset: offset === undefined ? null : writtenOffset(offset) };
}

/** No culture that puts the year first puts the day before the month. */
function dateOf(
  first: string,
  second: string,
  third: string,
  order: DateOrder | null,
): Pick<WallTime, "year" | "month" | "day"> | "order-unknown" | null {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return third.length <= 2 ? { year: a, month: b, day: c } : null;
  if (first.length > 2 || third.length === 3 || third.length === 1) return null;
  if (order === null || (order === "ymd" && third.length === 4)) return "order-unknown";
  if (order === "ymd") return { year: fullYear(first), month: b, day: c };
  const year = fullYear(third);
  return order === "dmy" ? { year, month: b, day: a } : { year, month: a, day: b };
}

/** Clusters that share volumes came after 2000. */
function fullYear(written: string): number {
  return written.length === 4 ? Number(written) : 2000 + Number(written);
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

/** `Z`, `+hh:mm` or `-hhmm` in minutes; out of range as NaN. */
function writtenOffset(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  const size = hours > 23 || minutes > 59 ? Number.NaN : hours * 60 + minutes;
  return text.startsWith("-") ? -size : size;
}
