import type { Report } from "../../../report/index.ts";
import { historyWords, SECTION_TITLES, undecidedWords, verdictWords, volumeWords } from "../../words/index.ts";
import { paragraphs } from "../blocks.ts";
import { html } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

export const verdictSection: ReportSection = {
  id: "verdict",
  title: SECTION_TITLES.verdict,
  content(report) {
    const words = verdictWords(report);
    const open = [...undecidedWords(report), ...historyWords(report), ...volumeWords(report)];
    return html`<div class="verdict ${toneOf(report)}"><p>${words.charAt(0).toUpperCase()}${words.slice(1)}.</p></div>
${paragraphs(open)}`;
  },
};

function toneOf({ verdict, nodes, proxies, volumes, suppressions }: Report): string {
  const words = new Set([...nodes, ...proxies, ...volumes].map((candidate) => candidate.verdict));
  if (words.has("bad")) return "bad";
  if (verdict.basis === "findings") return "warning";
  return verdict.basis === "nothing-found" && suppressions.every(({ state }) => state !== "applied") ? "good" : "quiet";
}
