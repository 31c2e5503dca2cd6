import { type CheckText, type NextStep, names } from "../../report/index.ts";
import { fillTemplate } from "../words/phrase-words.ts";

/** What to do when the check fails, before it is known on which hosts. */
export function stepsOfCheck({ remediation }: CheckText): readonly NextStep[] {
  const found = {
    nodes: names(["the hosts found"]),
    proxies: names(["the proxies found"]),
    volumes: names(["the volumes found"]),
  };
  return remediation.map(({ id, kind, text }) => ({ id, kind, text: fillTemplate(text, found) }));
}
