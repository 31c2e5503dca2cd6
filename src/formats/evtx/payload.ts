import { type Instance, type InstanceSet, isArrayType } from "./binxml/instance.ts";
import { entityLiteral } from "./binxml/part-text.ts";
import { ARRAY_FLAG, ValueType } from "./binxml/tokens.ts";
import type { Attribute, Element, Part } from "./binxml/tree.ts";
import { Piece } from "./bytes-out.ts";
import type { ChunkBytes } from "./chunk-bytes.ts";
import type { ValueTextReader } from "./values/value-text.ts";

const encoder = new TextEncoder();

/** One datum's place in the tree: a Data element, a leaf of UserData, or an attribute beside one. */
export class DataPlace {
  readonly name: string | null;
  /** The JSON that opens the first item of a list, and that which closes an item and opens the next. */
  readonly jsonFirst: Piece;
  readonly jsonNext: Piece;

  constructor(name: string | null) {
    this.name = name;
    const open = name === null ? '{"value":"' : `{"name":${JSON.stringify(name)},"value":"`;
    this.jsonFirst = new Piece(encoder.encode(open));
    this.jsonNext = new Piece(encoder.encode(`"},${open}`));
  }
}

const MAX_PLACES = 4096;

/** Places by name: template-less payloads come anew with each record, their names do not. */
class DataPlaces {
  readonly #byName = new Map<string | null, DataPlace>();

  named(name: string | null): DataPlace {
    let place = this.#byName.get(name);
    if (place === undefined) {
      if (this.#byName.size >= MAX_PLACES) this.#byName.clear();
      place = new DataPlace(name);
      this.#byName.set(name, place);
    }
    return place;
  }
}

/** Receives an event's data in document order. */
export interface PayloadVisitor {
  /** A single value; an array's items come one by one. */
  value(place: DataPlace, type: number, position: number, size: number): void;
  /** Anything else: literal text, several parts, nested XML, or nothing at all. */
  mixed(place: DataPlace, parts: readonly Part[], instance: Instance): void;
  binary(parts: readonly Part[], instance: Instance): void;
  userData(rootName: string): void;
  message(parts: readonly Part[], instance: Instance): void;
}

type Step =
  | {
      readonly kind: "slot";
      readonly place: DataPlace;
      readonly dependency: number;
      readonly index: number;
      /** A null here shows no element or attribute, rather than an empty one. */
      readonly omitsNull: boolean;
    }
  | { readonly kind: "mixed"; readonly place: DataPlace; readonly dependency: number; readonly parts: readonly Part[] }
  | { readonly kind: "binary"; readonly dependency: number; readonly parts: readonly Part[] }
  | { readonly kind: "message"; readonly dependency: number; readonly parts: readonly Part[] }
  | { readonly kind: "userData"; readonly name: string }
  /** BinXML in a value, standing where data or their container stand. */
  | { readonly kind: "nested"; readonly index: number; readonly context: Context }
  | { readonly kind: "inside"; readonly dependency: number; readonly steps: readonly Step[] };

/** What surrounds a part: it decides what an element means. */
type Context = "event" | "eventData" | "userDataRoot" | "leaves" | "renderingInfo";

const CONTAINERS: Readonly<Record<string, Context>> = {
  EventData: "eventData",
  UserData: "userDataRoot",
  RenderingInfo: "renderingInfo",
};

/**
 * Walks the payloads of records. What a tree's parts mean is worked out once for each tree and context; records then
 * follow the steps.
 */
export class PayloadWalk {
  readonly #chunk: ChunkBytes;
  readonly #values: ValueTextReader;
  readonly #instances: InstanceSet;
  readonly #places = new DataPlaces();
  readonly #plans = new WeakMap<readonly Part[], Map<Context, readonly Step[]>>();

  constructor(chunk: ChunkBytes, values: ValueTextReader, instances: InstanceSet) {
    this.#chunk = chunk;
    this.#values = values;
    this.#instances = instances;
  }

  visit(visitor: PayloadVisitor): void {
    const root = this.#instances.root;
    this.#follow(this.#plan(root, root.system.payload, "event"), root, visitor);
  }

  #plan({ template }: Instance, parts: readonly Part[], context: Context): readonly Step[] {
    // A tree without template comes with one record and goes with it: keeping its plan would only burden the heap.
    if (template === null) return planOf(parts, context, this.#places);
    let byContext = this.#plans.get(parts);
    if (byContext === undefined) {
      byContext = new Map();
      this.#plans.set(parts, byContext);
    }
    let steps = byContext.get(context);
    if (steps === undefined) {
      steps = planOf(parts, context, this.#places);
      byContext.set(context, steps);
    }
    return steps;
  }

  #follow(steps: readonly Step[], instance: Instance, visitor: PayloadVisitor): void {
    for (const step of steps) {
      switch (step.kind) {
        case "slot":
          if (step.dependency === -1 || !instance.isNull(step.dependency)) {
            this.#slot(step.place, step.index, step.omitsNull, instance, visitor);
          }
          break;
        case "nested": {
          if (instance.isNull(step.index)) break;
          const child = instance.nested[step.index] ?? -1;
          if (child === -1) {
            // No BinXML, though it stands where data do: shown as a datum without a name, so that nothing is lost.
            if (instance.types[step.index] !== ValueType.binXml) {
              this.#slot(this.#places.named(null), step.index, true, instance, visitor);
            }
            break;
          }
          const nested = this.#instances.at(child);
          this.#follow(this.#plan(nested, nested.parts, step.context), nested, visitor);
          break;
        }
        case "mixed":
          if (present(step, instance)) visitor.mixed(step.place, step.parts, instance);
          break;
        case "binary":
          if (present(step, instance)) visitor.binary(step.parts, instance);
          break;
        case "message":
          if (present(step, instance)) visitor.message(step.parts, instance);
          break;
        case "userData":
          visitor.userData(step.name);
          break;
        case "inside":
          if (present(step, instance)) this.#follow(step.steps, instance, visitor);
          break;
      }
    }
  }

  #slot(place: DataPlace, index: number, omitsNull: boolean, instance: Instance, visitor: PayloadVisitor): void {
    if (instance.isNull(index)) {
      if (!omitsNull) visitor.mixed(place, NOTHING, instance);
      return;
    }
    const type = instance.types[index] ?? 0;
    const position = instance.positions[index] ?? 0;
    const size = instance.sizes[index] ?? 0;
    const child = instance.nested[index] ?? -1;
    if (child !== -1) {
      const nested = this.#instances.at(child);
      visitor.mixed(place, nested.parts, nested);
    } else if (isArrayType(type)) {
      this.#items(place, type, position, size, visitor);
    } else {
      visitor.value(place, type, position, size);
    }
  }

  // Apart from the hot path above: a closure there would cost an allocation for every value.
  #items(place: DataPlace, type: number, position: number, size: number, visitor: PayloadVisitor): void {
    this.#values.items(this.#chunk, type, position, size, (itemType, at, length) => {
      visitor.value(place, itemType, at, length);
    });
  }
}

const NOTHING: readonly Part[] = [];

function present(step: { readonly dependency: number }, instance: Instance): boolean {
  return step.dependency === -1 || !instance.isNull(step.dependency);
}

function planOf(parts: readonly Part[], context: Context, places: DataPlaces): readonly Step[] {
  const steps: Step[] = [];
  for (const part of parts) {
    if (part.kind === "slot") steps.push({ kind: "nested", index: part.index, context });
    else if (isBareText(part)) steps.push({ kind: "mixed", place: places.named(null), dependency: -1, parts: [part] });
    else if (part.kind === "element") planElement(part.element, context, places, steps);
  }
  return steps;
}

function isNamespace({ name }: Attribute): boolean {
  return name.text === "xmlns" || name.text.startsWith("xmlns:");
}

/** Text that stands where elements belong. Line breaks and indentation between elements say nothing. */
function isBareText(part: Part): boolean {
  return (part.kind === "text" || part.kind === "cdata") && part.literal.text.trim() !== "";
}

function planElement(element: Element, context: Context, places: DataPlaces, steps: Step[]): void {
  const { dependency, content } = element;
  const name = element.name.text;
  if (context === "event") {
    const container = Object.hasOwn(CONTAINERS, name) ? CONTAINERS[name] : undefined;
    if (container !== undefined) steps.push({ kind: "inside", dependency, steps: planOf(content, container, places) });
    else planLeaf(element, name, places, steps);
  } else if (context === "renderingInfo") {
    if (name === "Message") steps.push({ kind: "message", dependency, parts: content });
  } else if (context === "userDataRoot") {
    steps.push({ kind: "userData", name });
    // A root that holds nothing says only its name.
    if (content.length > 0 || !element.attributes.every(isNamespace)) planLeaf(element, name, places, steps);
  } else if (context === "eventData") {
    if (name === "Binary") steps.push({ kind: "binary", dependency, parts: content });
    else {
      const named = nameAttribute(element);
      planLeaf(element, named ?? (name === "Data" ? null : name), places, steps, named !== null);
    }
  } else {
    planLeaf(element, name, places, steps);
  }
}

/** An element with elements inside is no leaf: they are. Attributes of leaves are data too, named `element@attribute`. */
function planLeaf(element: Element, name: string | null, places: DataPlaces, steps: Step[], nameUsed = false): void {
  const { dependency, content } = element;
  const inner: Step[] = [];
  for (const attribute of element.attributes) {
    const attributeName = attribute.name.text;
    if (isNamespace(attribute)) continue;
    if (attributeName === "Name" && nameUsed) continue;
    const [only] = attribute.parts;
    const optional = only?.kind === "slot" && only.optional;
    inner.push(valueStep(places.named(`${element.name.text}@${attributeName}`), attribute.parts, dependency, optional));
  }
  const hasElements = content.some((part) => part.kind === "element");
  const onlySlot = content.length === 1 ? content[0] : undefined;
  const holdsXml = onlySlot?.kind === "slot" && onlySlot.type === 0x21;
  if (hasElements || holdsXml) inner.push(...planOf(content, "leaves", places));
  else if (content.length > 0 || inner.length === 0) inner.push(valueStep(places.named(name), content, dependency));
  const [single] = inner;
  if (inner.length === 1 && single !== undefined && !hasElements && !holdsXml) steps.push(single);
  else steps.push({ kind: "inside", dependency, steps: inner });
}

function valueStep(place: DataPlace, parts: readonly Part[], dependency: number, optional = false): Step {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === "slot") {
    // A null where an array is declared renders no element (evtx.md, trap 10).
    const omitsNull = optional || (first.type & ARRAY_FLAG) !== 0;
    return { kind: "slot", place, dependency, index: first.index, omitsNull };
  }
  return { kind: "mixed", place, dependency, parts };
}

/** What the Name attribute says; null when there is none, or when it is filled in by each record. */
function nameAttribute(element: Element): string | null {
  const attribute = element.attributes.find(({ name }) => name.text === "Name");
  let text = "";
  for (const part of attribute?.parts ?? []) {
    if (part.kind === "text") text += part.literal.text;
    else if (part.kind === "entity") text += entityLiteral(part.name).text;
    else return null;
  }
  return text === "" ? null : text;
}
