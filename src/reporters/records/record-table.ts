import type { EvtxEvent } from "../../formats/evtx/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { cutText, fitText } from "./display-width.ts";
import { eventSummary, levelName } from "./record-text.ts";
import { visibleText } from "./visible-text.ts";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: "left" | "right";
  readonly text: (event: EvtxEvent) => string;
}

const GAP = "  ";

const time = (width: number): Column => ({
  title: "Time (UTC)",
  width,
  text: ({ time: ticks }) => filetimeToIso(ticks).replace("T", " ").slice(0, width),
});
const level: Column = { title: "Level", width: 8, text: (event) => levelName(event.level) };
const id: Column = { title: "Id", width: 5, align: "right", text: (event) => String(event.eventId ?? "") };
const record: Column = { title: "Record", width: 9, align: "right", text: (event) => String(event.recordId) };
/** Event Viewer's Source column leaves this prefix out, and a narrow column would show little else. */
const provider = (width: number): Column => ({
  title: "Provider",
  width,
  text: (event) => (event.provider ?? "").replace(/^Microsoft-Windows-/, ""),
});
/** A narrow column shows the host's name: of the domain, which all hosts share, little would be left anyway. */
const computer = (width: number): Column => ({
  title: "Computer",
  width,
  text: ({ computer: name }) => (width < 15 ? (name ?? "").replace(/\..*$/, "") : (name ?? "")),
});
const channel = (width: number): Column => ({ title: "Channel", width, text: (event) => event.channel ?? "" });

/** From the widest to the narrowest; the rest of the line is the event's data. */
const LAYOUTS: readonly { readonly from: number; readonly columns: readonly Column[] }[] = [
  { from: 150, columns: [time(23), level, computer(20), channel(20), record, provider(30), id] },
  { from: 100, columns: [time(19), level, computer(10), record, provider(20), id] },
  { from: 64, columns: [time(19), computer(9), record, provider(13), id] },
  { from: 36, columns: [time(16), id] },
  { from: 0, columns: [id] },
];

/** One line for each record, fitted to a terminal's width without knowing the other records. Lines end in a line feed. */
export class RecordTable {
  readonly #columns: readonly Column[];
  readonly #width: number;
  readonly #fixedWidth: number;

  /** `width` in columns. */
  constructor(width: number) {
    this.#width = Math.max(1, width);
    this.#columns = LAYOUTS.find(({ from }) => this.#width >= from)?.columns ?? [];
    this.#fixedWidth = this.#columns.reduce((sum, { width }) => sum + width + GAP.length, 0);
  }

  head(): string {
    return this.#line(
      this.#columns.map(({ title, width, align }) => fitText(title, width, align)),
      "Data",
    );
  }

  row(event: EvtxEvent): string {
    const cells = this.#columns.map(({ text, width, align }) => fitText(visibleText(text(event)), width, align));
    const mark = event.state === "intact" ? "" : `[${event.state}] `;
    // Combining marks need no column, hence twice the width; a slice may cut a pair, which shows as a replacement.
    return this.#line(cells, visibleText((mark + eventSummary(event, this.#width)).slice(0, 2 * this.#width)));
  }

  #line(cells: readonly string[], data: string): string {
    const fixed = cells.join(GAP) + GAP;
    const room = this.#width - this.#fixedWidth;
    const line = room > 0 ? fixed + cutText(data, room) : cutText(fixed, this.#width);
    return `${line.trimEnd()}\n`;
  }
}
