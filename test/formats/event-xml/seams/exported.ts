/** An event as Windows exports it; the changes are what a test is about. */
export interface ExportedEvent {
  readonly system?: string;
  /** Behind System: EventData, UserData, RenderingInfo. */
  readonly payload?: string;
}

const NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

export function exportedEvent({
  system = systemOf(),
  payload = "<EventData></EventData>",
}: ExportedEvent = {}): string {
  return `<Event xmlns='${NAMESPACE}'>${system}${payload}</Event>`;
}

/** A VSS event of PROXY01. */
export function systemOf(recordId: number | string = 1, eventId: number | string = 8224): string {
  return (
    `<System><Provider Name='VSS'/><EventID Qualifiers='0'>${eventId}</EventID><Version>0</Version><Level>4</Level>` +
    `<Task>0</Task><Opcode>0</Opcode><Keywords>0x80000000000000</Keywords>` +
    `<TimeCreated SystemTime='2026-09-13T12:26:40.1234567Z'/><EventRecordID>${recordId}</EventRecordID><Correlation/>` +
    `<Execution ProcessID='0' ThreadID='0'/><Channel>Application</Channel><Computer>PROXY01.corp.example</Computer>` +
    `<Security/></System>`
  );
}

/** Events 1, 2, 3, ..., each saying its number. */
export function exportedEvents(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    exportedEvent({
      system: systemOf(index + 1),
      payload: `<EventData><Data>event ${index + 1}</Data></EventData>`,
    }),
  );
}

/** As Event Viewer saves them, but in the order given. */
export function savedByEventViewer(events: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${events.join("")}</Events>`;
}
