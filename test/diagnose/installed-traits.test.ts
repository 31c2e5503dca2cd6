import { describe, expect, test } from "vitest";
import { causeAnalysis } from "../../src/diagnose/cause-analysis.ts";
import { type ExportFile, type InstalledRow, NO_EXPORTS } from "../../src/evidence/index.ts";
import { deriveFacts, type Facts } from "../../src/facts/index.ts";
import type { CauseAnalysis, TraitRow } from "../../src/report/index.ts";
import { attributionOf, candidate, trialsOf } from "../checks/build-trials.ts";
import { evidenceOf, ticks } from "../evidence/build-evidence.ts";

/** A host's list: what stands in it, line by line. */
interface ListGiven {
  readonly kind?: InstalledRow["kind"];
  readonly status?: ExportFile["status"];
  readonly isHostInferred?: boolean;
  readonly items: readonly string[];
}

const BAD = ["HV01", "HV02"];
const GOOD = ["HV03", "HV04", "HV05"];

/** HV01 and HV02 are bad, HV03 to HV05 pass. */
function causesOf(
  given: Readonly<Record<string, ListGiven | readonly ListGiven[]>>,
  repaired: readonly string[] = [],
): CauseAnalysis {
  const lists = Object.entries(given).flatMap(([host, ofHost]) =>
    [ofHost]
      .flat()
      .map((list) => ({ host, kind: "update", status: "complete", isHostInferred: false, ...list }) as const),
  );
  const pathOf = (host: string, kind: string): string => `Node_${host}/${kind}.xml`;
  const installed = lists.flatMap(({ host, kind, isHostInferred, items }): InstalledRow[] =>
    items.map((item, at) => ({ file: pathOf(host, kind), line: at + 2, kind, host, isHostInferred, item })),
  );
  const files = lists.map(
    ({ host, kind, status }): ExportFile => ({
      ...{ path: pathOf(host, kind), kind: "updates", status, rows: 1, leftOut: [], from: null, to: null },
      ...{ warnings: [], problem: null },
    }),
  );
  const evidence = { ...evidenceOf([], []), exports: { ...NO_EXPORTS, installed, files } };
  const repair = ticks("2025-06-05T00:00:00Z");
  const until = { after: repair, before: repair };
  const candidates = [
    ...BAD.map((name) => candidate("node", name, { verdict: "bad", ...(repaired.includes(name) ? { until } : {}) })),
    ...GOOD.map((name) => candidate("node", name, { verdict: "clear" })),
  ];
  const trials = trialsOf([]);
  const facts: Facts = { ...deriveFacts(evidence), trials, attribution: attributionOf(trials.trials, { candidates }) };
  const causes = causeAnalysis(facts, null, []);
  if (causes === null) throw new Error("no node is bad");
  return causes;
}

function update(...items: readonly string[]): ListGiven {
  return { items };
}

/** `HV01+ HV03- HV04?`: who has it, who lacks it, of whom nobody knows. */
function signs({ bad, good }: TraitRow): string {
  const of = (names: readonly string[], sign: string): readonly string[] => names.map((name) => `${name}${sign}`);
  return [bad, good]
    .flatMap(({ has, lacks, unknown }) => [...of(has, "+"), ...of(lacks, "-"), ...of(unknown, "?")])
    .sort()
    .join(" ");
}

function rowsOf({ separators, near }: CauseAnalysis): readonly string[] {
  return [
    ...separators.map((row) => `${row.trait.label}: ${signs(row)}`),
    ...near.map((row) => `nearly ${row.trait.label}: ${signs(row)}`),
  ];
}

describe("an update", () => {
  test("that the bad nodes have and the others lack is a circumstance, with the row that names it", () => {
    const causes = causesOf({
      ...{ HV01: update("KB5000001", "KB5031362"), HV02: update("KB5000001", "KB5031362") },
      ...{ HV03: update("KB5000001"), HV04: update("KB5000001"), HV05: update("KB5000001") },
    });
    expect(rowsOf(causes)).toEqual(["update KB5031362: HV01+ HV02+ HV03- HV04- HV05-"]);
    const [row] = causes.separators;
    expect(row?.trait).toMatchObject({ id: "update:KB5031362", role: "circumstance", one: "has update KB5031362" });
    expect(row?.chance).toBeCloseTo(1 / 10, 12);
    expect(row?.proofs.map(({ node, time, evidence }) => ({ node, time, evidence }))).toEqual(
      BAD.map((node) => ({
        ...{ node, time: null },
        evidence: [{ kind: "setting", file: `Node_${node}/update.xml`, path: "HotFixID, line 3" }],
      })),
    );
  });

  test("that the bad nodes alone lack is told as that, with the list that does not name it", () => {
    const causes = causesOf({
      ...{ HV01: update("KB5000001"), HV02: update("KB5000001") },
      ...{ HV03: update("KB5000001", "KB7"), HV04: update("KB5000001", "KB7"), HV05: update("KB5000001", "KB7") },
    });
    expect(rowsOf(causes)).toEqual(["no update KB7: HV01+ HV02+ HV03- HV04- HV05-"]);
    expect(causes.separators[0]?.trait).toMatchObject({ id: "update-missing:KB7", many: "lack update KB7" });
    expect(causes.separators[0]?.proofs[0]?.evidence).toEqual([
      { kind: "setting", file: "Node_HV01/update.xml", path: "HotFixID" },
    ]);
  });

  test("is unknown of a host of which no list was given, and lacking only where one was read whole", () => {
    const causes = causesOf({
      ...{ HV01: update("KB1", "KB5000001") },
      ...{ HV03: update("KB5000001"), HV04: { ...update("KB5000001"), status: "damaged" } },
    });
    expect(rowsOf(causes)).toEqual(["update KB1: HV01+ HV02? HV03- HV04? HV05?"]);
  });

  test("is unknown of a node that was repaired: a list shows what is there now", () => {
    const lists = { HV01: update("KB1"), HV02: update("KB1"), HV03: update("KB2"), HV04: update("KB2") };
    expect(rowsOf(causesOf(lists, ["HV02"]))).toEqual(["update KB1, no update KB2: HV01+ HV02? HV03- HV04- HV05?"]);
  });

  test("that all nodes have is nothing to compare", () => {
    const one = update("KB1");
    const causes = causesOf({ HV01: one, HV02: one, HV03: one, HV04: one, HV05: one });
    expect(rowsOf(causes)).toEqual([]);
    expect(causes.compared).toBe(0);
  });
});

describe("updates that part the nodes in the same way", () => {
  const many = ["KB1", "KB2", "KB3", "KB4", "KB5"];

  test("are one trait, of which three are named, and count once, and once the other way round", () => {
    const causes = causesOf({
      ...{ HV01: update(...many), HV02: update(...many) },
      ...{ HV03: update("KB9"), HV04: update("KB9"), HV05: update("KB9") },
    });
    expect(rowsOf(causes)).toEqual([
      "update KB1, KB2, KB3 and 2 more updates, no update KB9: HV01+ HV02+ HV03- HV04- HV05-",
    ]);
    expect(causes.compared).toBe(2);
    expect(causes.separators[0]?.adjusted).toBeCloseTo(2 / 10, 12);
  });

  test("are listed three at most where they part them in many ways, the clearest first; all are compared", () => {
    const causes = causesOf({
      ...{ HV01: update("KB1", "KB2", "KB3", "KB4", "KB5"), HV02: update("KB1", "KB2", "KB3", "KB4") },
      ...{ HV03: update("KB2"), HV04: update("KB3"), HV05: update("KB4", "KB6") },
    });
    expect(causes.separators).toHaveLength(1);
    expect(causes.near).toHaveLength(3);
    expect(rowsOf(causes)[0]).toBe("update KB1: HV01+ HV02+ HV03- HV04- HV05-");
    expect(causes.compared).toBe(12);
  });
});

describe("a driver", () => {
  const nic = (version: string): ListGiven => ({ kind: "adapter-driver", items: [`Mellanox ${version}`, "Intel 1.0"] });
  const device = (version: string): ListGiven => ({
    kind: "driver",
    items: [`Mellanox ${version}`, `PERC ${version}`],
  });

  test("is one of a device with its version, once though two lists tell of it", () => {
    const causes = causesOf({
      ...{ HV01: [nic("2.5"), device("2.5")], HV02: [nic("2.5"), device("2.5")] },
      ...{ HV03: [nic("2.6"), device("2.6")], HV04: [nic("2.6"), device("2.6")] },
    });
    expect(rowsOf(causes)).toEqual([
      "driver Mellanox 2.5 and PERC 2.5, no driver Mellanox 2.6 and PERC 2.6: HV01+ HV02+ HV03- HV04- HV05?",
    ]);
    expect(causes.compared).toBe(2);
  });

  test("that one list tells of is not lacking where only the other was given", () => {
    const causes = causesOf({ HV01: nic("2.5"), HV02: device("2.5"), HV03: device("2.6"), HV04: device("2.6") });
    expect(rowsOf(causes)).toEqual([
      "driver Mellanox 2.5 and PERC 2.5, no driver Mellanox 2.6 and PERC 2.6: HV01? HV02+ HV03- HV04- HV05?",
    ]);
  });
});

test("whose list it is only by the folder's name is said to be inferred", () => {
  const causes = causesOf({
    ...{ HV01: { ...update("KB1"), isHostInferred: true }, HV02: update("KB1"), HV03: update("KB2") },
  });
  expect(causes.separators[0]?.trait.note).toBe(
    "updates: a list may leave out what a later update has replaced, and says nothing of why a node differs; whose list it is only the folder's name tells of HV01 (inferred)",
  );
});
