import type { RepairPlan } from "../../../report/index.ts";
import { countWords, repairGround, repairTitle, repairWords, SECTION_TITLES } from "../../words/index.ts";
import { commandBlock, disclosure } from "../blocks.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

/** How each bad node is made sound again, with commands and checks to copy. */
export const repairsSection: ReportSection = {
  id: "repairs",
  title: SECTION_TITLES.repairs,
  content({ diagnosis }) {
    const plans = diagnosis?.repairs ?? [];
    const grounds = [...new Set(plans.map(({ basis }) => basis))];
    return html`${grounds.map((basis) =>
      groundBlock(
        basis,
        plans.filter((plan) => plan.basis === basis),
      ),
    )}`;
  },
};

/** The ground is said once; the first plan is open, as the others differ from it in names alone. */
function groundBlock(basis: RepairPlan["basis"], plans: readonly RepairPlan[]): Markup {
  return html`<p>${repairGround(basis)}</p>
${plans.map((plan, at) =>
  disclosure(
    html`<span class="subject">${repairTitle(plan)}</span> ${countWords(plan.steps.length)} steps`,
    html`<ol class="steps">${plan.steps.map((step) => stepItem(step, plan))}</ol>`,
    at === 0 ? "open" : "closed",
  ),
)}`;
}

function stepItem(step: RepairPlan["steps"][number], plan: RepairPlan): Markup {
  const { words, check } = repairWords(step, plan);
  return html`<li><p>${words}</p>${commandBlock(step.command)}
<p class="check"><strong>Check:</strong> ${check}</p>${step.check === step.command ? NOTHING : commandBlock(step.check)}</li>`;
}
