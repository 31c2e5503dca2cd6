import type { RepairPlan } from "../../report/index.ts";
import { repairGround, repairTitle, repairWords } from "../words/index.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

/** Each plan as a block of its own. */
export function repairBlocks(
  plans: readonly RepairPlan[],
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  return plans.map((plan) => [
    ...wrap(`${repairTitle(plan)}: ${repairGround(plan.basis)}`, width).map((line, index) =>
      index === 0 ? paint("strong", line) : line,
    ),
    ...plan.steps.flatMap((step, index) => {
      const { words, check } = repairWords(step, plan);
      const label = `  ${index + 1}. `;
      const indent = " ".repeat(label.length);
      // One line each, however long: a broken one could not be pasted.
      return [
        ...hang(label, words, width),
        `${indent}${step.command}`,
        ...(step.check === step.command
          ? hang(`${indent}Then `, lowered(check), width)
          : [...hang(`${indent}Check: `, check, width), `${indent}  ${step.check}`]),
      ];
    }),
  ]);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
