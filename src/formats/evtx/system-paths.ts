import type { Attribute, Element, Part } from "./binxml/tree.ts";

/** The System fields in the order of the JSON contract, after recordId and time. */
export const SYSTEM_FIELDS = [
  "recordId",
  "time",
  "provider",
  "providerGuid",
  "eventSourceName",
  "eventId",
  "qualifiers",
  "version",
  "level",
  "task",
  "opcode",
  "keywords",
  "activityId",
  "relatedActivityId",
  "processId",
  "threadId",
  "channel",
  "computer",
  "userId",
] as const;

export type SystemField = (typeof SYSTEM_FIELDS)[number];

/** Where a field's value stands in a tree: nowhere, in the tree itself, in one slot, or in several parts. */
export type FieldPath =
  | { readonly kind: "absent" }
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "slot"; readonly index: number; readonly dependency: number }
  | { readonly kind: "parts"; readonly parts: readonly Part[]; readonly dependency: number };

const ABSENT: FieldPath = { kind: "absent" };

/** System's children: the field that the element's text holds, and those of its attributes (Event schema, System). */
export const SYSTEM_ELEMENTS: Readonly<
  Record<string, { readonly text?: SystemField; readonly attributes?: Readonly<Record<string, SystemField>> }>
> = {
  Provider: { attributes: { Name: "provider", Guid: "providerGuid", EventSourceName: "eventSourceName" } },
  EventID: { text: "eventId", attributes: { Qualifiers: "qualifiers" } },
  Version: { text: "version" },
  Level: { text: "level" },
  Task: { text: "task" },
  Opcode: { text: "opcode" },
  Keywords: { text: "keywords" },
  TimeCreated: { attributes: { SystemTime: "time" } },
  EventRecordID: { text: "recordId" },
  Correlation: { attributes: { ActivityID: "activityId", RelatedActivityID: "relatedActivityId" } },
  Execution: { attributes: { ProcessID: "processId", ThreadID: "threadId" } },
  Channel: { text: "channel" },
  Computer: { text: "computer" },
  Security: { attributes: { UserID: "userId" } },
};

/** Where each System field stands in a tree, and what stands beside System. Computed once for a template. */
export class SystemPaths {
  readonly #paths = new Map<SystemField, FieldPath>();
  /** The children of Event other than System: EventData, UserData, RenderingInfo, or slots that hold them. */
  readonly payload: readonly Part[];
  /** False for trees that are no events of their own, such as nested EventData. */
  readonly found: boolean;

  constructor(parts: readonly Part[]) {
    const event = elementNamed(parts, "Event");
    const system = event === null ? null : elementNamed(event.content, "System");
    this.payload =
      event === null ? parts : event.content.filter((part) => part.kind !== "element" || part.element !== system);
    this.found = system !== null;
    for (const part of system?.content ?? []) if (part.kind === "element") this.#take(part.element);
  }

  path(field: SystemField): FieldPath {
    return this.#paths.get(field) ?? ABSENT;
  }

  #take(element: Element): void {
    const fields = Object.hasOwn(SYSTEM_ELEMENTS, element.name.text) ? SYSTEM_ELEMENTS[element.name.text] : undefined;
    if (fields === undefined) return;
    if (fields.text !== undefined) this.#set(fields.text, element.content, element.dependency);
    for (const attribute of element.attributes) {
      const field = attributeField(fields.attributes, attribute);
      if (field !== undefined) this.#set(field, attribute.parts, element.dependency);
    }
  }

  #set(field: SystemField, parts: readonly Part[], dependency: number): void {
    if (this.#paths.has(field)) return;
    this.#paths.set(field, fieldPath(parts, dependency));
  }
}

function attributeField(
  fields: Readonly<Record<string, SystemField>> | undefined,
  attribute: Attribute,
): SystemField | undefined {
  return fields !== undefined && Object.hasOwn(fields, attribute.name.text) ? fields[attribute.name.text] : undefined;
}

function fieldPath(parts: readonly Part[], dependency: number): FieldPath {
  const [first] = parts;
  if (first === undefined) return ABSENT;
  if (parts.length === 1 && first.kind === "text" && dependency === -1) {
    return { kind: "literal", text: first.literal.text };
  }
  if (parts.length === 1 && first.kind === "slot") return { kind: "slot", index: first.index, dependency };
  return { kind: "parts", parts, dependency };
}

function elementNamed(parts: readonly Part[], name: string): Element | null {
  for (const part of parts) if (part.kind === "element" && part.element.name.text === name) return part.element;
  return null;
}
