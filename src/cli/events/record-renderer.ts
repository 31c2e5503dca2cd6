import type { ByteWriter, EvtxEvent, RecordView } from "../../event-logs.ts";
import { delimitedRecord, delimitedRecordHead, RecordTable } from "../../reporters/records/index.ts";
import type { EventFormat } from "./event-formats.ts";
import { decodeWithMessage, writeJsonWithMessage } from "./record-messages.ts";

/** One format of `badnode events`: what stands before, in and after the records. */
export interface RecordRenderer {
  readonly head: string;
  /** Appends one record. */
  render(record: RecordView, file: string, out: ByteWriter): void;
  readonly tail: string;
}

const encoder = new TextEncoder();
const LINE_FEED = encoder.encode("\n");

export interface RenderOptions {
  readonly format: EventFormat;
  /** Whether records get the catalogue's messages; XML has none, for there a record stands as Windows wrote it. */
  readonly messages: boolean;
}

/** `columns` is the width of a table. */
export function recordRenderer({ format, messages }: RenderOptions, columns: number): RecordRenderer {
  const decode = messages ? decodeWithMessage : (record: RecordView): EvtxEvent => record.decode();
  switch (format) {
    case "jsonl":
      return {
        head: "",
        render: messages ? writeJsonWithMessage : (record, file, out) => record.writeJson(out, file),
        tail: "",
      };
    case "xml":
      return {
        head: "<Events>\n",
        render(record, _file, out) {
          record.writeXml(out);
          out.append(LINE_FEED);
        },
        tail: "</Events>\n",
      };
    case "csv":
      return {
        head: delimitedRecordHead(),
        render: (record, file, out) => out.append(encoder.encode(delimitedRecord(decode(record), file))),
        tail: "",
      };
    case "table": {
      const table = new RecordTable(columns);
      return {
        head: table.head(),
        render: (record, _file, out) => out.append(encoder.encode(table.row(decode(record)))),
        tail: "",
      };
    }
  }
}
