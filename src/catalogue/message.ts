import type { EventFields } from "../evidence/index.ts";
import { resolveReferences } from "./codes.ts";
import type { CatalogueEntry } from "./entry.ts";
import { readFields } from "./read-fields.ts";

const LONGEST_INSERTION = 1000;
const LONGEST_MESSAGE = 4000;
// `%1!s!` says how to print it.
const INSERTION = /%(\d{1,2})(?:![^!]{1,10}!)?/g;

/**
 * The event's message in English, whatever language its machine has; null when no public source shows it, or when the
 * data fit no known layout. An insertion without a datum stays as it is written, `%3`; a long one is cut, as is a long
 * message.
 */
export function renderMessage(
  entry: Pick<CatalogueEntry, "layouts" | "splitsAtCommas" | "channels">,
  event: Pick<EventFields, "data">,
): string | null {
  const { layout, insertions } = readFields(entry, event);
  const text = layout?.message ?? null;
  if (text === null) return null;
  // In Security, %%n refers to the words of the audit, not to errors.
  const refersToErrors = !entry.channels.includes("Security");
  const message = text.replace(INSERTION, (written, digits: string) => {
    const value = insertions[Number(digits) - 1] ?? null;
    if (value === null) return written;
    return cut(refersToErrors ? resolveReferences(value) : value, LONGEST_INSERTION);
  });
  return cut(message, LONGEST_MESSAGE).trimEnd();
}

const ELLIPSIS = "…";
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length - 1).replace(HALF_A_CHARACTER, "") + ELLIPSIS;
}
