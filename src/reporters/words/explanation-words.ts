import type { Explanation } from "../../shared/errors.ts";

/** An error in one line of running text. */
export function explanationWords({ happened, likelyCause, nextStep }: Explanation): string {
  return [happened, likelyCause, nextStep].filter((part) => part !== undefined && part !== "").join(" ");
}
