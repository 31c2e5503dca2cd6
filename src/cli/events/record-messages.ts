import { type ByteWriter, eventMessage, type EvtxEvent, hasCataloguedId, type RecordView } from "../../event-logs.ts";

/** The record decoded, with the catalogue's message where it holds none of its own. */
export function decodeWithMessage(record: RecordView): EvtxEvent {
  const event = record.decode();
  return event.message === null ? { ...event, message: eventMessage(event) } : event;
}

const encoder = new TextEncoder();
const NO_MESSAGE = encoder.encode('"message":null,"state":');
const MESSAGE_KEY_LENGTH = '"message":'.length;
const NULL_LENGTH = "null".length;
/** `"recovered"}` and a line feed. */
const LONGEST_STATE = 14;

/** The record as one line of JSON, with the catalogue's message where it holds none of its own. */
export function writeJsonWithMessage(record: RecordView, file: string, out: ByteWriter): void {
  record.writeJson(out, file);
  if (!hasCataloguedId(record.system().eventId)) return;
  const at = endOfLine(out);
  const message = at === -1 ? null : eventMessage(record.decode());
  if (message === null) return;
  const valueAt = at + MESSAGE_KEY_LENGTH;
  const tail = out.bytes.slice(valueAt + NULL_LENGTH, out.length);
  out.length = valueAt;
  out.append(encoder.encode(JSON.stringify(message)));
  out.append(tail);
}

/** Where the line's end with a message that is null begins; -1 when it has a message. */
function endOfLine({ bytes, length }: ByteWriter): number {
  const from = Math.max(0, length - NO_MESSAGE.length - LONGEST_STATE);
  for (let at = from; at + NO_MESSAGE.length <= length; at++) {
    if (NO_MESSAGE.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
