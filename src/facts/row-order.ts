import type { RowOrigin } from "../evidence/index.ts";
import { compareText } from "../shared/order.ts";

/** By file, then line. */
export function compareRows(a: RowOrigin, b: RowOrigin): number {
  return compareText(a.file, b.file) || a.line - b.line;
}
