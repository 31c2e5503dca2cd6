import { filetimeToIso } from "../../../../src/shared/filetime.ts";
import type { EvtxEvent } from "../../../../src/formats/evtx/index.ts";

/** The line that `badnode events --format jsonl` prints for an event (DESIGN's contract), by way of JSON.stringify. */
export function jsonLineOf(file: string, event: EvtxEvent): string {
  return JSON.stringify({
    file,
    recordId: event.recordId.toString(),
    time: filetimeToIso(event.time),
    provider: event.provider,
    providerGuid: event.providerGuid,
    eventSourceName: event.eventSourceName,
    eventId: event.eventId,
    qualifiers: event.qualifiers,
    version: event.version,
    level: event.level,
    task: event.task,
    opcode: event.opcode,
    keywords: event.keywords,
    activityId: event.activityId,
    relatedActivityId: event.relatedActivityId,
    processId: event.processId,
    threadId: event.threadId,
    channel: event.channel,
    computer: event.computer,
    userId: event.userId,
    data: event.data.map(({ name, value }) => (name === undefined ? { value } : { name, value })),
    userData: event.userData,
    binary: event.binary,
    message: event.message,
    state: event.state,
  });
}
