import { type CheckText, type NextStep, names } from "../../report/index.ts";
import { fillStep } from "../words/step-template.ts";

/** What to do when the check fails, before it is known on which hosts. */
export function stepsOfCheck({ remediation }: CheckText): readonly NextStep[] {
  const found = {
    nodes: names(["the hosts found"]),
    node: names(["the host found"]),
    proxies: names(["the proxies found"]),
    volumes: names(["the volumes found"]),
  };
  return remediation.map(({ id, kind, text }) => ({ id, kind, text: fillStep(text, found) }));
}
