import type { RepairPlan } from "../../report/index.ts";
import { repairGround, repairTitle, repairWords } from "../words/index.ts";
import { markdownCodeBlock, markdownText } from "./markdown-text.ts";

/** Each plan as a section, with commands in blocks of their own, to be copied. */
export function repairSections(plans: readonly RepairPlan[]): readonly (readonly string[])[] {
  return plans.flatMap((plan) => [
    [`## ${markdownText(repairTitle(plan))}`],
    [markdownText(repairGround(plan.basis))],
    plan.steps.flatMap((step, index) => {
      const { words, check } = repairWords(step, plan);
      const number = `${index + 1}. `;
      const indent = " ".repeat(number.length);
      return [
        `${number}${markdownText(words)}`,
        ...markdownCodeBlock(step.command).map((line) => `${indent}${line}`),
        `${indent}Check: ${markdownText(check)}`,
        ...(step.check === step.command ? [] : markdownCodeBlock(step.check).map((line) => `${indent}${line}`)),
      ];
    }),
  ]);
}
