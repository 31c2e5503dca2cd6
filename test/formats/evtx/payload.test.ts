import { describe, expect, it } from "vitest";
import type { Element } from "../../../samples/generate/evtx/element.ts";
import {
  attribute,
  type Content,
  element,
  optionalSlot,
  slot,
  templateGuid,
  text,
  type Value,
  writeLog,
} from "../../../samples/generate/evtx/index.ts";
import { event } from "./seams/log-bytes.ts";
import { type ReadRecord, readOne } from "./seams/reading.ts";

const string = (value: string): Value => ({ type: "string", value });
const NULL: Value = { type: "null" };

function eventElement(...payload: readonly Content[]): Element {
  return element("Event", [], [element("System", [], [element("EventID", [], [text("1")])]), ...payload]);
}

function forwarded(...payload: readonly Content[]): ReadRecord {
  return readOne(writeLog([{ time: 1n, body: { kind: "document", root: eventElement(...payload) } }]));
}

function templated(payload: Content, values: readonly Value[]): ReadRecord {
  const root = eventElement(payload);
  const template = { guid: templateGuid(JSON.stringify(root)), root };
  return readOne(writeLog([{ time: 1n, body: { kind: "instance", template, values } }]));
}

/** The data as pairs; an unnamed one has null for a name. */
function pairs({ event: read }: ReadRecord): readonly (readonly [name: string | null, value: string])[] {
  return read.data.map(({ name, value }) => [name ?? null, value]);
}

describe("EventData", () => {
  it("is an ordered list: repeated names and unnamed data stay", () => {
    const fields = [{ name: "a", value: "1" }, { value: "2" }, { name: "a", value: "3" }, { name: "b", value: "" }];
    const record = readOne(writeLog([event({ payload: { kind: "event-data", fields } })]));
    expect(pairs(record)).toEqual([
      ["a", "1"],
      [null, "2"],
      ["a", "3"],
      ["b", ""],
    ]);
    expect(record.xml).toContain(
      "<EventData><Data Name='a'>1</Data><Data>2</Data><Data Name='a'>3</Data><Data Name='b'></Data></EventData>",
    );
  });

  it("keeps Binary apart from the data, and takes an empty one for none", () => {
    const of = (bytes: Uint8Array): ReadRecord =>
      readOne(writeLog([event({ payload: { kind: "event-data", fields: [{ value: "x" }], binary: bytes } })]));
    expect(of(Uint8Array.of(0x0a, 0xff)).event).toMatchObject({ binary: "0AFF", data: [{ value: "x" }] });
    expect(of(new Uint8Array()).event).toMatchObject({ binary: null, data: [{ value: "x" }] });
  });

  it("shows a null as an empty datum", () => {
    const record = readOne(
      writeLog([event({ payload: { kind: "event-data", fields: [{ name: "n", value: NULL }] } })]),
    );
    expect(record.event.data).toEqual([{ name: "n", value: "", typed: { type: "null" } }]);
  });

  it("with other elements than Data gives them their own names", () => {
    expect(pairs(forwarded(element("EventData", [], [element("Path", [], [text("C:\\")])])))).toEqual([
      ["Path", "C:\\"],
    ]);
  });

  it("takes a name made of several tokens whole (evtx.md, trap 3)", () => {
    const name = { name: "Name", value: [text("a"), { kind: "entity-reference", name: "amp" }, text("b")] } as const;
    const record = forwarded(element("EventData", [], [element("Data", [name], [text("v")])]));
    expect(pairs(record)).toEqual([["a&b", "v"]]);
    expect(record.xml).toContain("<Data Name='a&amp;b'>v</Data>");
  });

  it("that holds text beside its elements, or a value that is no XML, shows it as data without a name", () => {
    const data = element("Data", [attribute("Name", "a")], [text("1")]);
    expect(pairs(forwarded(element("EventData", [], [text("\r\n  "), text("bare"), data])))).toEqual([
      [null, "bare"],
      ["a", "1"],
    ]);
    expect(pairs(templated(element("EventData", [], [slot(0, "xml")]), [string("no XML")]))).toEqual([
      [null, "no XML"],
    ]);
  });

  it("joins a value's parts to one text", () => {
    const data = element(
      "Data",
      [],
      [text("a"), { kind: "entity-reference", name: "lt" }, { kind: "cdata", text: "&" }],
    );
    const record = forwarded(element("EventData", [], [data]));
    expect(record.event.data).toEqual([{ value: "a<&", typed: { type: "mixed", value: "a<&" } }]);
  });

  it("may stand beside the classic one of a provider's failure", () => {
    const record = forwarded(
      element("ProcessingErrorData", [], [element("ErrorCode", [], [text("15005")]), element("DataItemName", [], [])]),
    );
    expect(pairs(record)).toEqual([
      ["ErrorCode", "15005"],
      ["DataItemName", ""],
    ]);
  });
});

describe("UserData", () => {
  it("gives its root's name and its leaves, whatever their depth", () => {
    const record = forwarded(
      element(
        "UserData",
        [],
        [
          element(
            "VmlEventLog",
            [attribute("xmlns", "urn:v")],
            [
              element("VmName", [], [text("VM1")]),
              element("Outer", [], [element("Inner", [], [text("i")]), element("Empty", [], [])]),
            ],
          ),
        ],
      ),
    );
    expect(record.event.userData).toBe("VmlEventLog");
    expect(pairs(record)).toEqual([
      ["VmName", "VM1"],
      ["Inner", "i"],
      ["Empty", ""],
    ]);
  });

  it("whose root holds nothing has no data, only the root's name", () => {
    const root = element("ServiceShutdown", [attribute("xmlns", "urn:x")], []);
    const record = forwarded(element("UserData", [], [root]));
    expect([record.event.userData, pairs(record)]).toEqual(["ServiceShutdown", []]);
  });

  it("names its attributes Element@Attribute, before what the element holds; namespaces are no data", () => {
    const record = forwarded(
      element(
        "UserData",
        [],
        [
          element(
            "Root",
            [attribute("xmlns:a", "urn:a"), attribute("id", "7")],
            [
              element("Leaf", [attribute("xmlns", "urn:l"), attribute("unit", "ms")], [text("5")]),
              element("Flag", [attribute("on", "1")], []),
            ],
          ),
        ],
      ),
    );
    expect(pairs(record)).toEqual([
      ["Root@id", "7"],
      ["Leaf@unit", "ms"],
      ["Leaf", "5"],
      ["Flag@on", "1"],
    ]);
  });

  it("has attributes called Name too, and so has Data whose name each record fills in", () => {
    const node = element("Node", [attribute("Name", "HV06")], []);
    expect(pairs(forwarded(element("UserData", [], [element("Root", [], [node])])))).toEqual([["Node@Name", "HV06"]]);
    const data = element("Data", [attribute("Name", slot(0, "string"))], [slot(1, "string")]);
    expect(pairs(templated(element("EventData", [], [data]), [string("n"), string("v")]))).toEqual([
      ["Data@Name", "n"],
      [null, "v"],
    ]);
  });

  it("written by a template is the same", () => {
    const payload = {
      kind: "user-data",
      root: "VmlEventLog",
      xmlns: "urn:v",
      fields: [
        { name: "VmName", value: "VM1" },
        { name: "Parameter0", value: { type: "uint32", value: 5 } },
      ],
    } as const;
    const record = readOne(writeLog([event({ payload })]));
    expect(record.event).toMatchObject({
      userData: "VmlEventLog",
      data: [
        { name: "VmName", value: "VM1", typed: { type: "string", value: "VM1" } },
        { name: "Parameter0", value: "5", typed: { type: "uint32", value: 5 } },
      ],
    });
    expect(record.xml).toContain(
      "<UserData><VmlEventLog xmlns='urn:v'><VmName>VM1</VmName><Parameter0>5</Parameter0></VmlEventLog></UserData>",
    );
  });

  it("leaves out what depends on a null, with its attributes", () => {
    const leaf = element("Leaf", [attribute("a", slot(1, "string"))], [], 0);
    const root = element("UserData", [], [element("Root", [], [leaf, element("Last", [], [slot(1, "string")])])]);
    const gone = templated(root, [NULL, string("x")]);
    expect(gone.xml).toContain("<Root><Last>x</Last></Root>");
    expect(pairs(gone)).toEqual([["Last", "x"]]);
    expect(pairs(templated(root, [string(""), string("x")]))).toEqual([
      ["Leaf@a", "x"],
      ["Last", "x"],
    ]);
  });

  it("leaves out an attribute whose optional value is null", () => {
    const leaf = element("Leaf", [attribute("a", optionalSlot(0, "string"))], [text("t")]);
    const record = templated(element("UserData", [], [element("Root", [], [leaf])]), [NULL]);
    expect(record.xml).toContain("<Leaf>t</Leaf>");
    expect(pairs(record)).toEqual([["Leaf", "t"]]);
  });

  it("that holds a whole document in a value is read through", () => {
    const inner = element("Root", [], [element("Deep", [], [text("d")])]);
    const record = templated(element("UserData", [], [slot(0, "xml")]), [
      { type: "xml", value: { kind: "document", root: inner } },
    ]);
    expect(record.event.userData).toBe("Root");
    expect(pairs(record)).toEqual([["Deep", "d"]]);
  });
});

describe("RenderingInfo", () => {
  it("gives the message; its other words are no data", () => {
    const info = element(
      "RenderingInfo",
      [attribute("Culture", "en-US")],
      [
        element("Message", [], [text("The VSS service is shutting down.\r\n")]),
        element("Level", [], [text("Information")]),
        element("Keywords", [], [element("Keyword", [], [text("Classic")])]),
      ],
    );
    const record = forwarded(element("EventData", [], [element("Data", [], [text("x")])]), info);
    expect(record.event.message).toBe("The VSS service is shutting down.\r\n");
    expect(pairs(record)).toEqual([[null, "x"]]);
  });

  it("without a message, or with an empty one, gives none", () => {
    expect(forwarded(element("RenderingInfo", [], [])).event.message).toBeNull();
    expect(forwarded(element("RenderingInfo", [], [element("Message", [], [])])).event.message).toBeNull();
  });
});
