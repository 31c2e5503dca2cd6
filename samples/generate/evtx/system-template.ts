import type { EventProvider, EventToWrite, RecordLayout } from "./event.ts";
import { attribute, element, optionalSlot, type Content, type Element, type Template, text } from "./element.ts";
import { templateGuid } from "./template-guid.ts";
import type { Value } from "./value.ts";

export const EVENT_NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

/** What one outer template is made for; all events that agree in these share it. */
interface OuterTemplateKey {
  readonly layout: Exclude<RecordLayout, "forwarded">;
  readonly provider: EventProvider;
  readonly channel: string;
  readonly computer: string;
  readonly userData: boolean;
}

/** Where Windows puts the payload among the values: last, behind unused places that stay null. */
const PAYLOAD_SLOT = { manifest: 19, classic: 19, shared: 17 } as const;
const RELATED_ACTIVITY_SLOT = { manifest: 18, classic: 18, shared: 13 } as const;
const SHARED_CHANNEL_SLOT = 16;

/** Makes outer templates, each once: building the element tree anew for every record would be most of the work. */
export class OuterTemplates {
  readonly #made = new Map<string, Template>();

  of(key: OuterTemplateKey): Template {
    const { layout, provider, channel, computer, userData } = key;
    const content =
      layout === "shared" ? [layout, computer, userData] : [layout, provider, channel, computer, userData];
    const identity = JSON.stringify(content);
    const known = this.#made.get(identity);
    if (known !== undefined) return known;
    const template = { guid: templateGuid(identity), root: outerRoot(key) };
    this.#made.set(identity, template);
    return template;
  }
}

function outerRoot(key: OuterTemplateKey): Element {
  const slot = PAYLOAD_SLOT[key.layout];
  const payload = optionalSlot(slot, "xml");
  const system = element("System", [], systemContent(key));
  const namespace = attribute("xmlns", EVENT_NAMESPACE);
  return key.userData
    ? element("Event", [namespace], [system, element("UserData", [], [payload], slot)])
    : element("Event", [namespace], [system, payload], slot);
}

function systemContent({ layout, provider, channel, computer }: OuterTemplateKey): readonly Content[] {
  const full = layout !== "classic";
  const version = element("Version", [], [optionalSlot(11, "uint8")], 11);
  const opcode = element("Opcode", [], [optionalSlot(1, "uint8")], 1);
  const correlation = element(
    "Correlation",
    [
      attribute("ActivityID", optionalSlot(7, "guid")),
      attribute("RelatedActivityID", optionalSlot(RELATED_ACTIVITY_SLOT[layout], "guid")),
    ],
    [],
  );
  const execution = element(
    "Execution",
    [attribute("ProcessID", optionalSlot(8, "uint32")), attribute("ThreadID", optionalSlot(9, "uint32"))],
    [],
  );
  return [
    layout === "shared" ? sharedProvider() : literalProvider(provider),
    element("EventID", [attribute("Qualifiers", optionalSlot(4, "uint16"))], [optionalSlot(3, "uint16")], 3),
    ...(full ? [version] : []),
    element("Level", [], [optionalSlot(0, "uint8")], 0),
    element("Task", [], [optionalSlot(2, "uint16")], 2),
    ...(full ? [opcode] : []),
    element("Keywords", [], [optionalSlot(5, "hex64")], 5),
    element("TimeCreated", [attribute("SystemTime", optionalSlot(6, "filetime"))], []),
    element("EventRecordID", [], [optionalSlot(10, "uint64")], 10),
    ...(full ? [correlation, execution] : []),
    layout === "shared"
      ? element("Channel", [], [optionalSlot(SHARED_CHANNEL_SLOT, "string")], SHARED_CHANNEL_SLOT)
      : element("Channel", [], [text(channel)]),
    element("Computer", [], [text(computer)]),
    element("Security", [attribute("UserID", optionalSlot(12, "sid"))], []),
  ];
}

function literalProvider({ name, guid, eventSourceName }: EventProvider): Element {
  const attributes = [
    attribute("Name", name),
    ...(guid === undefined ? [] : [attribute("Guid", guid)]),
    ...(eventSourceName === undefined ? [] : [attribute("EventSourceName", eventSourceName)]),
  ];
  return element("Provider", attributes, []);
}

function sharedProvider(): Element {
  return element(
    "Provider",
    [attribute("Name", optionalSlot(14, "string")), attribute("Guid", optionalSlot(15, "guid"))],
    [],
  );
}

const NULL: Value = { type: "null" };

/** The values in the order of the template's substitutions. */
export function systemValues(event: EventToWrite, recordId: bigint, payload: Value): readonly Value[] {
  // Where ETW had room for a value but none was set, Windows keeps the room and marks it null.
  const shared = event.layout === "shared";
  const noQualifiers: Value = shared ? { type: "null", bytes: 2 } : NULL;
  const noActivity: Value = shared ? { type: "null", bytes: 16 } : NULL;
  const common: readonly Value[] = [
    number("uint8", event.level),
    number("uint8", event.opcode),
    number("uint16", event.task),
    number("uint16", event.eventId),
    event.qualifiers === undefined ? noQualifiers : { type: "uint16", value: event.qualifiers },
    event.keywords === undefined ? NULL : { type: "hex64", value: event.keywords },
    { type: "filetime", value: event.time },
    guid(event.activityId, noActivity),
    number("uint32", event.processId),
    number("uint32", event.threadId),
    { type: "uint64", value: recordId },
    number("uint8", event.version),
    event.userId === undefined ? NULL : { type: "sid", value: event.userId },
  ];
  const related = guid(event.relatedActivityId, NULL);
  if (!shared) return [...common, NULL, NULL, NULL, NULL, NULL, related, payload];
  return [
    ...common,
    related,
    { type: "string", value: event.provider.name },
    guid(event.provider.guid, NULL),
    { type: "string", value: event.channel },
    payload,
  ];
}

function guid(value: string | undefined, absent: Value): Value {
  return value === undefined ? absent : { type: "guid", value };
}

function number(type: "uint8" | "uint16" | "uint32", value: number | undefined): Value {
  return value === undefined ? NULL : { type, value };
}
