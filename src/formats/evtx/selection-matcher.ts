import type { Instance, InstanceSet } from "./binxml/instance.ts";
import { ValueType } from "./binxml/tokens.ts";
import type { ChunkBytes } from "./chunk-bytes.ts";
import { fieldIsNull, type RecordFields, wholeNumber } from "./record-fields.ts";
import type { IdRange, Selection, SelectionClause } from "./selection.ts";
import type { FieldPath, SystemField, SystemPaths } from "./system-paths.ts";

/** A wanted name in both cases, so that a record's UTF-16 bytes are compared without making a string. */
interface WantedName {
  readonly text: string;
  readonly lower: Uint16Array;
  readonly upper: Uint16Array;
  /** A host name without a dot also matches its fully qualified form. */
  readonly firstLabel: boolean;
}

/** One comparison that is left for each record of a template after its literals were compared. */
type Test =
  | { readonly kind: "ids"; readonly ranges: readonly IdRange[] }
  | { readonly kind: "levels"; readonly levels: readonly number[] }
  | { readonly kind: "names"; readonly fields: readonly SystemField[]; readonly names: readonly WantedName[] }
  | { readonly kind: "since" | "until"; readonly high: number; readonly low: number };

type Clause = readonly Test[];

/** A look at the id of a record that is located but not read. */
interface Glance {
  readonly slot: number;
  /** Of all clauses, ascending and apart. */
  readonly ranges: readonly IdRange[];
}

interface TemplatePlan {
  /** Those that can still match; without any, no record of the template is wanted. */
  readonly clauses: readonly Clause[];
  /** Rules out most records before their values are read, when the id stands in a slot and every clause asks for it. */
  readonly glance: Glance | null;
}

const NOTHING: TemplatePlan = { clauses: [], glance: null };
const DOT = 0x2e;

/**
 * Tests a selection on raw values. What a template's literals decide is decided once; records then compare numbers
 * and bytes in their slots. Nothing is allocated for a record.
 */
export class SelectionMatcher {
  readonly #instances: InstanceSet;
  readonly #chunk: ChunkBytes;
  readonly #fields: RecordFields;
  readonly #clauses: readonly Clause[];
  readonly #plans = new WeakMap<SystemPaths, TemplatePlan>();
  #lastPaths: SystemPaths | null = null;
  #lastPlan: TemplatePlan = NOTHING;

  constructor(selection: Selection, instances: InstanceSet, chunk: ChunkBytes, fields: RecordFields) {
    this.#instances = instances;
    this.#chunk = chunk;
    this.#fields = fields;
    this.#clauses = selection.map((clause) => testsOf(clause));
  }

  /** Whether a located record can be wanted, before its values are read. */
  mayMatch(instance: Instance): boolean {
    const { clauses, glance } = this.#plan(instance.system);
    return glance === null ? clauses.length > 0 : this.#glance(glance, instance);
  }

  /** The whole test, on a record whose values are read. */
  matches(instance: Instance, timeHigh: number, timeLow: number): boolean {
    const { clauses } = this.#plan(instance.system);
    if (clauses.length === 0) return false;
    const id = this.#fields.number(instance, "eventId");
    for (const clause of clauses) {
      let matched = true;
      for (const test of clause) {
        if (!this.#passes(test, instance, id, timeHigh, timeLow)) {
          matched = false;
          break;
        }
      }
      if (matched) return true;
    }
    return false;
  }

  #plan(paths: SystemPaths): TemplatePlan {
    if (paths === this.#lastPaths) return this.#lastPlan;
    let plan = this.#plans.get(paths);
    if (plan === undefined) {
      plan = paths.found ? planFor(this.#clauses, paths) : NOTHING;
      this.#plans.set(paths, plan);
    }
    this.#lastPaths = paths;
    this.#lastPlan = plan;
    return plan;
  }

  /** True also when the slot holds something unexpected: the whole test decides then. */
  #glance(glance: Glance, instance: Instance): boolean {
    const position = this.#instances.peek(instance, glance.slot);
    if (position === -1) return true;
    if (this.#instances.peekType(instance, glance.slot) !== ValueType.uint16) return true;
    if (this.#instances.peekSize(instance, glance.slot) !== 2) return true;
    return inAscending(this.#chunk.view.getUint16(position, true), glance.ranges);
  }

  #passes(test: Test, instance: Instance, id: number | null, timeHigh: number, timeLow: number): boolean {
    switch (test.kind) {
      case "ids":
        return inRanges(id, test.ranges);
      case "levels": {
        const level = this.#fields.number(instance, "level");
        return level !== null && test.levels.includes(level);
      }
      case "names":
        for (const field of test.fields) if (this.#nameMatches(instance, field, test.names)) return true;
        return false;
      case "since":
        return timeHigh > test.high || (timeHigh === test.high && timeLow >= test.low);
      case "until":
        return timeHigh < test.high || (timeHigh === test.high && timeLow <= test.low);
    }
  }

  #nameMatches(instance: Instance, field: SystemField, names: readonly WantedName[]): boolean {
    const path = instance.system.path(field);
    if (path.kind === "slot" && instance.types[path.index] === ValueType.string && !fieldIsNull(path, instance)) {
      const position = instance.positions[path.index] ?? 0;
      const units = (instance.sizes[path.index] ?? 0) >>> 1;
      for (const name of names) if (this.#unitsMatch(position, units, name)) return true;
      return false;
    }
    const text = this.#fields.text(instance, field);
    return text !== null && textMatches(text, names);
  }

  #unitsMatch(position: number, units: number, name: WantedName): boolean {
    const { bytes } = this.#chunk;
    const { lower, upper } = name;
    const length = lower.length;
    if (units < length) return false;
    for (let index = 0; index < length; index++) {
      const unit = (bytes[position + index * 2] ?? 0) | ((bytes[position + index * 2 + 1] ?? 0) << 8);
      if (unit !== lower[index] && unit !== upper[index]) return false;
    }
    if (units === length) return true;
    const behind = (bytes[position + length * 2] ?? 0) | ((bytes[position + length * 2 + 1] ?? 0) << 8);
    if (behind === DOT) return name.firstLabel;
    // NULs may end a string; text behind them would make it another one.
    for (let at = position + length * 2; at < position + units * 2; at++) if (bytes[at] !== 0) return false;
    return true;
  }
}

function testsOf(clause: SelectionClause): readonly Test[] {
  const tests: Test[] = [];
  const names = (list: readonly string[], fields: readonly SystemField[], hosts: boolean): void => {
    tests.push({ kind: "names", fields, names: list.map((text) => wantedName(text, hosts)) });
  };
  if (clause.ids !== undefined) tests.push({ kind: "ids", ranges: clause.ids });
  if (clause.levels !== undefined) tests.push({ kind: "levels", levels: clause.levels });
  // Classic sources carry their own name in EventSourceName and a manifest's in Name.
  if (clause.providers !== undefined) names(clause.providers, ["provider", "eventSourceName"], false);
  if (clause.channels !== undefined) names(clause.channels, ["channel"], false);
  if (clause.computers !== undefined) names(clause.computers, ["computer"], true);
  if (clause.since !== undefined) tests.push({ kind: "since", ...halves(clause.since) });
  if (clause.until !== undefined) tests.push({ kind: "until", ...halves(clause.until) });
  return tests;
}

function halves(ticks: bigint): { readonly high: number; readonly low: number } {
  return { high: Number(BigInt.asUintN(32, ticks >> 32n)), low: Number(BigInt.asUintN(32, ticks)) };
}

function wantedName(text: string, host: boolean): WantedName {
  const units = [...Array(text.length).keys()];
  const cased = (change: (unit: string) => string): Uint16Array =>
    Uint16Array.from(units, (index) => {
      const changed = change(text.charAt(index));
      return changed.length === 1 ? changed.charCodeAt(0) : text.charCodeAt(index);
    });
  return {
    text: text.toLowerCase(),
    lower: cased((unit) => unit.toLowerCase()),
    upper: cased((unit) => unit.toUpperCase()),
    firstLabel: host && !text.includes("."),
  };
}

function textMatches(text: string, names: readonly WantedName[]): boolean {
  const lower = text.toLowerCase();
  return names.some((name) => lower === name.text || (name.firstLabel && lower.startsWith(`${name.text}.`)));
}

function inRanges(id: number | null, ranges: readonly IdRange[]): boolean {
  if (id === null) return false;
  for (const range of ranges) if (id >= range.from && id <= range.to) return true;
  return false;
}

/** Whether an id lies in one of many ranges, which are ascending and apart. */
function inAscending(id: number, ranges: readonly IdRange[]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (id > range.to) low = middle + 1;
    else if (id < range.from) high = middle;
    else return true;
  }
  return false;
}

/** Compares what the template itself says and keeps the tests that need the record. */
function planFor(clauses: readonly Clause[], paths: SystemPaths): TemplatePlan {
  const possible: Clause[] = [];
  for (const clause of clauses) {
    const verdicts = clause.map((test) => literalVerdict(test, paths));
    if (!verdicts.includes(false)) possible.push(clause.filter((_, index) => verdicts[index] === null));
  }
  return { clauses: possible, glance: glanceOf(possible, paths) };
}

function glanceOf(clauses: readonly Clause[], paths: SystemPaths): Glance | null {
  const path = paths.path("eventId");
  if (path.kind !== "slot" || clauses.length === 0) return null;
  const ranges: IdRange[] = [];
  for (const clause of clauses) {
    const test = clause.find((each) => each.kind === "ids");
    if (test?.kind !== "ids") return null;
    ranges.push(...test.ranges);
  }
  return { slot: path.index, ranges: joined(ranges) };
}

function joined(ranges: readonly IdRange[]): readonly IdRange[] {
  const apart: IdRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last === undefined || range.from > last.to + 1) apart.push(range);
    else if (range.to > last.to) apart.splice(-1, 1, { from: last.from, to: range.to });
  }
  return apart;
}

function literalVerdict(test: Test, paths: SystemPaths): boolean | null {
  const decided = (path: FieldPath, matches: (text: string) => boolean): boolean | null =>
    path.kind === "literal" ? matches(path.text) : path.kind === "absent" ? false : null;
  switch (test.kind) {
    case "ids":
      return decided(paths.path("eventId"), (text) => inRanges(wholeNumber(text), test.ranges));
    case "levels":
      return decided(paths.path("level"), (text) => test.levels.includes(wholeNumber(text) ?? -1));
    case "names": {
      const verdicts = test.fields.map((field) => decided(paths.path(field), (text) => textMatches(text, test.names)));
      if (verdicts.includes(true)) return true;
      return verdicts.includes(null) ? null : false;
    }
    case "since":
    case "until":
      return null;
  }
}
