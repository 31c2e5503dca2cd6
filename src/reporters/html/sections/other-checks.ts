import type { CheckResult, CheckStatus } from "../../../report/index.ts";
import { checkTitle, noteWords, reasonWords, SECTION_TITLES, statusWords } from "../../words/index.ts";
import { badge, bulletList, type Tone } from "../blocks.ts";
import { html, type Markup } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const SHOWN_NOTES = 20;

const TONES: Readonly<Record<CheckStatus, Tone>> = {
  pass: "good",
  fail: "bad",
  suppressed: "quiet",
  inconclusive: "warning",
  "not-applicable": "quiet",
  error: "warning",
};

/** Checks that found nothing to report, and what stayed below their thresholds. */
export const otherChecksSection: ReportSection = {
  id: "other-checks",
  title: SECTION_TITLES.otherChecks,
  content: ({ checks }) => bulletList(checks.filter(({ status }) => status !== "fail").map(otherCheck)),
};

function otherCheck(check: CheckResult): Markup {
  return html`${badge(statusWords(check.status), TONES[check.status])} ${checkTitle(check)}: ${reasonWords(check) ?? ""} <code class="id">${check.text.id}</code>
${bulletList(noteWords(check, SHOWN_NOTES))}`;
}
