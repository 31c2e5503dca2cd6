import type { VerdictReason } from "../facts/index.ts";
import { type Arguments, count, names, text } from "../report/index.ts";

/** What is said with the reason for a verdict. */
export function reasonArguments(reason: VerdictReason): Arguments {
  switch (reason.code) {
    case "aliased":
    case "hardly-told-apart":
      return { others: names(reason.others) };
    case "explained":
      return { others: names(reason.names), ...(reason.isAliased === undefined ? {} : { aliased: text("yes") }) };
    case "failed-too-few":
    case "too-few-trials":
      return { needed: count(reason.needed) };
    case "no-trials":
    case "fails-widely":
    case "crossovers":
    case "same-owner-passes":
    case "only-failures-known":
    case "ownership-assumed":
    case "passes":
    case "mixed":
    case "only-proxy":
    case "failures-unlaid":
    case "not-likely-enough":
    case "nothing-passed-meanwhile":
    case "fails-with-others":
      return {};
  }
}
