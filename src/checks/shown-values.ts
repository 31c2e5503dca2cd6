import { type Argument, names, text } from "../report/index.ts";

const MOST = 6;
const LONGEST = 80;

/** Values that a log holds, in the order given: few and short enough for a sentence. */
export function shownValues(values: readonly string[]): Argument {
  if (values.length === 0) return text("not shown");
  const shown = values.slice(0, MOST).map(shortened);
  const rest = values.length - shown.length;
  return names(rest === 0 ? shown : [...shown, `${rest} more`]);
}

function shortened(value: string): string {
  // Code points, so that no character is cut in two.
  const points = Array.from(value.slice(0, 2 * LONGEST + 2));
  return points.length <= LONGEST ? value : `${points.slice(0, LONGEST).join("")}...`;
}
