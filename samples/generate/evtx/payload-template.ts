import { declaredType, fieldValue, type Payload } from "./event.ts";
import { attribute, element, type Element, optionalSlot, slot, type Template } from "./element.ts";
import { templateGuid } from "./template-guid.ts";
import { type Fragment, stringArray, type Value } from "./value.ts";

/** Makes the templates of payloads and fills them. */
export class PayloadTemplates {
  readonly #made = new Map<string, Template>();

  /** The payload as a value of the outer template; null where an event has none. */
  value(payload: Payload, header: boolean): Value {
    switch (payload.kind) {
      case "none":
        return { type: "null" };
      case "strings":
        return instance(this.#template("strings", stringsRoot), stringsValues(payload), header);
      case "event-data": {
        const fields = payload.fields.map((field) => ({ name: field.name, value: fieldValue(field.value) }));
        const identity = JSON.stringify([
          payload.kind,
          payload.name ?? null,
          payload.binary !== undefined,
          fields.map(({ name, value }) => [name ?? null, declaredType(value)]),
        ]);
        const template = this.#template(identity, () => eventDataRoot(payload.name, fields, payload.binary));
        return instance(template, dataValues(fields, payload.binary), header);
      }
      case "user-data": {
        const { root, xmlns } = payload;
        const fields = payload.fields.map(({ name, value }) => ({ name, value: fieldValue(value) }));
        const identity = JSON.stringify([
          payload.kind,
          root,
          xmlns ?? null,
          fields.map(({ name, value }) => [name, declaredType(value)]),
        ]);
        const template = this.#template(identity, () => userDataRoot(root, xmlns, fields));
        return instance(
          template,
          fields.map(({ value }) => value),
          header,
        );
      }
    }
  }

  #template(identity: string, root: () => Element): Template {
    const known = this.#made.get(identity);
    if (known !== undefined) return known;
    const template = { guid: templateGuid(identity), root: root() };
    this.#made.set(identity, template);
    return template;
  }
}

function instance(template: Template, values: readonly Value[], header: boolean): Value {
  return { type: "xml", value: { kind: "instance", template, values, header } satisfies Fragment };
}

/** The middle value is the length of Binary, which no element shows. */
function stringsRoot(): Element {
  return element(
    "EventData",
    [],
    [element("Data", [], [optionalSlot(0, "string", true)], 0), element("Binary", [], [optionalSlot(2, "binary")], 2)],
  );
}

function stringsValues(payload: Extract<Payload, { readonly kind: "strings" }>): readonly Value[] {
  return [
    payload.strings === null ? { type: "null" } : stringArray(payload.strings),
    { type: "uint32", value: payload.binary?.length ?? 0 },
    payload.binary === undefined ? { type: "null" } : { type: "binary", value: payload.binary },
  ];
}

interface TypedField {
  readonly name: string | undefined;
  readonly value: Value;
}

function eventDataRoot(
  name: string | undefined,
  fields: readonly TypedField[],
  binary: Uint8Array | undefined,
): Element {
  const data = fields.map((field, index) => {
    const { type, array } = declaredType(field.value);
    const attributes = field.name === undefined ? [] : [attribute("Name", field.name)];
    return element("Data", attributes, [slot(index, type, array)]);
  });
  // A Binary takes two values: its length, which no element shows, and its bytes.
  const binaryElement = binary === undefined ? [] : [element("Binary", [], [slot(fields.length + 1, "binary")])];
  return element("EventData", name === undefined ? [] : [attribute("Name", name)], [...data, ...binaryElement]);
}

function dataValues(fields: readonly TypedField[], binary: Uint8Array | undefined): readonly Value[] {
  const values = fields.map(({ value }) => value);
  if (binary === undefined) return values;
  return [...values, { type: "uint32", value: binary.length }, { type: "binary", value: binary }];
}

function userDataRoot(
  root: string,
  xmlns: string | undefined,
  fields: readonly { readonly name: string; readonly value: Value }[],
): Element {
  const children = fields.map(({ name, value }, index) => {
    const { type, array } = declaredType(value);
    return element(name, [], [slot(index, type, array)]);
  });
  return element(root, xmlns === undefined ? [] : [attribute("xmlns", xmlns)], children);
}
