import type { CauseNameRow, Correlation, RejectedRow } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { causeNameWords, hourWords, inCluster } from "./other-cause-words.ts";
import { nameWords } from "./phrase-words.ts";
import { tallyWords } from "./tally-words.ts";

const LABELS: Readonly<Record<RejectedRow["kind"], string>> = {
  node: "Node",
  volume: "Volume",
  proxy: "Proxy",
  job: "Job",
  vm: "VM",
  "vm-host": "VM host",
  hour: "Hour",
  onset: "Onset",
  leak: "Chance",
};

const REASONS: Readonly<Record<string, string>> = {
  "passes-inside": "much of it passes",
  "fails-outside": "as much fails without it",
  "explained-by-verdict": "the verdict explains its failures",
  "others-fail-with-it": "others of the same snapshot fail with it",
  "too-few": "too few failures to tell",
  "single-value": "there is no other to compare it with",
  "not-known": "not told by what was given",
};

const SIDES: { readonly [kind in RejectedRow["kind"]]?: readonly [within: string, without: string] } = {
  hour: ["in it", "at other hours"],
  onset: ["from one moment on", "before"],
};

/** What could not be told from a verdict was not rejected. */
export function rejectedTitle({ rejected }: Correlation): string {
  return rejected.some(({ from }) => from !== undefined)
    ? "Also considered, and rejected or not to be told apart"
    : "Also considered, and rejected";
}

/** Explanations that were looked at and do not hold, each with its counts. */
export function rejectedWords({ rejected }: Correlation): readonly LabelledWords[] {
  return rejected.map((row) => {
    const { kind, name, inside, outside, code, from } = row;
    const why =
      from !== undefined
        ? inseparableWords(from)
        : code === "passes-inside" && inside.failed === 0
          ? "all of it passes"
          : (REASONS[code] ?? visibleText(code));
    const [within, without] = SIDES[kind] ?? ["with it", "without"];
    const figures = `${tallyWords(inside)} failed ${within}, ${tallyWords(outside)} ${without}`;
    const closest = name === null ? "" : `${kind === "hour" ? hourWords(name) : visibleText(name)}: `;
    return {
      label: LABELS[kind],
      words: `${inCluster(row)}${code === "not-known" ? why : `${closest}${figures}; ${why}`}`,
    };
  });
}

/** Not rejected: nothing tells it apart. */
function inseparableWords(from: readonly CauseNameRow[]): string {
  return `always together with ${nameWords(from.map(causeNameWords))}: cannot be told from ${from.length === 1 ? "it" : "them"}`;
}
