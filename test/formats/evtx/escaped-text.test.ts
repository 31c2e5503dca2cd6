import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../../src/formats/evtx/index.ts";
import { writePlainAscii, writeText, writeUtf16 } from "../../../src/formats/evtx/values/escaped-text.ts";
import {
  type Escapes,
  JSON_STRING,
  PLAIN_TEXT,
  XML_ATTRIBUTE,
  XML_TEXT,
} from "../../../src/formats/evtx/values/escapes.ts";

const FIXED = { seed: 12_293, numRuns: 500 };

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Any UTF-16 code units, hostile ones often. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }),
      fc.constantFrom(0, 0x1b, 0x22, 0x26, 0x27, 0x3c, 0x5c, 0x7f, 0x80, 0x7ff, 0x800, 0xfeff, 0xfffe, 0xffff),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.integer({ min: 0, max: 0xffff }),
    ),
    { maxLength: 60 },
  )
  .map((units) => String.fromCharCode(...units));

function utf16(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "utf16le"));
}

/** Both writers must write the same; what stands before stays. */
function escaped(text: string, escapes: Escapes): string {
  const [fromText, fromBytes] = [new ByteWriter(2), new ByteWriter(2)];
  const bytes = utf16(text);
  // The source begins at an odd place in a larger buffer, as values do.
  const source = new Uint8Array(bytes.length + 9).fill(0x41);
  source.set(bytes, 3);
  for (const out of [fromText, fromBytes]) out.append(Uint8Array.of(0x3e));
  writeText(fromText, text, escapes);
  writeUtf16(fromBytes, new DataView(source.buffer), 3, text.length, escapes);
  const result = decoder.decode(fromText.written());
  expect(decoder.decode(fromBytes.written())).toBe(result);
  return result.slice(1);
}

/** UTF-16 values end where their last NULs begin; both writers are compared on what comes before. */
const withoutLastNuls = (text: string): string => text.replace(/\0+$/, "");

function wellFormed(text: string): string {
  return text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

describe("text written as bytes", () => {
  it("equals JSON.stringify for any string", () => {
    fc.assert(
      fc.property(anyText.map(withoutLastNuls), (text) => {
        expect(`"${escaped(text, JSON_STRING)}"`).toBe(JSON.stringify(text));
      }),
      FIXED,
    );
  });

  it("holds in XML nothing that XML forbids, and everything else", () => {
    // eslint has no say in what a log may hold: the class names control characters on purpose.
    const forbidden = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]", "g");
    fc.assert(
      fc.property(anyText.map(withoutLastNuls), (text) => {
        const content = wellFormed(text)
          .replaceAll(forbidden, "\ufffd")
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;");
        expect(escaped(text, XML_TEXT)).toBe(content);
        expect(escaped(text, XML_ATTRIBUTE)).toBe(content.replaceAll("'", "&apos;"));
      }),
      FIXED,
    );
  });

  it("drops the NULs that end a UTF-16 value", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 5 }), (text, nuls) => {
        const out = new ByteWriter(2);
        const source = utf16(text + "\0".repeat(nuls));
        writeUtf16(out, new DataView(source.buffer), 0, source.length / 2, JSON_STRING);
        expect(`"${decoder.decode(out.written())}"`).toBe(JSON.stringify(withoutLastNuls(text)));
      }),
      FIXED,
    );
  });

  it("copies single bytes only when all of them are plain, and then writes what a string would give", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom(JSON_STRING, XML_TEXT, PLAIN_TEXT),
        (bytes, escapes) => {
          const out = new ByteWriter(2);
          const text = withoutLastNuls(Buffer.from(bytes).toString("latin1"));
          const done = writePlainAscii(out, new DataView(bytes.buffer), 0, bytes.length, escapes);
          const plain = Array.from(text).every((character) => {
            const code = character.charCodeAt(0);
            return code < 0x80 && escapes.plain[code] === 1;
          });
          expect(done).toBe(plain);
          expect(decoder.decode(out.written())).toBe(plain ? text : "");
        },
      ),
      FIXED,
    );
  });
});
