import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SeededRandom } from "../../../samples/generate/seeded-random.ts";
import { type EventToWrite, writeLog } from "../../../samples/generate/evtx/index.ts";
import { ByteWriter, bytesSource, EvtxError, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { jsonLineOf } from "./seams/json-contract.ts";
import { CHUNK, event, HEADER, recordPlaces, START } from "./seams/log-bytes.ts";

/** A record's renderings never come near this; a record has at most 64 KiB. */
const MOST_OUTPUT = 8 << 20;

interface Outcome {
  readonly records: number;
  readonly damages: number;
  /** All that was read, to tell whether a mutation went unnoticed. */
  readonly lines: readonly string[];
}

/** Reads a log that may be anything; null when it was refused as a whole. Everything else that throws fails the test. */
function survive(log: Uint8Array, carve: boolean): Outcome | null {
  const lines: string[] = [];
  const [json, xml] = [new ByteWriter(), new ByteWriter()];
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const sink = {
    record: (record: Parameters<ConstructorParameters<typeof EvtxScan>[1]["record"]>[0]): void => {
      json.reset();
      xml.reset();
      record.writeJson(json, "a.evtx");
      record.writeXml(xml);
      const line = utf8.decode(json.written());
      if (`${jsonLineOf("a.evtx", record.decode())}\n` !== line) throw new Error(`decode() says other than ${line}`);
      utf8.decode(xml.written());
      if (json.length + xml.length > MOST_OUTPUT) throw new Error(`${json.length + xml.length} bytes of output`);
      lines.push(line);
    },
    damage: ({ offset }: { readonly offset: number }): void => {
      if (!Number.isSafeInteger(offset) || offset < 0) throw new Error(`damage at ${offset}`);
    },
    remark: (): void => undefined,
  };
  let scan: EvtxScan;
  try {
    scan = new EvtxScan(bytesSource(log), sink, { carve });
  } catch (error) {
    if (error instanceof EvtxError) return null;
    throw error;
  }
  let more = true;
  for (let blocks = 0; more; blocks++) {
    if (blocks > log.length / CHUNK + 1) throw new Error("the scan does not end");
    more = scan.next();
  }
  const { records, damages, selected } = scan.progress;
  expect(selected).toBe(lines.length);
  return { records, damages, lines };
}

/** One to four changes of the kinds that disks, copies and attackers make. */
function mutate(log: Uint8Array, random: SeededRandom): Uint8Array {
  let bytes = Uint8Array.from(log);
  const view = (): DataView => new DataView(bytes.buffer);
  for (let change = random.between(1, 4); change > 0; change--) {
    // Half of all changes hit the first bytes of chunks and records, where structure is dense.
    const anywhere = random.between(0, bytes.length - 9);
    const at = random.next() < 0.5 ? anywhere : Math.min(anywhere, HEADER + random.between(0, 6000));
    const length = Math.min(random.between(1, 600), bytes.length - at);
    switch (random.between(0, 8)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
        break;
      case 1:
        bytes[at] = random.between(0, 255);
        break;
      case 2:
        bytes.fill(random.pick(0, 0xff, 0x2a), at, at + length);
        break;
      case 3:
        view().setUint32(at, random.pick(0, 1, 0xffff_ffff, 0x7fff_ffff, 0x1_0000, 512, at % CHUNK), true);
        break;
      case 4:
        view().setUint16(at, random.pick(0, 1, 0xffff, 0x8000, 0x0c01, 0x2a2a), true);
        break;
      case 5: {
        const from = random.between(0, bytes.length - length);
        bytes.copyWithin(at, from, from + length);
        break;
      }
      case 6:
        bytes = Uint8Array.from(
          Buffer.concat([bytes.subarray(0, at), new Uint8Array(random.between(1, 9)), bytes.subarray(at)]),
        );
        break;
      case 7:
        bytes = Uint8Array.from(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.between(1, 9))]));
        break;
      default:
        if (random.next() < 0.2) bytes = bytes.slice(0, Math.max(16, at));
        else bytes[at] = random.between(0, 15);
    }
  }
  return bytes;
}

/** All layouts and payloads in two chunks. */
const EVENTS: readonly EventToWrite[] = Array.from({ length: 24 }, (_, index) => {
  const payloads = [
    { kind: "strings", strings: ["idle", "", `record ${index}`], binary: Uint8Array.of(1, 2, 3) },
    {
      kind: "event-data",
      fields: [
        { name: "Disk", value: { type: "uint32", value: index } },
        { name: "Sid", value: { type: "sid", value: "S-1-5-21-1-2-3-500" } },
        { value: { type: "array", of: "string", items: [{ type: "string", value: "a" }] } },
        { name: "When", value: { type: "filetime", value: START } },
      ],
    },
    { kind: "user-data", root: "VmlEventLog", xmlns: "urn:v", fields: [{ name: "VmName", value: "VM1" }] },
  ] as const;
  const layouts = ["manifest", "classic", "shared", "manifest", "forwarded"] as const;
  const layout = layouts[index % 5] ?? "manifest";
  const payload = layout === "forwarded" ? payloads[0] : (payloads[index % 3] ?? payloads[0]);
  return event({ payload, layout, level: index % 5, eventId: index, userId: "S-1-5-18" });
});
const LOG = writeLog(EVENTS, { recordsPerChunk: 12 });

describe("a log that was changed at random", () => {
  it("is read to its end, and every record is said in all three ways", () => {
    const random = new SeededRandom(20_260_907);
    let [refused, records, damages] = [0, 0, 0];
    for (let run = 0; run < 350; run++) {
      const outcome = survive(mutate(LOG, random), run % 3 === 0);
      if (outcome === null) refused++;
      records += outcome?.records ?? 0;
      damages += outcome?.damages ?? 0;
    }
    // The mutations are real ones: most logs are damaged, most records survive, few logs are lost.
    expect(damages).toBeGreaterThan(350);
    expect(records).toBeGreaterThan(350 * 12);
    expect(refused).toBeLessThan(35);
  });

  it("never changes what a record says without a word of damage", () => {
    const random = new SeededRandom(8224);
    const sound = survive(LOG, false);
    expect(sound).toMatchObject({ records: 24, damages: 0 });
    const places = [0, 1].flatMap((index) =>
      recordPlaces(LOG, index).map(({ start, end }) => ({
        start: HEADER + index * CHUNK + start,
        end: HEADER + index * CHUNK + end,
      })),
    );
    for (let run = 0; run < 150; run++) {
      const { start, end } = places[random.between(0, places.length - 1)] ?? { start: HEADER + 512, end: HEADER + 600 };
      const bytes = Uint8Array.from(LOG);
      const at = random.between(start, end - 1);
      bytes[at] = (bytes[at] ?? 0) ^ random.between(1, 255);
      const outcome = survive(bytes, false);
      expect([run, at, outcome?.damages === 0]).toEqual([run, at, false]);
    }
  });

  it("names damage of structure even where checksums are not kept", () => {
    const unchecked = Uint8Array.from(LOG);
    new DataView(unchecked.buffer).setUint32(120, 4, true);
    const [first] = recordPlaces(LOG);
    const start = HEADER + (first?.start ?? 0);
    // Signature, size, fragment header, template token, count of values, a descriptor's size.
    const definition = 24 + 4 + 10;
    const body = new DataView(LOG.buffer, LOG.byteOffset).getUint32(start + definition + 20, true);
    const values = start + definition + 24 + body;
    for (const at of [start, start + 4, start + 28, values, values + 2, values + 4 * 19 + 5]) {
      const bytes = Uint8Array.from(unchecked);
      bytes[at] = 0xee;
      const outcome = survive(bytes, false);
      expect([at - start, outcome?.damages === 0]).toEqual([at - start, false]);
    }
  });
});

const corpus = process.env["BADNODE_CORPUS"];
const folder = corpus === undefined ? "" : join(corpus, "logs");
/** Small files: what matters is their variety, and each is read many times. */
const REAL = existsSync(folder)
  ? readdirSync(folder)
      .toSorted()
      .map((name) => ({ name, path: join(folder, name) }))
      .map(({ name, path }) => ({ name, bytes: readFileSync(path) }))
      .filter(({ bytes }) => bytes.length > HEADER && bytes.length <= HEADER + 2 * CHUNK)
      .slice(0, 12)
  : [];

describe.skipIf(REAL.length === 0)("a real log that was changed at random", () => {
  it.each(REAL)("is read to its end: $name", ({ name, bytes }) => {
    const random = new SeededRandom(name.length * 7919 + bytes.length);
    for (let run = 0; run < 25; run++) survive(mutate(bytes, random), run % 2 === 0);
  });
});
