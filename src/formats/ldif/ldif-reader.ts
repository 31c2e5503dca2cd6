import { type AttributeLine, lineName, parseAttributeLine, shortened, textOf } from "./attribute-line.ts";
import type { LdifAttribute, ReadLdifEntry } from "./ldif-entry.ts";
import type { LdifProblem, LdifProblemKind } from "./ldif-problem.ts";
import { type LogicalLine, LogicalLines } from "./logical-lines.ts";
import { NameTails } from "./name-tail.ts";
import { SearchEnd } from "./search-end.ts";
import { Utf8Pieces } from "./utf8-pieces.ts";

export interface LdifSink {
  entry(entry: ReadLdifEntry): void;
  problem(problem: LdifProblem): void;
  /** One between entries, without its sharp and the blank behind it; put together again where it was folded. */
  comment?(text: string, line: number): void;
}

export interface LdifCounts {
  /** Records that change or delete an object: they show no object. */
  readonly changes: number;
  /** Places where ldapsearch was told to look for more. */
  readonly references: number;
}

/** What a hostile file can cost; larger than what Active Directory allows a value and an object to be. */
export interface LdifLimits {
  readonly lineBytes: number;
  readonly entryBytes: number;
  readonly entryValues: number;
}

const LIMITS: LdifLimits = { lineBytes: 1 << 24, entryBytes: 1 << 26, entryValues: 500_000 };

/** What the present record is, which an empty line ends. */
type RecordKind = "none" | "entry" | "change" | "search" | "damaged";

interface OpenEntry {
  readonly dn: string;
  readonly line: number;
  readonly attributes: LdifAttribute[];
  bytes: number;
}

const SHARP = 0x23;
/** What ldapsearch's records without a dn begin with: of a search's end, and of references. */
const SEARCH_STARTS: ReadonlySet<string> = new Set(["search", "result", "ref"]);
const MARK = [0xef, 0xbb, 0xbf];

/** Reads LDIF (RFC 2849) as ldifde, ldapsearch and others write it, in pieces; what is damaged is told and left out. */
export class LdifReader {
  readonly #sink: LdifSink;
  readonly #limits: LdifLimits;
  readonly #pieces = new Utf8Pieces();
  readonly #lines: LogicalLines;
  readonly #searchEnd = new SearchEnd();
  readonly #nameTails = new NameTails();
  #isBehindComment = false;
  #record: RecordKind = "none";
  #entry: OpenEntry | null = null;
  #changes = 0;
  #references = 0;
  #lastLine = 1;
  #isCutOff = false;

  constructor(sink: LdifSink, limits: Partial<LdifLimits> = {}) {
    this.#sink = sink;
    this.#limits = { ...LIMITS, ...limits };
    this.#lines = new LogicalLines((line) => this.#takeLine(withoutMark(line)), this.#limits.lineBytes);
  }

  push(piece: Uint8Array): void {
    this.#lines.push(this.#pieces.next(piece));
  }

  end(): LdifCounts {
    const { rest, isWhole } = this.#pieces.end();
    this.#lines.push(rest);
    this.#lines.end();
    this.#breakNameTails();
    this.#endRecord(false);
    if ((!isWhole || this.#searchEnd.isAwaited) && !this.#isCutOff) this.#tell("cut-off", this.#lastLine, "");
    return { changes: this.#changes, references: this.#references };
  }

  #takeLine(line: LogicalLine): void {
    this.#lastLine = line.number;
    if (this.#takeNameTail(line)) return;
    if (line.length === 0 && line.fault === null) this.#endRecord(true);
    else if (hasNul(line)) this.#takeTornLine(line);
    else if (line.bytes[0] === SHARP && line.fault !== "stray") this.#takeComment(line);
    else if (line.fault !== null) this.#damage(line.fault === "stray" ? "stray-continuation" : "too-long", line, "");
    else this.#takeNamed(line, lineName(line));
  }

  /** true: it is a part of a comment that a line feed in a name broke off. */
  #takeNameTail(line: LogicalLine): boolean {
    const isBehindComment = this.#isBehindComment;
    this.#isBehindComment = false;
    if (line.length === 0 || line.fault !== null) this.#breakNameTails();
    else if (this.#record === "none" && this.#nameTails.take(line, isBehindComment)) return true;
    else if (this.#nameTails.openLine !== null && lineName(line)?.toLowerCase() !== "dn") this.#breakNameTails();
    return false;
  }

  /** What was taken for the rest of a comment is none: no dn follows that bears it out. */
  #breakNameTails(dn: string | null = null): void {
    const line = this.#nameTails.openLine;
    if (line === null || this.#nameTails.end(dn)) return;
    this.#tell("no-dn", line, "CNF");
    this.#record = "damaged";
  }

  #takeComment(line: LogicalLine): void {
    if ((this.#record !== "none" && this.#record !== "search") || line.fault !== null) return;
    const text = textOf(line, line.bytes[1] === 0x20 ? 2 : 1);
    if (this.#searchEnd.comment(text) === "unended") this.#tell("cut-off", line.number, "");
    if (this.#record !== "none") return;
    this.#isBehindComment = true;
    this.#sink.comment?.(text, line.number);
  }

  #takeNamed(line: LogicalLine, written: string | null): void {
    const name = written?.toLowerCase() ?? null;
    if (name === "dn") this.#beginEntry(line, written);
    else if (this.#record === "entry") this.#takeAttribute(line, written, name);
    else if (this.#record === "search") this.#takeSearchLine(line, name);
    else if (this.#record === "none") this.#takeOutside(line, written, name);
  }

  #takeOutside(line: LogicalLine, written: string | null, name: string | null): void {
    if (name === "version") this.#takeVersion(line);
    else if (name !== null && SEARCH_STARTS.has(name)) {
      this.#record = "search";
      this.#takeSearchLine(line, name);
    } else if (written === null) this.#damage("no-colon", line, shortened(textOf(line, 0)));
    else this.#damage("no-dn", line, shortened(written));
  }

  #takeVersion(line: LogicalLine): void {
    const version = textOf(line, "version:".length).trim();
    if (version !== "1") this.#tell("unknown-version", line.number, shortened(version));
  }

  #takeSearchLine(line: LogicalLine, name: string | null): void {
    const text = textOf(line, (name?.length ?? 0) + 1).trim();
    if (name === "ref") this.#references++;
    if (name === "pagedresults") this.#searchEnd.page(text);
    if (name !== "result") return;
    this.#searchEnd.result();
    if (!/^0\b/.test(text)) this.#tell("failed-search", line.number, shortened(text));
  }

  #beginEntry(line: LogicalLine, written: string | null): void {
    if (this.#record === "entry") this.#damage("no-separator", line, "");
    this.#record = "none";
    const parsed = parseAttributeLine(line, written);
    if (!isAttribute(parsed)) this.#damage(parsed.kind, line, parsed.found);
    else if (typeof parsed.value !== "string") this.#damage("bad-dn", line, "");
    else {
      this.#breakNameTails(parsed.value);
      this.#record = "entry";
      this.#entry = { dn: parsed.value, line: line.number, attributes: [], bytes: 0 };
    }
  }

  #takeAttribute(line: LogicalLine, written: string | null, name: string | null): void {
    const entry = this.#entry;
    if (entry === null) return;
    const parsed = parseAttributeLine(line, written);
    if (!isAttribute(parsed)) this.#damage(parsed.kind, line, parsed.found);
    else if (name === "changetype" && entry.attributes.length === 0) this.#takeChange(parsed);
    else if (name !== "control" || entry.attributes.length > 0) this.#addAttribute(entry, parsed, line);
  }

  #takeChange({ value }: AttributeLine): void {
    if (value === "add") return;
    this.#changes++;
    this.#record = "change";
    this.#entry = null;
  }

  #addAttribute(entry: OpenEntry, { description, value }: AttributeLine, line: LogicalLine): void {
    entry.bytes += line.length;
    if (entry.bytes > this.#limits.entryBytes || entry.attributes.length >= this.#limits.entryValues) {
      this.#damage("too-large", line, "");
      return;
    }
    const [name = "", ...options] = description.includes(";") ? description.split(";") : [description];
    entry.attributes.push({ name, options, value });
  }

  #endRecord(isClosed: boolean): void {
    const entry = this.#entry;
    this.#record = "none";
    this.#entry = null;
    if (entry !== null) {
      const { dn, line, attributes } = entry;
      this.#sink.entry({ dn, line, attributes, isClosed });
    }
  }

  /** Zeros may have taken the ends of lines with them, and so the entry that began behind a comment or a change. */
  #takeTornLine(line: LogicalLine): void {
    if (this.#record === "change") this.#record = "none";
    this.#damage("nul-bytes", line, "");
  }

  /** Leaves out the rest of the record too. */
  #damage(kind: LdifProblemKind, line: LogicalLine, found: string): void {
    // What one damage has spoilt is told once; a change's lines need not be attributes.
    if (this.#record !== "damaged" && this.#record !== "change") {
      // A last line that nothing ends is cut off rather than wrong.
      this.#isCutOff = !line.isEnded;
      this.#tell(line.isEnded ? kind : "cut-off", line.number, found);
      this.#record = "damaged";
    }
    this.#entry = null;
  }

  #tell(kind: LdifProblemKind, line: number, found: string): void {
    this.#sink.problem({ kind, line, entryLine: this.#entry?.line ?? null, found });
  }
}

function isAttribute(parsed: ReturnType<typeof parseAttributeLine>): parsed is AttributeLine {
  return "value" in parsed;
}

/** RFC 2849: no plain value has one, and base64 is written without. */
function hasNul({ bytes, length }: LogicalLine): boolean {
  return bytes.subarray(0, length).includes(0);
}

/** Files that were joined have marks in their midst. */
function withoutMark(line: LogicalLine): LogicalLine {
  if (!MARK.every((byte, index) => line.bytes[index] === byte) || line.length < MARK.length) return line;
  return { ...line, bytes: line.bytes.subarray(MARK.length), length: line.length - MARK.length };
}
