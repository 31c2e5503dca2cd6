import type { EventEvidenceDatum, EventFields } from "../evidence/index.ts";
import type { CatalogueEntry, Layout } from "./entry.ts";
import { dataInOrder } from "./data-in-order.ts";

/** What an event's data say. */
export interface FieldsRead<K extends string> {
  /** Text as the event has it, empty where it is empty; null where the data do not show it. */
  readonly fields: Readonly<Record<K, string | null>>;
  /** null: the data fit no known layout as a whole. */
  readonly layout: Layout<K> | null;
  /** What stands for %1, %2 ... in the layout's message. */
  readonly insertions: readonly (string | null)[];
}

type Layouts<K extends string> = readonly Layout<K>[];

/**
 * Reads an event's data by name where they carry names that are published for it, else by position. The layout is the
 * one with as many data. With more or fewer data than any layout has, a position is read only where all layouts that
 * reach it mean the same by it: that is all that can be relied on.
 */
export function readFields<K extends string>(
  entry: Pick<CatalogueEntry<K>, "layouts" | "splitsAtCommas">,
  event: Pick<EventFields, "data">,
): FieldsRead<K> {
  return readByName(entry.layouts, event.data) ?? readByPosition(entry.layouts, dataInOrder(entry, event.data));
}

/** null when the data carry none of the published names. */
function readByName<K extends string>(layouts: Layouts<K>, data: readonly EventEvidenceDatum[]): FieldsRead<K> | null {
  if (!data.some(({ name }) => name !== undefined)) return null;
  const readings = layouts.map((layout) => ({ layout, insertions: insertionsByName(layout, data) }));
  let best: (typeof readings)[number] | null = null;
  let bestScore = 0;
  for (const reading of readings) {
    const found = reading.insertions.filter((value) => value !== null).length;
    // As many names as can be; between equals the layout that has no more and no fewer data.
    const score = found * 2 + (found > 0 && reading.layout.fields.length === data.length ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [reading, score];
  }
  if (best === null) return null;
  const bestFirst = [best, ...readings];
  const valueOf = (key: K): string | null => {
    for (const { layout, insertions } of bestFirst) {
      const value = insertions[layout.fields.findIndex((field) => field.key === key)] ?? null;
      if (value !== null) return value;
    }
    return null;
  };
  return { ...best, fields: recordOf(layouts, valueOf) };
}

/** A name that a layout has several times stands for its values in order. */
function insertionsByName({ fields }: Layout, data: readonly EventEvidenceDatum[]): readonly (string | null)[] {
  const left = data.map(({ name, value }) => ({ name: name?.toLowerCase(), value }));
  return fields.map(({ name }) => {
    if (name === undefined) return null;
    const wanted = name.toLowerCase();
    const at = left.findIndex((datum) => datum.name === wanted);
    return at === -1 ? null : (left.splice(at, 1)[0]?.value ?? null);
  });
}

function readByPosition<K extends string>(layouts: Layouts<K>, values: readonly (string | null)[]): FieldsRead<K> {
  const fitting = layouts.filter(({ fields }) => fields.length === values.length);
  const layout = fitting[0] ?? null;
  const meaningful = layout === null ? layouts : fitting;
  const valueOf = (key: K): string | null => {
    const position = positionOf(key, meaningful);
    return position === null ? null : (values[position] ?? null);
  };
  return {
    fields: recordOf(layouts, valueOf),
    // Versions with as many data cannot be told apart, so neither one's text is the event's.
    layout: layout !== null && fitting.length > 1 ? { ...layout, message: null } : layout,
    insertions: layout === null ? [] : values,
  };
}

/** Where the key stands, if all layouts that have it or reach so far have it there; else null. */
function positionOf<K extends string>(key: K, layouts: Layouts<K>): number | null {
  const positions = layouts.map(({ fields }) => fields.findIndex((field) => field.key === key));
  const position = positions.find((at) => at !== -1);
  if (position === undefined) return null;
  const agree = layouts.every(({ fields }, index) => {
    const own = positions[index];
    return own === position || (own === -1 && fields.length <= position);
  });
  return agree ? position : null;
}

function recordOf<K extends string>(
  layouts: Layouts<K>,
  valueOf: (key: K) => string | null,
): Readonly<Record<K, string | null>> {
  const keys: K[] = [];
  const record: Record<string, string | null> = {};
  // Layouts share most keys, and events come by the hundred thousand.
  for (const { fields } of layouts) {
    for (const { key } of fields) {
      if (key === null || Object.hasOwn(record, key)) continue;
      record[key] = valueOf(key);
      keys.push(key);
    }
  }
  if (!holdsEvery(keys, record)) throw new TypeError("a field without a value");
  return record;
}

function holdsEvery<K extends string>(
  keys: readonly K[],
  record: Readonly<Record<string, string | null>>,
): record is Readonly<Record<K, string | null>> {
  return keys.every((key) => Object.hasOwn(record, key));
}
