import { type Argument, names, text } from "../report/index.ts";

const MOST = 6;
const LONGEST = 80;
const LONGEST_NAME = 240;

/** Values that a log or a directory holds, in the order given: few and short enough for a sentence. */
export function shownValues(values: readonly string[]): Argument {
  if (values.length === 0) return text("not shown");
  const shown = values.slice(0, MOST).map((value) => shortened(value, LONGEST));
  const rest = values.length - shown.length;
  return names(rest === 0 ? shown : [...shown, `${rest} more`]);
}

/** The name of an object, such as a DN, whole unless it is out of all measure. */
export function shownName(name: string): string {
  return shortened(name, LONGEST_NAME);
}

function shortened(value: string, longest: number): string {
  // Code points, so that no character is cut in two.
  const points = Array.from(value.slice(0, 2 * longest + 2));
  return points.length <= longest ? value : `${points.slice(0, longest).join("")}...`;
}
