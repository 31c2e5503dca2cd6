import type { DirectoryView, UnreadPart } from "../../evidence/index.ts";
import { dnKey } from "../../shared/distinguished-name.ts";

/** A server that did not go on with the values of one object, and an export that holds the first of them. */
const CODES: ReadonlySet<string> = new Set(["directory-values-cut", "partial-values"]);

/** Whether the object came, without all values of some attribute: nothing else of it, and nothing below it, is unread. */
export function lacksValuesOnly({ problem }: UnreadPart): boolean {
  return CODES.has(problem.code);
}

/** dnKeys of the objects of which some values did not come. */
export function objectsWithCutValues({ unread }: DirectoryView): ReadonlySet<string> {
  return new Set(unread.filter(lacksValuesOnly).map(({ dn }) => dnKey(dn)));
}
