import { readFully } from "../../formats/evtx/chunk-places.ts";
import { isEventXml, SNIFFED_BYTES } from "../../formats/event-xml/sniff.ts";
import { openLogFile } from "./log-file.ts";

/** How a log is stored: by Windows itself, or exported as XML. */
export type LogFormat = "evtx" | "event-xml";

/**
 * Whether a file holds events as XML. Its first KiB says so, not its name.
 * @throws BadnodeError when it cannot be opened; whatever reading throws
 */
export function holdsEventXml(path: string): boolean {
  const file = openLogFile(path);
  try {
    const head = new Uint8Array(Math.min(file.size, SNIFFED_BYTES));
    return isEventXml(head.subarray(0, readFully(file, head, 0)));
  } finally {
    file.close();
  }
}
