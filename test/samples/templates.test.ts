import { describe, expect, it } from "vitest";
import {
  element,
  fileHeader,
  type Fragment,
  logChunks,
  optionalSlot,
  slot,
  stringArray,
  type Template,
  templateGuid,
  type Value,
  writeLog,
} from "../../samples/generate/evtx/index.ts";
import { chunksOf, hex, templateDefinitions, view, vssEvent } from "./seams.ts";

const TEMPLATE: Template = {
  guid: templateGuid("two slots"),
  root: element("E", [], [element("F", [], [optionalSlot(0, "string", true)], 0), slot(1, "uint32")]),
};

function instance(...values: readonly Value[]): Fragment {
  return { kind: "instance", template: TEMPLATE, values };
}

describe("a template made by hand", () => {
  const log = writeLog([
    { time: 1n, body: instance(stringArray(["a"]), { type: "uint32", value: 5 }) },
    { time: 2n, body: instance({ type: "null" }, { type: "uint32", value: 6 }) },
  ]);
  const [chunk = new Uint8Array()] = chunksOf(log);
  const [definition = 0] = templateDefinitions(chunk);

  it("is defined once, with the size of what follows its GUID", () => {
    expect(templateDefinitions(chunk)).toEqual([definition]);
    const size = view(chunk).getUint32(definition + 20, true);
    const body = chunk.subarray(definition + 24, definition + 24 + size);
    expect(hex(body.subarray(0, 7))).toBe("0f01010001ffff");
    // F: opens depending on value 0; then optional substitution of a string array; outside it a plain uint32.
    expect(hex(body)).toContain("010000");
    expect(hex(body)).toMatch(/020e000081040d0100080400$/);
  });

  it("is followed by the count, the descriptors and the bytes of the values", () => {
    const size = view(chunk).getUint32(definition + 20, true);
    const values = definition + 24 + size;
    // Two values: 4 bytes of type 81, 4 bytes of type 08; "a" with its NUL; 5; end of the fragment.
    expect(hex(chunk.subarray(values, values + 21))).toBe(
      ["02000000", "04008100", "04000800", "61000000", "05000000", "00"].join(""),
    );
  });

  it("gives the same GUID for the same content, another for other content", () => {
    expect(templateGuid("two slots")).toBe(TEMPLATE.guid);
    expect(templateGuid("three slots")).not.toBe(TEMPLATE.guid);
  });
});

describe("writing chunk by chunk", () => {
  it("gives the same bytes as writing into memory, with totals for the file header at the end", () => {
    const events = Array.from({ length: 900 }, (_, index) => vssEvent({ eventId: index }));
    const chunks: Uint8Array[] = [];
    const source = logChunks(events);
    let step = source.next();
    for (; step.done !== true; step = source.next()) chunks.push(step.value);
    expect(step.value).toEqual({ chunks: chunks.length, records: 900, nextRecordId: 901n });
    expect(Buffer.compare(Buffer.concat([fileHeader(step.value), ...chunks]), writeLog(events))).toBe(0);
  });
});
