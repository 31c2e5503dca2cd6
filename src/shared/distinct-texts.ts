import { compareText } from "./order.ts";

/** Each once, sorted. */
export function distinctTexts(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort(compareText);
}
