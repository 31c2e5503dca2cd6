import type { ByteWriter, RecordView } from "../../event-logs.ts";
import { delimitedRecord, delimitedRecordHead, RecordTable } from "../../reporters/records/index.ts";
import type { EventFormat } from "./event-formats.ts";

/** One format of `badnode events`: what stands before, in and after the records. */
export interface RecordRenderer {
  readonly head: string;
  /** Appends one record. */
  render(record: RecordView, file: string, out: ByteWriter): void;
  readonly tail: string;
}

const encoder = new TextEncoder();
const LINE_FEED = encoder.encode("\n");

/** `columns` is the width of a table. */
export function recordRenderer(format: EventFormat, columns: number): RecordRenderer {
  switch (format) {
    case "jsonl":
      return { head: "", render: (record, file, out) => record.writeJson(out, file), tail: "" };
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
        render: (record, file, out) => out.append(encoder.encode(delimitedRecord(record.decode(), file))),
        tail: "",
      };
    case "table": {
      const table = new RecordTable(columns);
      return {
        head: table.head(),
        render: (record, _file, out) => out.append(encoder.encode(table.row(record.decode()))),
        tail: "",
      };
    }
  }
}
