import { describe, expect, it } from "vitest";
import { bytesSource, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { delimitedRecord, delimitedRecordHead } from "../../../src/reporters/records/delimited-records.ts";
import { plainLog } from "../../sources/event-logs/written-logs.ts";

describe("delimited records", () => {
  it("gives one line a record, all data in one cell", () => {
    const lines: string[] = [];
    const log = plainLog([{ id: 12293, time: "2025-06-08T07:15:00.051348Z", level: 2, text: "=cmd|'/c calc'!A1" }]);
    const ignore = (): void => undefined;
    const scan = new EvtxScan(bytesSource(log), {
      record: (record) => lines.push(delimitedRecord(record.decode(), "a.evtx")),
      damage: ignore,
      remark: ignore,
    });
    while (scan.next());
    expect([delimitedRecordHead(), ...lines]).toEqual([
      "time,computer,channel,recordId,provider,eventId,level,data,message,userData,binary,qualifiers,version,task,opcode," +
        "keywords,processId,threadId,userId,activityId,relatedActivityId,providerGuid,eventSourceName,state,file\r\n",
      "2025-06-08T07:15:00.0513480Z,PROXY01,Application,1,VSS,12293,2,'=cmd|'/c calc'!A1,,,,0,,0,,0x80000000000000,,,,,,,,intact,a.evtx\r\n",
    ]);
  });
});
