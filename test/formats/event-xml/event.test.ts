import { describe, expect, it } from "vitest";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { exportedEvent, systemOf } from "./seams/exported.ts";
import { dataOf, readOneEvent, readXml } from "./seams/reading.ts";

const withSystem = (inside: string): string => exportedEvent({ system: `<System>${inside}</System>` });
const withPayload = (payload: string): string => exportedEvent({ payload });

describe("System of an exported event", () => {
  it("is read to the last field", () => {
    const system =
      "<System><Provider Name='Microsoft-Windows-Hyper-V-VMMS' Guid='{6066F867-7CA1-4418-85FD-36E3F9C0600C}' EventSourceName='vmms'/>" +
      "<EventID Qualifiers='49152'>12660</EventID><Version>1</Version><Level>2</Level><Task>3</Task><Opcode>4</Opcode>" +
      "<Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='2026-09-13T12:26:40.1234567Z'/>" +
      "<EventRecordID>18446744073709551615</EventRecordID>" +
      "<Correlation ActivityID='{5A3A9721-D420-0000-779A-3A5A20D4DB01}' RelatedActivityID='{00000000-0000-0000-0000-00000000000A}'/>" +
      "<Execution ProcessID='4294967295' ThreadID='8'/><Channel>Microsoft-Windows-Hyper-V-VMMS-Admin</Channel>" +
      "<Computer>HV06.corp.example</Computer><Security UserID='S-1-5-18'/></System>";
    expect(readOneEvent(exportedEvent({ system }))).toEqual({
      recordId: 18_446_744_073_709_551_615n,
      time: isoToFiletime("2026-09-13T12:26:40.1234567Z"),
      provider: "Microsoft-Windows-Hyper-V-VMMS",
      providerGuid: "{6066f867-7ca1-4418-85fd-36e3f9c0600c}",
      eventSourceName: "vmms",
      eventId: 12660,
      qualifiers: 49152,
      version: 1,
      level: 2,
      task: 3,
      opcode: 4,
      keywords: "0x8000000000000000",
      activityId: "{5a3a9721-d420-0000-779a-3a5a20d4db01}",
      relatedActivityId: "{00000000-0000-0000-0000-00000000000a}",
      processId: 4_294_967_295,
      threadId: 8,
      channel: "Microsoft-Windows-Hyper-V-VMMS-Admin",
      computer: "HV06.corp.example",
      userId: "S-1-5-18",
      state: "intact",
      offset: 0,
      data: [],
      userData: null,
      binary: null,
      message: null,
    });
  });

  it("has null for what is not there", () => {
    const event = readOneEvent(
      withSystem("<TimeCreated SystemTime='2026-09-13T12:26:40Z'/><EventRecordID>7</EventRecordID><Security/><Level/>"),
    );
    expect(Object.entries(event).flatMap(([field, value]) => (value === null ? [] : [field]))).toEqual([
      "recordId",
      "time",
      "state",
      "offset",
      "data",
    ]);
  });

  it("is found with comments, white space and other elements before it, and in any order", () => {
    const event = readOneEvent(
      "<!-- first --><Event>\r\n  <!-- second -->\r\n<EventData><Data>1</Data></EventData>\r\n<System>\r\n" +
        "  <Computer>HV06</Computer>\r\n  <EventRecordID>7</EventRecordID>\r\n" +
        '  <EventID Qualifiers="3">1</EventID><Provider Guid="{A}" Name="disk"></Provider>' +
        '<TimeCreated SystemTime="2026-09-13T12:26:40Z" />\r\n</System>\r\n</Event>',
    );
    const { computer, recordId, eventId, qualifiers, provider, providerGuid } = event;
    expect([computer, recordId, eventId, qualifiers, provider, providerGuid]).toEqual([
      "HV06",
      7n,
      1,
      3,
      "disk",
      "{a}",
    ]);
    expect(dataOf(event)).toEqual([[null, "1"]]);
  });

  it.each([
    ["2026-09-13T12:26:40.1234567Z", "2026-09-13T12:26:40.1234567Z"],
    ["2026-09-13T12:26:40.123456700Z", "2026-09-13T12:26:40.1234567Z"],
    ["2026-09-13T12:26:40.12Z", "2026-09-13T12:26:40.1200000Z"],
    ["2026-09-13T12:26:40Z", "2026-09-13T12:26:40Z"],
    ["2026-09-13T14:26:40+02:00", "2026-09-13T12:26:40Z"],
  ])("takes a SystemTime of %s", (written, time) => {
    const event = readOneEvent(withSystem(`<TimeCreated SystemTime='${written}'/><EventRecordID>7</EventRecordID>`));
    expect(event.time).toBe(isoToFiletime(time));
  });

  it("takes the last time that a FILETIME can say", () => {
    const event = readOneEvent(
      withSystem("<TimeCreated SystemTime='60056-05-28T05:36:10.9551615Z'/><EventRecordID>7</EventRecordID>"),
    );
    expect(event.time).toBe(2n ** 64n - 1n);
  });

  it.each([
    ["", "System, found none"],
    ["<System/>", "EventRecordID, found none"],
    ["<System></System>", "EventRecordID, found none"],
    [systemOf().replace("<Provider", "Provider"), "elements in System, found \"Provider Name='VSS'/>\""],
    [systemOf("x"), 'EventRecordID, found "x"'],
    [systemOf("18446744073709551616"), 'EventRecordID, found "18446744073709551616"'],
    [systemOf().replace("2026-09-13", "yesterday"), 'SystemTime, found "yesterdayT12:26:40.1234567Z"'],
    [systemOf().replace("2026-09-13", "60057-01-01"), 'SystemTime, found "60057-01-01T12:26:40.1234567Z"'],
    [systemOf().replace("2026-09-13", "1600-01-01"), 'SystemTime, found "1600-01-01T12:26:40.1234567Z"'],
  ])("that lacks what every event has makes a damaged record: %s", (system, told) => {
    const { events, damages } = readXml(exportedEvent({ system }));
    expect(events.map(({ state }) => state)).toEqual(["damaged"]);
    expect(damages.map(({ kind }) => kind)).toContain("event-content");
    expect(damages.map(({ expected, found }) => `${expected}, found ${found}`).join("; ")).toContain(told);
  });

  it("never looks at the localised words beside it", () => {
    const rendering =
      "<RenderingInfo Culture='de-DE'><Level>Fehler</Level><Provider>Anderer</Provider></RenderingInfo>";
    const { level, provider, data } = readOneEvent(withPayload(rendering));
    expect([level, provider, data]).toEqual([4, "VSS", []]);
  });
});

describe("data of an exported event", () => {
  it("have names or none, and stay in order", () => {
    const event = readOneEvent(
      withPayload(
        "<EventData Name='outer'>\r\n<Data Name='a'>1</Data>\r\n<Data>2</Data><Data/><Data Name='b'></Data>" +
          "<Data Name=''>3</Data><ComplexData Name='c'>4</ComplexData><Other>5</Other></EventData>",
      ),
    );
    expect(dataOf(event)).toEqual([
      ["a", "1"],
      [null, "2"],
      [null, ""],
      ["b", ""],
      ["Data@Name", ""],
      [null, "3"],
      ["c", "4"],
      ["Other", "5"],
    ]);
    expect([event.userData, event.binary]).toEqual([null, null]);
  });

  it("keep white space, line ends, markup and what looks like events", () => {
    const event = readOneEvent(
      withPayload(
        "<EventData xml:space='preserve'><Data> \r\n\t&lt;Event&gt;&#13;&#10;</Data>" +
          "<Data><![CDATA[</Event><Event><System>]]></Data><Data>1<!-- </Event> -->2</Data></EventData>",
      ),
    );
    expect(dataOf(event)).toEqual([
      [null, " \r\n\t<Event>\r\n"],
      [null, "</Event><Event><System>"],
      [null, "12"],
    ]);
  });

  it("have their binary apart", () => {
    expect(readOneEvent(withPayload("<EventData><Data>1</Data><Binary>0A0B</Binary></EventData>"))).toMatchObject({
      data: [{ value: "1" }],
      binary: "0A0B",
    });
    expect(readOneEvent(withPayload("<EventData><Binary></Binary></EventData>")).binary).toBeNull();
  });

  it("of UserData are the leaves, with the root's name and with attributes", () => {
    const event = readOneEvent(
      withPayload(
        "<UserData><p:VmlEventLog xmlns:p='urn:v' xmlns='urn:w'><p:VmName>VM1</p:VmName><Parts><Part No='1'>a</Part>" +
          "<Part No='2'/></Parts><Empty/></p:VmlEventLog></UserData>",
      ),
    );
    expect(event.userData).toBe("p:VmlEventLog");
    expect(dataOf(event)).toEqual([
      ["p:VmName", "VM1"],
      ["Part@No", "1"],
      ["Part", "a"],
      ["Part@No", "2"],
      ["Empty", ""],
    ]);
  });

  it("of an empty UserData are its root's name alone", () => {
    const event = readOneEvent(withPayload("<UserData><EventXML xmlns='urn:e'></EventXML></UserData>"));
    expect([event.userData, event.data]).toEqual(["EventXML", []]);
  });

  it("may hold an element called Event of another kind", () => {
    const event = readOneEvent(
      withPayload("<UserData><Event xmlns='urn:o'><Event/><Event>1</Event></Event></UserData>"),
    );
    expect([event.userData, dataOf(event)]).toEqual([
      "Event",
      [
        ["Event", ""],
        ["Event", "1"],
      ],
    ]);
  });

  it("of ProcessingErrorData and of stray text are shown, so that nothing is lost", () => {
    const { events, damages } = readXml(
      withPayload(
        "<ProcessingErrorData><ErrorCode>15003</ErrorCode></ProcessingErrorData>stray<EventData>too</EventData>",
      ),
    );
    expect(events.map((event) => dataOf(event))).toEqual([
      [
        ["ErrorCode", "15003"],
        [null, "stray"],
        [null, "too"],
      ],
    ]);
    // In EventData text may stand; in Event it is what is left of a broken tag.
    expect(damages.map(({ expected, found }) => [expected, found])).toEqual([["elements in Event", '"stray"']]);
  });

  it("come with the message that Event Viewer added", () => {
    const message =
      "<RenderingInfo Culture='en-US'><Message>Line 1&#13;&#10;Line 2</Message><Task>None</Task></RenderingInfo>";
    expect(readOneEvent(withPayload(`<EventData/>${message}`))).toMatchObject({
      message: "Line 1\r\nLine 2",
      data: [],
    });
    expect(readOneEvent(withPayload("<RenderingInfo><Message></Message></RenderingInfo>")).message).toBeNull();
  });
});

describe("an exported event that is written as XML again", () => {
  it("is what Windows wrote, whatever quotes, comments and CDATA stood there", () => {
    const [xml] = readXml(
      `<Event a="it's"><!-- c --><System ><Level/></System><EventData><Data><![CDATA[<&>]]>&quot;</Data></EventData></Event>`,
    ).xml;
    expect(xml).toBe(
      "<Event a='it&apos;s'><System><Level/></System><EventData><Data>&lt;&amp;&gt;\"</Data></EventData></Event>",
    );
  });

  it("stays well-formed when it was not", () => {
    const [xml] = readXml("<Event><System><Computer>HV06</Comp></System></Event>").xml;
    expect(xml).toBe("<Event><System><Computer>HV06</Computer></System></Event>");
  });

  it("has no characters that XML forbids", () => {
    const [xml] = readXml(withPayload("<EventData><Data>&#1;\u0002\uffff</Data></EventData>")).xml;
    expect(xml).toContain("<Data>\ufffd\ufffd\ufffd</Data>");
  });
});
