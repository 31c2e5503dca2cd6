import { type Arguments, text } from "../../report/index.ts";
import { fillTemplate } from "./phrase-words.ts";

const PLACEHOLDER = /\{(\w+)\}/g;

/** A next step with what is known; what no finding names is said as such. */
export function fillStep(template: string, given: Arguments): string {
  const missing = [...template.matchAll(PLACEHOLDER)].flatMap(([, name = ""]) => (name in given ? [] : [name]));
  const unnamed = Object.fromEntries(missing.map((name) => [name, text(`the ${spaced(name)} found`)]));
  return fillTemplate(template, { ...unnamed, ...given });
}

/** `oldName` as `old name`. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
