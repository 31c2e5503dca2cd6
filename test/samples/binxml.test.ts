import { describe, expect, it } from "vitest";
import {
  attribute,
  type Content,
  element,
  type RecordToWrite,
  text,
  writeLog,
} from "../../samples/generate/evtx/index.ts";
import { chunksOf, hex, view, vssEvent } from "./seams.ts";

/** The BinXML of a template-less record whose root `E` holds `content`, from the token after the root's name on. */
function tokensOf(content: readonly Content[]): string {
  const record: RecordToWrite = { time: 1n, body: { kind: "document", root: element("E", [], content) } };
  const [chunk = new Uint8Array()] = chunksOf(writeLog([record]));
  const size = view(chunk).getUint32(516, true);
  // 512: record header (24), fragment header (4), token, size (4), name's place (4), name: 8 + 2 + 2 bytes.
  return hex(chunk.subarray(512 + 24 + 4 + 9 + 12, 512 + size - 4)).replace(/(?:00)*$/, "");
}

describe("a record without a template", () => {
  it("leaves the dependency out of its element tokens", () => {
    const body = { kind: "document", root: element("E", [], [text("7")]) } as const;
    const [chunk = new Uint8Array()] = chunksOf(writeLog([{ time: 1n, body }]));
    const token = 512 + 24 + 4;
    expect(hex(chunk.subarray(token - 4, token))).toBe("0f010100");
    expect(chunk[token]).toBe(0x01);
    // From behind the size: name's place 4, name 12, 02, value token 6, 04.
    expect(view(chunk).getUint32(token + 1, true)).toBe(24);
    expect(view(chunk).getUint32(token + 5, true)).toBe(token + 9);
  });

  it("spells an element's text as a counted value", () => {
    expect(tokensOf([text("7")])).toBe("02" + "050101003700" + "04");
  });

  it("closes an element without content at once", () => {
    expect(tokensOf([])).toBe("03");
  });

  it("marks every part of a text but the last as going on", () => {
    const parts: readonly Content[] = [
      text("a"),
      { kind: "character-reference", code: 0xe9 },
      { kind: "cdata", text: "<" },
      text("b"),
    ];
    expect(tokensOf(parts)).toBe(["02", "450101006100", "48e900", "4701003c00", "050101006200", "04"].join(""));
  });

  it("names an entity and a processing instruction's target through the table of names", () => {
    const chunk = chunksOf(
      writeLog([
        {
          time: 1n,
          body: {
            kind: "document",
            root: element(
              "E",
              [{ name: "A", value: [text("x"), { kind: "entity-reference", name: "quot" }] }],
              [{ kind: "processing-instruction", target: "t", data: "d" }],
            ),
          },
        },
      ]),
    )[0];
    const bytes = hex(chunk ?? new Uint8Array());
    // Attribute A: text that goes on, then the last part, an entity whose name stands right behind its place.
    expect(bytes).toMatch(/450101007800(?:09)[0-9a-f]{8}[0-9a-f]{8}[0-9a-f]{4}0400710075006f0074000000/);
    expect(bytes).toMatch(/020a[0-9a-f]{8}[0-9a-f]{8}[0-9a-f]{4}0100740000000b0100640004/);
  });
});

describe("an element's attributes", () => {
  it("are all marked but the last, and their list carries its size", () => {
    const body = {
      kind: "document",
      root: element("E", [attribute("A", "x"), attribute("B", "y")], []),
    } as const;
    const [chunk = new Uint8Array()] = chunksOf(writeLog([{ time: 1n, body }]));
    const list = 512 + 24 + 4 + 9 + 12;
    expect(chunk[512 + 24 + 4]).toBe(0x41);
    // Each: token 1, name's place 4, name 12, value token 6.
    expect(view(chunk).getUint32(list, true)).toBe(46);
    expect(chunk[list + 4]).toBe(0x46);
    expect(chunk[list + 4 + 23]).toBe(0x06);
  });
});

describe("a forwarded event", () => {
  it("writes text only and refuses typed values", () => {
    const typed = vssEvent({
      layout: "forwarded",
      payload: { kind: "event-data", fields: [{ name: "Count", value: { type: "uint32", value: 3 } }] },
    });
    expect(() => writeLog([typed])).toThrow("A forwarded record holds text, not a uint32");
  });
});
