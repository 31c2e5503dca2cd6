import type { EventToWrite } from "../../samples/generate/evtx/index.ts";

/** The data of a record, in order and without names. */
export function dataOf({ payload }: EventToWrite): readonly string[] {
  switch (payload.kind) {
    case "none":
      return [];
    case "strings":
      return payload.strings ?? [];
    case "event-data":
    case "user-data":
      return payload.fields.map(({ value }) => {
        if (typeof value === "string") return value;
        return value.type === "string" ? value.value : `(${value.type})`;
      });
  }
}

export function withId(events: readonly EventToWrite[], ...ids: readonly number[]): readonly EventToWrite[] {
  return events.filter(({ eventId }) => ids.includes(eventId));
}
