import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { type EventToWrite, type FieldValue, fieldValue } from "./event.ts";
import { attribute, type Attribute, element, type Element, textContent } from "./element.ts";
import { EVENT_NAMESPACE } from "./system-template.ts";
import type { Fragment, Value } from "./value.ts";

/** The record as an event collector stores it: no template, no types, every value as text. */
export function forwardedFragment(event: EventToWrite, recordId: bigint): Fragment {
  const root = element("Event", [attribute("xmlns", EVENT_NAMESPACE)], [system(event, recordId), ...payload(event)]);
  return { kind: "document", root };
}

function system(event: EventToWrite, recordId: bigint): Element {
  const { provider } = event;
  return element(
    "System",
    [],
    [
      element(
        "Provider",
        attributes({ Name: provider.name, Guid: provider.guid, EventSourceName: provider.eventSourceName }),
        [],
      ),
      element("EventID", attributes({ Qualifiers: event.qualifiers }), textContent(String(event.eventId))),
      ...leaf("Version", event.version),
      ...leaf("Level", event.level),
      ...leaf("Task", event.task),
      ...leaf("Opcode", event.opcode),
      ...leaf("Keywords", event.keywords === undefined ? undefined : `0x${event.keywords.toString(16)}`),
      // A collector writes nine digits.
      element("TimeCreated", [attribute("SystemTime", filetimeToIso(event.time).replace("Z", "00Z"))], []),
      ...leaf("EventRecordID", recordId),
      ...correlation(event),
      ...execution(event),
      ...leaf("Channel", event.channel),
      ...leaf("Computer", event.computer),
      element("Security", attributes({ UserID: event.userId }), []),
    ],
  );
}

function correlation({ activityId, relatedActivityId }: EventToWrite): readonly Element[] {
  const ids = attributes({ ActivityID: activityId, RelatedActivityID: relatedActivityId });
  return ids.length === 0 ? [] : [element("Correlation", ids, [])];
}

function execution({ processId, threadId }: EventToWrite): readonly Element[] {
  const ids = attributes({ ProcessID: processId, ThreadID: threadId });
  return ids.length === 0 ? [] : [element("Execution", ids, [])];
}

function payload({ payload: content }: EventToWrite): readonly Element[] {
  switch (content.kind) {
    case "none":
      return [];
    case "strings": {
      const data = (content.strings ?? []).map((value) => element("Data", [], textContent(value)));
      return [element("EventData", [], [...data, ...binary(content.binary)])];
    }
    case "event-data": {
      const data = content.fields.map(({ name, value }) =>
        element("Data", attributes({ Name: name }), textContent(textOf(value))),
      );
      return [element("EventData", attributes({ Name: content.name }), [...data, ...binary(content.binary)])];
    }
    case "user-data": {
      const children = content.fields.map(({ name, value }) => element(name, [], textContent(textOf(value))));
      return [element("UserData", [], [element(content.root, attributes({ xmlns: content.xmlns }), children)])];
    }
  }
}

function binary(bytes: Uint8Array | undefined): readonly Element[] {
  return bytes === undefined ? [] : [element("Binary", [], textContent(hexadecimal(bytes)))];
}

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}

/** A forwarded record holds text only; other types are for the caller to spell out. */
function textOf(value: FieldValue): string {
  const typed: Value = fieldValue(value);
  if (typed.type === "string") return typed.value;
  throw new TypeError(
    `A forwarded record holds text, not a ${typed.type}: hand the value in as Windows would show it.`,
  );
}

function leaf(name: string, value: number | bigint | string | undefined): readonly Element[] {
  return value === undefined ? [] : [element(name, [], textContent(String(value)))];
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): readonly Attribute[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [attribute(name, String(value))],
  );
}
