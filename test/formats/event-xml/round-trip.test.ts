import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventToWrite, writeLog } from "../../../samples/generate/evtx/index.ts";
import { anyEvent, forwardedEvent } from "../evtx/seams/random-events.ts";
import { jsonLineOf } from "../evtx/seams/json-contract.ts";
import { readLog } from "../evtx/seams/reading.ts";
import { readXml } from "./seams/reading.ts";

const FIXED = { seed: 5789, numRuns: 80 };
const SAMPLE = fileURLToPath(new URL("../../../samples/missing-scp/", import.meta.url));

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What XML can say of a text. */
const inXml = (text: string): string => text.replaceAll(LONE, "\ufffd").replaceAll(FORBIDDEN, "\ufffd");

/** What `badnode events --format xml` prints, and the lines that `--format jsonl` prints of the same records. */
function exported(log: Uint8Array): { readonly text: string; readonly lines: readonly string[] } {
  const { records } = readLog(log, { skipByChannel: false });
  return {
    text: `<Events>\n${records.map(({ xml }) => `${xml}\n`).join("")}</Events>\n`,
    lines: records.map(({ event }) => {
      const data = event.data.map(({ name, value, typed }) => ({
        ...(name === undefined ? {} : { name: inXml(name) }),
        value: inXml(value),
        typed,
      }));
      return jsonLineOf("log", { ...event, data });
    }),
  };
}

function expectRoundTrip(log: Uint8Array): void {
  const { text, lines } = exported(log);
  for (const bytes of [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]) {
    const { events, damages, remarks } = readXml(Uint8Array.from(bytes));
    expect([damages, remarks]).toEqual([[], []]);
    expect(events.map((event) => jsonLineOf("log", event))).toEqual(lines);
  }
}

describe("what badnode events --format xml prints", () => {
  it("reads back to the same lines of JSON", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), (events: readonly EventToWrite[]) =>
        expectRoundTrip(writeLog(events)),
      ),
      FIXED,
    );
  });

  it("reads back to the same lines of JSON when an event collector wrote it", () => {
    fc.assert(
      fc.property(fc.array(forwardedEvent, { minLength: 1, maxLength: 4 }), (events: readonly EventToWrite[]) =>
        expectRoundTrip(writeLog(events)),
      ),
      { ...FIXED, numRuns: 30 },
    );
  });

  const logs = readdirSync(SAMPLE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".evtx"));

  /** One of each kind. */
  const samples = new Map(logs.toSorted().map((name) => [basename(name), name])).values();

  it.each([...samples])("of the sample's %s reads back to the same lines of JSON", (name) => {
    expectRoundTrip(readFileSync(join(SAMPLE, name)));
  });
});
