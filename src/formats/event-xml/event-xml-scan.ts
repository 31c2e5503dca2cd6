import { chunkOffset, readFully } from "../evtx/chunk-places.ts";
import type { Damage, DamageKind } from "../evtx/damage.ts";
import { EvtxError } from "../evtx/errors.ts";
import type { EventSystem } from "../evtx/event.ts";
import { RecordSources, type RecordTally } from "../evtx/record-tally.ts";
import type { LogScan, ScanOptions, ScanProgress, Sink } from "../evtx/scan.ts";
import type { ByteSource } from "../evtx/source.ts";
import type { XmlElement } from "../xml/element.ts";
import { parseElement } from "../xml/parse-element.ts";
import { type EventCut, EventFramer, type Frame, MAX_EVENT_LENGTH } from "./event-framer.ts";
import { MAX_CHARACTERS } from "./event-payload.ts";
import { readSystem, strayText } from "./event-system.ts";
import { highHalf, lowHalf } from "./halves.ts";
import { rootName, SNIFFED_BYTES } from "./sniff.ts";
import { detectEncoding, EventTextDecoder } from "./text-encoding.ts";
import { TextWindow } from "./text-window.ts";
import { wantedEvents } from "./wanted-events.ts";
import { XmlRecord } from "./xml-record.ts";

const DEFAULT_CODE_PAGE = "windows-1252";
const MOST_BLOCK_BYTES = 1 << 20;
const LEAST_BLOCK_BYTES = 1 << 17;
/** Where System stands in almost every event: it can be read without the rest. */
const SYSTEM_FIRST = /^<Event(?:\s[^<>]*)?>\s*(?=<System[\s/>])/;

/** Tells what is wrong with the event that is being read. */
type Report = (kind: DamageKind, offset: number, expected: string, found: string) => void;

/**
 * Reads an event log that was exported as XML and hands out what was selected, as EvtxScan does: whatever is wrong
 * inside the file comes as damage, and reading goes on behind it. Of `ScanOptions`, carving and skipping by channel
 * mean nothing here.
 */
export class EventXmlScan implements LogScan {
  readonly #source: ByteSource;
  readonly #sink: Sink;
  readonly #isWanted: ((system: EventSystem) => boolean) | null;
  readonly #tally: RecordTally | null;
  readonly #sources = new RecordSources();
  readonly #decoder: EventTextDecoder;
  readonly #isDeclared: boolean;
  readonly #window: TextWindow;
  readonly #framer: EventFramer;
  readonly #progress = {
    bytesRead: 0,
    records: 0,
    selected: 0,
    recovered: 0,
    damaged: 0,
    damages: 0,
    skippedChannel: null,
  };
  #codePageTold = false;
  #endTold = false;
  #isOver: boolean;

  /** @throws EvtxError when the file cannot be read; RangeError when the code page has no decoder. */
  constructor(source: ByteSource, sink: Sink, options: ScanOptions = {}) {
    this.#source = source;
    this.#sink = sink;
    const selection = options.workspace === undefined ? options.selection : options.workspace.selection;
    this.#isWanted = selection === undefined ? null : wantedEvents(selection);
    this.#tally = options.tally ?? null;
    const head = headOf(source);
    const encoding = detectEncoding(head);
    this.#isDeclared = encoding.declared;
    this.#decoder = new EventTextDecoder(encoding, options.ansiCodePage ?? DEFAULT_CODE_PAGE);
    const { from = 0, to = Number.MAX_SAFE_INTEGER } = options.chunks ?? {};
    const start = from === 0 ? 0 : chunkOffset(from);
    const end = Math.min(source.size, chunkOffset(to));
    const blockBytes = Math.max(LEAST_BLOCK_BYTES, Math.min(MOST_BLOCK_BYTES, end - start));
    this.#window = new TextWindow(source, encoding, start, blockBytes);
    this.#framer = new EventFramer({
      midway: start > 0,
      root: rootName(head),
      limit: end < source.size ? (end - start) / encoding.unitSize : Number.POSITIVE_INFINITY,
    });
    this.#isOver = start >= source.size;
  }

  get progress(): ScanProgress {
    return this.#progress;
  }

  /** Handles the next block (at most 1 MiB); false when the log is at its end. */
  next(): boolean {
    if (this.#isOver) return false;
    this.#read();
    for (;;) {
      const frame = this.#framer.next(this.#window.text, this.#window.atEnd);
      if (frame === null) break;
      if (frame.kind === "event") this.#event(frame);
      else this.#stray(frame);
    }
    if (this.#framer.isDone) this.#isOver = true;
    else if (this.#window.atEnd) this.#atEnd();
    return !this.#isOver;
  }

  #read(): void {
    const { keepFrom } = this.#framer;
    this.#framer.rebase();
    try {
      this.#progress.bytesRead += this.#window.advance(keepFrom);
    } catch (error) {
      const offset = this.#window.end;
      const found = error instanceof Error ? error.message : String(error);
      this.#damage({ kind: "read-failed", offset, expected: `${this.#source.size - offset} more bytes`, found });
      this.#endTold = true;
    }
  }

  #event({ from, to, cut }: Extract<Frame, { kind: "event" }>): void {
    const offset = this.#window.offsetOf(from);
    const { text, fitting } = this.#decoder.decode(this.#window.bytesOf(from, to));
    this.#progress.records++;
    if (this.#isWanted !== null && cut === null) {
      const alone = systemOf(text);
      const read = alone === null ? null : readSystem(alone);
      // What is wrong behind System of an event that nobody wants goes unseen, as in an EVTX log.
      if (read !== null && read.problems.length === 0 && !this.#isWanted(read.system)) {
        this.#tell(read.system);
        return;
      }
    }
    const { element, problem } = parseElement(text);
    const systemElement = childNamed(element, "System");
    const { system, problems } = readSystem(systemElement);
    const damagesBefore = this.#progress.damages;
    const recordId = system.recordId === 0n ? {} : { recordId: system.recordId };
    const report: Report = (kind, place, expected, found) => {
      this.#damage({ kind, offset: place, expected, found, ...recordId });
    };
    if (!fitting) this.#otherCodePage(offset, report);
    if (cut !== null) this.#cutOff(cut, this.#window.offsetOf(to), report);
    else if (problem !== null) {
      const place = offset + this.#decoder.byteLength(text.slice(0, problem.position), fitting);
      report(problem.kind, place, problem.expected, problem.found);
    }
    const strays = element === null ? [] : strayText(element);
    for (const { expected, found } of [...problems, ...strays]) report("event-content", offset, expected, found);
    const state = this.#progress.damages > damagesBefore ? "damaged" : "intact";
    const record = new XmlRecord(element, systemElement, system, state, offset);
    if (record.hasTooMuchData) {
      report("record-output", offset, `at most ${MAX_CHARACTERS} characters of data`, "more, which is left out");
    }
    if (record.state === "damaged") this.#progress.damaged++;
    else this.#tell(system);
    if (this.#isWanted?.(system) === false) return;
    this.#progress.selected++;
    this.#sink.record(record);
  }

  #tell({ computer, channel, recordId, time }: EventSystem): void {
    if (this.#tally === null) return;
    const source = this.#sources.named(computer, channel);
    this.#tally.record(source, highHalf(recordId), lowHalf(recordId), highHalf(time), lowHalf(time));
  }

  /** Exports that claim no encoding may be in any code page; one that claims UTF-8 has to keep its word. */
  #otherCodePage(offset: number, report: Report): void {
    const { label, fallback } = this.#decoder;
    if (this.#isDeclared) {
      report("text-encoding", offset, `${label}, as the file says of itself`, `other bytes, read as ${fallback}`);
    } else if (!this.#codePageTold) {
      this.#codePageTold = true;
      const text = `the file claims no encoding and is no UTF-8: what is not ASCII in it was read as ${fallback}`;
      this.#sink.remark({ kind: "code-page", offset, text });
    }
  }

  #cutOff(cut: EventCut, offset: number, report: Report): void {
    switch (cut) {
      case "next-event":
        report("cut-off-event", offset, "</Event>", "the next event");
        break;
      case "too-large":
        report("event-size", offset, `</Event> within ${MAX_EVENT_LENGTH} characters`, "none");
        break;
      case "end-of-file":
        this.#truncated(offset, "</Event>", report);
        break;
    }
  }

  #truncated(offset: number, expected: string, report: Report): void {
    // Of an event that a failing disk cut off, the failure was told.
    if (this.#endTold) report("cut-off-event", offset, expected, "the end of what could be read");
    else report("truncated-file", offset, expected, "the end of the file");
    this.#endTold = true;
  }

  #stray({ from, found }: Extract<Frame, { kind: "stray" }>): void {
    const offset = this.#window.offsetOf(from);
    this.#damage({ kind: "between-events", offset, expected: "<Event>", found: JSON.stringify(found) });
  }

  #atEnd(): void {
    this.#isOver = true;
    const { end } = this.#window;
    if (this.#endTold) return;
    const report: Report = (kind, offset, expected, found) => this.#damage({ kind, offset, expected, found });
    const { awaitedEnd } = this.#framer;
    if (end < this.#source.size) {
      this.#truncated(end, `${this.#source.size} bytes, as when it was opened`, report);
    } else if (awaitedEnd !== null) this.#truncated(end, awaitedEnd, report);
  }

  #damage(damage: Damage): void {
    this.#progress.damages++;
    this.#sink.damage(damage);
  }
}

function headOf(source: ByteSource): Uint8Array {
  const head = new Uint8Array(Math.min(source.size, SNIFFED_BYTES));
  try {
    return head.subarray(0, readFully(source, head, 0));
  } catch (error) {
    throw new EvtxError("unreadable", error instanceof Error ? error.message : String(error));
  }
}

/** System without the rest, where it stands first and is sound; what it says is all that a selection asks for. */
function systemOf(text: string): XmlElement | null {
  const start = SYSTEM_FIRST.exec(text)?.[0].length;
  if (start === undefined) return null;
  const { element, problem } = parseElement(text, start);
  return problem === null ? element : null;
}

function childNamed(parent: XmlElement | null, name: string): XmlElement | null {
  for (const part of parent?.content ?? []) if (typeof part !== "string" && part.name === name) return part;
  return null;
}
