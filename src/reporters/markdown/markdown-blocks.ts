import type { LabelledWords } from "../words/index.ts";
import { markdownText } from "./markdown-text.ts";

/** An item of a list. */
export function labelledItem({ label, words }: LabelledWords): string {
  return `- ${label === "" ? "" : `${label}: `}${markdownText(words)}`;
}

/** Cells are Markdown already. A blank line belongs before and after a table. */
export function markdownTable(
  columns: readonly { readonly title: string; readonly align?: "right" }[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [
    tableLine(columns.map(({ title }) => title)),
    tableLine(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map(tableLine),
  ];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
