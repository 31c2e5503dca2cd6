import type { EventFields } from "../evidence/index.ts";
import { resolveReferences } from "./codes.ts";
import { dataInOrder } from "./data-in-order.ts";
import type { CatalogueEntry, Layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";

const LONGEST_INSERTION = 1000;
const LONGEST_MESSAGE = 4000;
// `%1!s!` says how to print it.
const INSERTION = /%(\d{1,2})(?:![^!]{1,10}!)?/g;

/**
 * The event's message in English, whatever language its machine has; null when no public source shows it, or when the
 * data fit no known layout and do not reach as far as the only one's message. An insertion without a datum stays as it is written, `%3`; a long one is cut, as is a long
 * message.
 */
export function renderMessage(
  entry: Pick<CatalogueEntry, "layouts" | "splitsAtCommas" | "channels">,
  event: Pick<EventFields, "data">,
): string | null {
  const read = readFields(entry, event);
  const { text, insertions } =
    read.layout === null ? withOtherCount(entry, event) : ofLayout(read.layout, read.insertions);
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

interface Filling {
  readonly text: string | null;
  /** What stands for %1, %2 ... */
  readonly insertions: readonly (string | null)[];
}

function ofLayout({ message }: Layout, insertions: readonly (string | null)[]): Filling {
  return { text: message, insertions };
}

/** Of the only layout there is, if the data reach as far as its message does: those that it does not show may be missing. */
function withOtherCount(
  entry: Pick<CatalogueEntry, "layouts" | "splitsAtCommas">,
  { data }: Pick<EventFields, "data">,
): Filling {
  const insertions = dataInOrder(entry, data);
  const [{ message }, ...others] = entry.layouts;
  const isWhole =
    others.length === 0 &&
    [...(message ?? "").matchAll(INSERTION)].every(([, digits]) => typeof insertions[Number(digits) - 1] === "string");
  return { text: isWhole && insertions.length > 0 ? message : null, insertions };
}

const ELLIPSIS = "…";
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length - 1).replace(HALF_A_CHARACTER, "") + ELLIPSIS;
}
