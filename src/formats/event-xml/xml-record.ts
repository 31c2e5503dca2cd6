import type { ByteWriter } from "../evtx/bytes-out.ts";
import type { RecordState } from "../evtx/damage.ts";
import type { EventSystem, EvtxEvent } from "../evtx/event.ts";
import type { RecordView } from "../evtx/record-view.ts";
import { writeAscii } from "../evtx/values/number-text.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import type { XmlElement } from "../xml/element.ts";
import { highHalf, lowHalf } from "./halves.ts";
import { type EventPayload, readPayload } from "./event-payload.ts";
import { writeElement } from "./write-event.ts";

const encoder = new TextEncoder();

/** One event of an export, in the form in which records of event logs are handed out. */
export class XmlRecord implements RecordView {
  readonly offset: number;
  readonly timeHigh: number;
  readonly timeLow: number;
  readonly recordIdHigh: number;
  readonly recordIdLow: number;
  readonly #event: XmlElement | null;
  readonly #system: EventSystem;
  readonly #payload: EventPayload;
  readonly #state: RecordState;

  constructor(
    event: XmlElement | null,
    systemElement: XmlElement | null,
    system: EventSystem,
    state: RecordState,
    offset: number,
  ) {
    this.#event = event;
    this.#system = system;
    this.#payload = readPayload(event, systemElement);
    this.#state = state;
    this.offset = offset;
    this.timeHigh = highHalf(system.time);
    this.timeLow = lowHalf(system.time);
    this.recordIdHigh = highHalf(system.recordId);
    this.recordIdLow = lowHalf(system.recordId);
  }

  get state(): RecordState {
    return this.hasTooMuchData ? "damaged" : this.#state;
  }

  get hasTooMuchData(): boolean {
    return this.#payload.isCut;
  }

  system(): EventSystem {
    return this.#system;
  }

  decode(): EvtxEvent {
    const { data, userData, binary, message } = this.#payload;
    return { ...this.#system, state: this.state, offset: this.offset, data, userData, binary, message };
  }

  writeJson(out: ByteWriter, file: string): void {
    const { recordId, time, ...fields } = this.#system;
    const { data, userData, binary, message } = this.#payload;
    const line = JSON.stringify({
      file,
      recordId: recordId.toString(),
      time: filetimeToIso(time),
      ...fields,
      data: data.map(({ name, value }) => ({ name, value })),
      userData,
      binary,
      message,
      state: this.state,
    });
    out.append(encoder.encode(`${line}\n`));
  }

  writeXml(out: ByteWriter): void {
    if (this.#event !== null) writeElement(out, this.#event);
    else writeAscii(out, `<!-- record at offset ${this.offset}: damaged, nothing of its XML is left -->`);
  }
}
