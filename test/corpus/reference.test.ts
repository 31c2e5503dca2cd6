import { beforeAll, describe, expect, it } from "vitest";
import { type EventDatum, type EvtxEvent, filetimeToIso } from "../../src/index.ts";
import { type Corpus, describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";
import { parseReference, type ReferenceEvent, withoutSuffix } from "./reference-event.ts";

/**
 * Where the reference (the Rust reader's JSON) is known to say something else, and how often over all logs. Nothing
 * else is let pass. Who is right is judged by Windows' export of the nicksmet logs, else by the bytes.
 */
const DELIBERATE = {
  /** The reference writes typed GUIDs in upper case without braces; Windows in lower case with braces, as we do. */
  "guid-notation": 47_058,
  /** The reference cuts times to microseconds; Windows shows all seven digits, as we do. */
  "filetime-cut": 1395,
  /** A forwarded event spells its time with nine digits; ours has FILETIME's seven (the two left out are zeros). */
  "nine-digits": 1,
  /** SYSTEMTIME has milliseconds, which we show; the reference fills up with zeros. No export shows Windows' form. */
  "systemtime-digits": 358,
  /** The reference numbers repeated names, since its object cannot hold two; Windows repeats them, as we do. */
  "repeated-name": 823,
  /** A datum that is named "Data" looks unnamed in the reference's shape; Windows shows `<Data Name='Data'>`. */
  "data-named-data": 4,
  /** `<ComplexData Name='IdleState'>`: the reference drops the name, which we show. */
  "complex-data": 10,
  /**
   * A null where an array is declared: the reference shows one empty datum, Windows none, as we do. One of them is no
   * Data but an element of UserData, RestartManager's File.
   */
  "null-array": 362,
  /** A string cut inside a surrogate pair: the reference drops the half, we keep it as it is in the bytes. */
  "lone-surrogate": 1,
  /** The second half of the record is zeroed: both readers show what is left; ours says `damaged`. */
  "half-zeroed": 5,
  /** A torn page joins two records to one: the reference gives it the second's number; ours its header's, `damaged`. */
  patchwork: 3,
};

type Deliberate = keyof typeof DELIBERATE;

/** The half-zeroed records; what the two readers make of the zeros is not compared. */
const HALF_ZEROED = [
  "omerbenamram--Microsoft-Windows-HelloForBusiness_4Operational.evtx record 0",
  "omerbenamram--Microsoft-Windows-LanguagePackSetup_4Operational.evtx record 17",
  "omerbenamram--sample_with_a_bad_chunk_magic.evtx record 45933",
  "omerbenamram--sample_with_a_bad_chunk_magic.evtx record 47640",
  "omerbenamram--sample_with_a_bad_chunk_magic.evtx record null",
];

const PATCHWORK_LOG =
  "omerbenamram--2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager_4Operational.evtx";
/** Patchworks of two records: the number that the reference gives, and the one in the record's header. */
const PATCHWORKS: ReadonlyMap<string, bigint> = new Map([
  [`${PATCHWORK_LOG} record 462979`, 401_542n],
  [`${PATCHWORK_LOG} record 462725`, 352_135n],
  [`${PATCHWORK_LOG} record 352201`, 462_791n],
]);

interface Comparison {
  readonly reference: number;
  /** Reference records that our reader did not find. */
  readonly missing: readonly string[];
  /** Differences that are not deliberate. */
  readonly wrong: readonly string[];
  readonly halfZeroed: readonly string[];
  readonly deliberate: ReadonlyMap<Deliberate, number>;
}

class Differences {
  readonly wrong: string[] = [];
  readonly deliberate = new Map<Deliberate, number>();

  count(kind: Deliberate): void {
    this.deliberate.set(kind, (this.deliberate.get(kind) ?? 0) + 1);
  }

  unexpected(record: string, what: string, ours: unknown, theirs: unknown): void {
    this.wrong.push(`${record}: ${what} is ${JSON.stringify(ours)}, in the reference ${JSON.stringify(theirs)}`);
  }
}

const bareGuid = (text: string): string => text.replace(/^\{(.*)\}$/, "$1").toLowerCase();
const GUID_FIELDS = ["providerGuid", "activityId", "relatedActivityId"];

function compareSystem(record: string, ours: EvtxEvent, theirs: ReferenceEvent, found: Differences): void {
  const { recordId, time = null, ...fields } = theirs.system;
  if (String(ours.recordId) !== recordId) found.unexpected(record, "recordId", String(ours.recordId), recordId);
  const instant = filetimeToIso(ours.time);
  if (time === instant.replace(/Z$/, "00Z")) found.count("nine-digits");
  else if (!sameInstant(instant, time)) found.unexpected(record, "time", instant, time);
  const system = new Map<string, unknown>(Object.entries(ours));
  for (const [field, expected] of Object.entries(fields)) {
    const raw = system.get(field);
    const actual = typeof raw === "number" || typeof raw === "string" ? String(raw) : null;
    if (actual === expected) continue;
    const guids = GUID_FIELDS.includes(field) && actual !== null && expected !== null;
    if (guids && bareGuid(actual) === bareGuid(expected)) found.count("guid-notation");
    else found.unexpected(record, field, actual, expected);
  }
}

/** Whether both are the same time, once ours is cut to the reference's digits. */
function sameInstant(ours: string, theirs: string | null): boolean {
  return theirs !== null && ours.startsWith(theirs.slice(0, -1));
}

function compareName(record: string, ours: string | null, theirs: string | null, found: Differences): void {
  if (ours === theirs) return;
  if (ours === "Data" && theirs === null) found.count("data-named-data");
  else if (theirs !== null && withoutSuffix(theirs) === "ComplexData") found.count("complex-data");
  else if (theirs !== null && withoutSuffix(theirs) === ours) found.count("repeated-name");
  else found.unexpected(record, "a name", ours, theirs);
}

function compareValue(record: string, ours: EventDatum, theirs: string, found: Differences): void {
  const { value, typed } = ours;
  if (value === theirs) return;
  if (typed.type === "guid" && bareGuid(value) === bareGuid(theirs)) found.count("guid-notation");
  else if (typed.type === "filetime" && sameInstant(value, theirs)) found.count("filetime-cut");
  else if (typed.type === "systemtime" && theirs === value.replace(/Z$/, "000Z")) found.count("systemtime-digits");
  else if (typed.type === "string" && value.replace(/\p{Surrogate}/gu, "") === theirs) found.count("lone-surrogate");
  else found.unexpected(record, ours.name ?? "an unnamed datum", value, theirs);
}

function compareData(record: string, ours: EvtxEvent, theirs: ReferenceEvent, found: Differences): void {
  const { data } = theirs;
  const last = data.at(-1);
  const extra = data.length - ours.data.length;
  if (extra === 1 && last?.value === "" && (last.name === null || last.name === "File")) found.count("null-array");
  else if (extra !== 0) {
    found.unexpected(record, "the number of data", ours.data.length, data.length);
    return;
  }
  ours.data.forEach((datum, index) => {
    const other = data[index];
    if (other === undefined) return;
    compareName(record, datum.name ?? null, other.name, found);
    compareValue(record, datum, other.value, found);
  });
}

function compareEvent(record: string, ours: EvtxEvent, theirs: ReferenceEvent, found: Differences): void {
  compareSystem(record, ours, theirs, found);
  compareData(record, ours, theirs, found);
  if (ours.userData !== theirs.userData) found.unexpected(record, "userData", ours.userData, theirs.userData);
  if (ours.binary !== theirs.binary) found.unexpected(record, "binary", ours.binary, theirs.binary);
  if (theirs.rest.length > 0) found.unexpected(record, "what else is in Event", [], theirs.rest);
}

function compareLog(corpus: Corpus, name: string): Comparison {
  const ours = new Map<string, EvtxEvent[]>();
  const damagedIds = new Set<bigint>();
  const keyOf = (recordId: string, time: string): string => `${recordId} ${time.slice(0, 26)}`;
  scanLog(corpus.bytes(name), (view) => {
    const event = view.decode();
    if (event.state === "damaged") damagedIds.add(event.recordId);
    const key = keyOf(String(event.recordId), filetimeToIso(event.time));
    ours.set(key, [...(ours.get(key) ?? []), event]);
  });
  const lines = corpus.text(`reference/${name}.jsonl.gz`).split("\n").filter(Boolean);
  const missing: string[] = [];
  const halfZeroed: string[] = [];
  const found = new Differences();
  for (const theirs of lines.map(parseReference)) {
    const record = `${name} record ${theirs.system["recordId"]}`;
    const event = ours.get(keyOf(theirs.system["recordId"] ?? "", theirs.system["time"] ?? ""))?.shift();
    if (HALF_ZEROED.includes(record) && (event === undefined || event.state === "damaged")) {
      halfZeroed.push(record);
      found.count("half-zeroed");
    } else if (event === undefined && damagedIds.has(PATCHWORKS.get(record) ?? -1n)) found.count("patchwork");
    else if (event === undefined) missing.push(record);
    else compareEvent(record, event, theirs, found);
  }
  return { reference: lines.length, missing, wrong: found.wrong, halfZeroed, deliberate: found.deliberate };
}

describeCorpus("the Rust reader's records and values", (corpus) => {
  const names = corpus.names.filter((name) => name !== EMPTY_LOG);
  const comparisons = new Map<string, Comparison>();

  beforeAll(() => {
    for (const name of names) comparisons.set(name, compareLog(corpus, name));
  }, 120_000);

  it.each(names)("%s: all of them, with the same values", (name) => {
    expect(comparisons.get(name)).toMatchObject({ missing: [], wrong: [] });
  });

  describe("taken together", () => {
    it("are 33,297 records", () => {
      const total = [...comparisons.values()].reduce((sum, { reference }) => sum + reference, 0);
      expect(total).toBe(33_297);
    });

    it("differ from ours only where that is deliberate", () => {
      const totals: Record<string, number> = {};
      for (const { deliberate } of comparisons.values()) {
        for (const [kind, count] of deliberate) totals[kind] = (totals[kind] ?? 0) + count;
      }
      expect(totals).toEqual(DELIBERATE);
    });

    it("hold five records that are half zeroed", () => {
      expect([...comparisons.values()].flatMap(({ halfZeroed }) => halfZeroed).toSorted()).toEqual(HALF_ZEROED);
    });
  });
});
