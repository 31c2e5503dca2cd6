import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeLog } from "../../../samples/generate/evtx/index.ts";
import { EvtxWorkspace, type Selection, type SelectionClause } from "../../../src/formats/evtx/index.ts";
import { CHANNELS, COMPUTERS, anyEvent } from "../evtx/seams/random-events.ts";
import { START } from "../evtx/seams/log-bytes.ts";
import { readLog } from "../evtx/seams/reading.ts";
import { exportedEvent, exportedEvents, savedByEventViewer, systemOf } from "./seams/exported.ts";
import { readXml } from "./seams/reading.ts";

const few = <Item>(...items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.array(fc.constantFrom(...items), { minLength: 1, maxLength: 2 });
const id = fc.integer({ min: 0, max: 9 });

const clause: fc.Arbitrary<SelectionClause> = fc.record(
  {
    ids: fc.array(fc.record({ from: id, to: id }), { minLength: 1, maxLength: 2 }),
    levels: few(0, 1, 2, 3, 4),
    providers: few("vss", "VOLSNAP", "Microsoft-Windows-Hyper-V-VMMS", "microsoft-windows"),
    channels: few(...CHANNELS.map((name) => name.toUpperCase()), "Security"),
    computers: few(...COMPUTERS, "hv06", "HV07", "hv0", "PROXY01.other.example"),
    since: fc.bigInt({ min: START - 5n, max: START + 1000n }),
    until: fc.bigInt({ min: START, max: START + 1005n }),
  },
  { requiredKeys: [] },
);

describe("selecting events of an export", () => {
  it("picks what it picks of the log that was exported", () => {
    const logs = fc.tuple(fc.array(anyEvent, { minLength: 1, maxLength: 10 }), fc.array(clause, { maxLength: 3 }));
    fc.assert(
      fc.property(logs, ([events, selection]: readonly [Parameters<typeof writeLog>[0], Selection]) => {
        const log = writeLog(events);
        const text = readLog(log)
          .records.map(({ xml }) => xml)
          .join("\n");
        const ids = (picked: readonly { readonly recordId: bigint }[]): readonly bigint[] =>
          picked.map(({ recordId }) => recordId);
        expect(ids(readXml(text, { selection }).events)).toEqual(ids(readLog(log, { selection }).events));
      }),
      { seed: 12_293, numRuns: 150 },
    );
  });

  it("counts every event, and says of those that nobody wants no more than System needs", () => {
    const [first = "", second = "", third = ""] = exportedEvents(3);
    const text = savedByEventViewer([first, second.replace("</Data>", "</Daten>"), third]);
    const { events, damages, progress } = readXml(text, { selection: [{ ids: [{ from: 1, to: 1 }] }] });
    expect([events, damages]).toEqual([[], []]);
    expect(progress).toMatchObject({ records: 3, selected: 0, damaged: 0 });
  });

  it("tells what is cut off, and a System that cannot be read, whatever is wanted", () => {
    const [first = "", second = "", third = ""] = exportedEvents(3);
    const text = savedByEventViewer([first, second.replace("</Computer>", ""), third]).slice(0, -40);
    const { events, damages, progress } = readXml(text, { selection: [{ ids: [{ from: 1, to: 1 }] }] });
    expect(events).toEqual([]);
    expect(damages.map(({ kind, recordId }) => [kind, recordId])).toEqual([
      ["xml", 2n],
      ["truncated-file", 3n],
    ]);
    expect(progress).toMatchObject({ records: 3, selected: 0, damaged: 2 });
  });

  it("finds a wanted event whose System is broken behind what was asked for", () => {
    const text = exportedEvent({ system: systemOf(7, 12293).replace("</Computer>", "</Computers>") });
    const { events } = readXml(text, { selection: [{ ids: [{ from: 12293, to: 12293 }], providers: ["VSS"] }] });
    expect(events.map(({ recordId, state }) => [recordId, state])).toEqual([[7n, "damaged"]]);
  });

  it("takes that of a workspace before its own", () => {
    const workspace = new EvtxWorkspace({ selection: [] });
    expect(readXml(exportedEvent(), { workspace, selection: [{}] }).progress).toMatchObject({
      records: 1,
      selected: 0,
    });
  });
});
