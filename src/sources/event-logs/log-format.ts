import { readFully } from "../../formats/evtx/chunk-places.ts";
import {
  contentAtAGlance,
  GLANCED_BYTES,
  SNIFFED_BYTES,
  type XmlContent,
  xmlContent,
} from "../../formats/event-xml/sniff.ts";
import type { FilePlace } from "../paths/index.ts";
import { type LogFile, openLogFile } from "./log-file.ts";

/** How a log is stored: by Windows itself, or exported as XML. `unknown`: called XML, and nothing in it says what it is. */
export type LogFormat = "evtx" | "event-xml" | "unknown";

/** What a file holds. */
export type FileContent = "evtx" | XmlContent;

const EVTX_SIGNATURE = "ElfFile\0";

/**
 * By its first KiB, and by 64 KiB where that does not decide; not by its name.
 * @throws BadnodeError when it cannot be opened; whatever reading throws
 */
export function fileContent({ path, realPath }: FilePlace): FileContent {
  const file = openLogFile(path, realPath);
  try {
    const glance = headOf(file, GLANCED_BYTES);
    if (isEvtx(glance)) return "evtx";
    return contentAtAGlance(glance) ?? xmlContent(headOf(file, SNIFFED_BYTES));
  } finally {
    file.close();
  }
}

function headOf(file: LogFile, most: number): Uint8Array {
  const head = new Uint8Array(Math.min(file.size, most));
  return head.subarray(0, readFully(file, head, 0));
}

function isEvtx(head: Uint8Array): boolean {
  return Array.from(EVTX_SIGNATURE).every((character, index) => character.charCodeAt(0) === head[index]);
}
