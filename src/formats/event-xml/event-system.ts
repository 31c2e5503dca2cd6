import type { EventSystem } from "../evtx/event.ts";
import { wholeNumber } from "../evtx/record-fields.ts";
import { SYSTEM_ELEMENTS, type SystemField } from "../evtx/system-paths.ts";
import { systemTimeToFiletime } from "../../shared/filetime.ts";
import { textInside, type XmlElement } from "../xml/element.ts";

/** What is wrong with an event that is well-formed. */
export interface EventProblem {
  readonly expected: string;
  readonly found: string;
}

export interface ReadSystem {
  readonly system: EventSystem;
  readonly problems: readonly EventProblem[];
}

const MAX_UINT64 = (1n << 64n) - 1n;

/** Reads a System element; what is not there, or empty, is null. Number and time are 0 where they are missing. */
export function readSystem(element: XmlElement | null): ReadSystem {
  const texts = fieldTexts(element);
  const text = (field: SystemField): string | null => texts.get(field) ?? null;
  const number = (field: SystemField): number | null => {
    const value = texts.get(field);
    return value === undefined ? null : wholeNumber(value);
  };
  const guid = (field: SystemField): string | null => text(field)?.toLowerCase() ?? null;
  const recordId = recordNumber(text("recordId"));
  const time = systemTimeToFiletime(text("time") ?? "");
  const problems: EventProblem[] = [];
  if (element === null) problems.push({ expected: "System", found: "none" });
  else {
    problems.push(...strayText(element));
    if (recordId === null) problems.push({ expected: "EventRecordID", found: shown(text("recordId")) });
    if (time === null) problems.push({ expected: "TimeCreated with a SystemTime", found: shown(text("time")) });
  }
  const system: EventSystem = {
    recordId: recordId ?? 0n,
    time: time ?? 0n,
    provider: text("provider"),
    providerGuid: guid("providerGuid"),
    eventSourceName: text("eventSourceName"),
    eventId: number("eventId"),
    qualifiers: number("qualifiers"),
    version: number("version"),
    level: number("level"),
    task: number("task"),
    opcode: number("opcode"),
    keywords: text("keywords"),
    activityId: guid("activityId"),
    relatedActivityId: guid("relatedActivityId"),
    processId: number("processId"),
    threadId: number("threadId"),
    channel: text("channel"),
    computer: text("computer"),
    userId: text("userId"),
  };
  return { system, problems };
}

/** Text beside the elements of Event or System: what is left of an element that lost the start of its tag. */
export function strayText({ name, content }: XmlElement): readonly EventProblem[] {
  const stray = content.find((part) => typeof part === "string" && part.trim() !== "");
  return typeof stray === "string" ? [{ expected: `elements in ${name}`, found: shown(stray) }] : [];
}

function fieldTexts(element: XmlElement | null): ReadonlyMap<SystemField, string> {
  const texts = new Map<SystemField, string>();
  const take = (field: SystemField | undefined, text: string): void => {
    if (field !== undefined && !texts.has(field)) texts.set(field, text);
  };
  for (const child of element?.content ?? []) {
    if (typeof child === "string" || !Object.hasOwn(SYSTEM_ELEMENTS, child.name)) continue;
    const fields = SYSTEM_ELEMENTS[child.name];
    if (!child.emptyTag) take(fields?.text, textInside(child));
    for (const { name, value } of child.attributes) {
      if (fields?.attributes !== undefined && Object.hasOwn(fields.attributes, name))
        take(fields.attributes[name], value);
    }
  }
  return texts;
}

function recordNumber(text: string | null): bigint | null {
  if (text === null || !/^\s*\d{1,20}\s*$/.test(text)) return null;
  const number = BigInt(text.trim());
  return number > MAX_UINT64 ? null : number;
}

function shown(text: string | null): string {
  return text === null ? "none" : JSON.stringify(text.slice(0, 40));
}
