import { type Argument, type Arguments, text } from "../../report/index.ts";
import { powershellLiteral } from "../../shared/powershell-literal.ts";
import { fillTemplate } from "./phrase-words.ts";

const PLACEHOLDER = /\{(\w+)\}/g;
const IN_COMMAND = /\{(\w+):literal\}/g;

/**
 * A next step with what is known; what no finding names is said as such. `inCommands` is what stands for `{name:literal}`: a
 * name that is not known, or that no quotes make safe, stays a word to be replaced by whoever types the command.
 */
export function fillStep(
  template: string,
  given: Arguments,
  inCommands: ReadonlyMap<string, string> = new Map(),
): string {
  const words = template.replace(IN_COMMAND, "{$1Literal}");
  const literals = Object.fromEntries(
    [...template.matchAll(IN_COMMAND)].map(([, name = ""]) => [`${name}Literal`, literal(name, inCommands)]),
  );
  const known = { ...given, ...literals };
  const missing = [...words.matchAll(PLACEHOLDER)].flatMap(([, name = ""]) => (name in known ? [] : [name]));
  const unnamed = Object.fromEntries(missing.map((name) => [name, text(`the ${spaced(name)} found`)]));
  return fillTemplate(words, { ...unnamed, ...known });
}

function literal(name: string, inCommands: ReadonlyMap<string, string>): Argument {
  const value = inCommands.get(name);
  return text((value === undefined ? null : powershellLiteral(value)) ?? name.toUpperCase());
}

/** `oldName` as `old name`. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
