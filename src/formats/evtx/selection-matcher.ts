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

interface Clause {
  readonly tests: readonly Test[];
  /** The test that rules out most records before their values are read, when a slot of known place allows one. */
  readonly glance: Glance | null;
}

/** A look at one slot of a record that is located but not read. */
interface Glance {
  readonly slot: number;
  readonly ranges: readonly IdRange[];
}

/** The clauses that can still match; an empty list means that no record of the template is wanted. */
type TemplatePlan = readonly Clause[];

const NOTHING: TemplatePlan = [];
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
    this.#clauses = selection.map((clause) => ({ tests: testsOf(clause), glance: null }));
  }

  /** Whether a located record can be wanted, before its values are read. */
  mayMatch(instance: Instance): boolean {
    const plan = this.#plan(instance.system);
    for (let index = 0; index < plan.length; index++) {
      const glance = plan[index]?.glance ?? null;
      if (glance === null || this.#glance(glance, instance)) return true;
    }
    return false;
  }

  /** The whole test, on a record whose values are read. */
  matches(instance: Instance, timeHigh: number, timeLow: number): boolean {
    for (const clause of this.#plan(instance.system)) {
      let matched = true;
      for (const test of clause.tests) {
        if (!this.#passes(test, instance, timeHigh, timeLow)) {
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
    return inRanges(this.#chunk.view.getUint16(position, true), glance.ranges);
  }

  #passes(test: Test, instance: Instance, timeHigh: number, timeLow: number): boolean {
    switch (test.kind) {
      case "ids":
        return inRanges(this.#fields.number(instance, "eventId"), test.ranges);
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

/** Compares what the template itself says and keeps the tests that need the record. */
function planFor(clauses: readonly Clause[], paths: SystemPaths): TemplatePlan {
  const plan: Clause[] = [];
  for (const clause of clauses) {
    const left: Test[] = [];
    let possible = true;
    for (const test of clause.tests) {
      const verdict = literalVerdict(test, paths);
      if (verdict === false) possible = false;
      else if (verdict === null) left.push(test);
    }
    if (possible) plan.push({ tests: left, glance: glanceOf(left, paths) });
  }
  return plan;
}

function glanceOf(tests: readonly Test[], paths: SystemPaths): Glance | null {
  const path = paths.path("eventId");
  const test = tests.find((each) => each.kind === "ids");
  if (test?.kind !== "ids" || path.kind !== "slot") return null;
  return { slot: path.index, ranges: test.ranges };
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
