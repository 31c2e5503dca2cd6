import { type CheckText, type NextStep, names, text } from "../../report/index.ts";
import { fillStep } from "../words/step-template.ts";

/** What to do when the check fails, before it is known on which hosts. */
export function stepsOfCheck({ remediation }: CheckText): readonly NextStep[] {
  const found = {
    nodes: names(["the hosts found"]),
    node: names(["the host found"]),
    proxies: names(["the proxies found"]),
    volumes: names(["the volumes found"]),
    audit: text("badnode scp --domain DOMAIN --hosts NODE"),
    objects: text("DN"),
    reader: text("the account that reads"),
  };
  return remediation.map(({ id, kind, text: template }) => ({
    id,
    kind,
    text: fillStep(template, found).replace("\n", " "),
  }));
}
