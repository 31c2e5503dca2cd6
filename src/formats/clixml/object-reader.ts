import { textInside, type XmlElement } from "../xml/element.ts";
import { decodedName, primitiveOf } from "./primitive.ts";
import type { ClixmlObject, ClixmlValue } from "./value.ts";

const LISTS: ReadonlySet<string> = new Set(["LST", "IE", "STK", "QUE"]);
const NO_NAMES: readonly string[] = [];
/** Of a file of any size at least so many objects can be referred to: those that were used last. */
const KEPT_OBJECTS = 25_000;

/** Makes values of elements; remembers what later elements refer to by number. */
export class ObjectReader {
  #objects = new Map<string, ClixmlObject>();
  #older = new Map<string, ClixmlObject>();
  readonly #typeNames = new Map<string, readonly string[]>();

  /** An element of no known type is its text: nothing of it is lost, and nothing invented. */
  valueOf(element: XmlElement): ClixmlValue {
    if (element.name === "Obj") return this.#object(element);
    if (element.name === "Ref") {
      const refId = attributeOf(element, "RefId") ?? "";
      const known = this.#objects.get(refId) ?? this.#older.get(refId);
      if (known !== undefined) this.#keep(refId, known);
      return known ?? { kind: "reference", refId };
    }
    const text = textInside(element);
    return primitiveOf(element.name, text) ?? { kind: "text", text: decodedName(text) };
  }

  #object(element: XmlElement): ClixmlObject {
    let typeNames = NO_NAMES;
    let text: string | null = null;
    let items: readonly ClixmlValue[] | null = null;
    let entries: ClixmlObject["entries"] = null;
    let value: ClixmlValue | null = null;
    const properties = new Map<string, ClixmlValue>();
    for (const part of elementsIn(element)) {
      if (part.name === "TN") typeNames = this.#learn(part);
      else if (part.name === "TNRef") typeNames = this.#typeNames.get(attributeOf(part, "RefId") ?? "") ?? NO_NAMES;
      else if (part.name === "ToString") text = decodedName(textInside(part));
      else if (part.name === "Props" || part.name === "MS") this.#addProperties(part, properties);
      else if (LISTS.has(part.name)) items ??= elementsIn(part).map((item) => this.valueOf(item));
      else if (part.name === "DCT") entries ??= this.#pairs(part);
      else value ??= this.valueOf(part);
    }
    const object: ClixmlObject = { kind: "object", typeNames, text, properties, items, entries, value };
    const refId = attributeOf(element, "RefId");
    if (refId !== null) this.#keep(refId, object);
    return object;
  }

  #keep(refId: string, object: ClixmlObject): void {
    if (this.#objects.size >= KEPT_OBJECTS) {
      this.#older = this.#objects;
      this.#objects = new Map();
    }
    this.#objects.set(refId, object);
  }

  #learn(element: XmlElement): readonly string[] {
    const names = elementsIn(element).map((name) => decodedName(textInside(name)));
    const refId = attributeOf(element, "RefId");
    if (refId !== null) this.#typeNames.set(refId, names);
    return names;
  }

  /** The object's own come first and stand. */
  #addProperties(element: XmlElement, properties: Map<string, ClixmlValue>): void {
    for (const part of elementsIn(element)) {
      const name = attributeOf(part, "N");
      if (name === null) continue;
      const value = this.valueOf(part);
      if (!properties.has(decodedName(name))) properties.set(decodedName(name), value);
    }
  }

  #pairs(element: XmlElement): readonly (readonly [ClixmlValue, ClixmlValue])[] {
    return elementsIn(element).map((entry) => {
      let key: ClixmlValue = { kind: "null" };
      let value: ClixmlValue = { kind: "null" };
      for (const part of elementsIn(entry)) {
        const role = attributeOf(part, "N");
        if (role === "Key") key = this.valueOf(part);
        else if (role === "Value") value = this.valueOf(part);
      }
      return [key, value];
    });
  }
}

function elementsIn({ content }: XmlElement): readonly XmlElement[] {
  return content.filter((part) => typeof part !== "string");
}

function attributeOf({ attributes }: XmlElement, name: string): string | null {
  return attributes.find((attribute) => attribute.name === name)?.value ?? null;
}
