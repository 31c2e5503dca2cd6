import type { EventDatum } from "../evtx/event.ts";
import { textInside, type XmlElement } from "../xml/element.ts";

/** As many characters of data as the EVTX reader decodes of one record; names repeat, and would make more of a file. */
export const MAX_CHARACTERS = 4 << 20;
const DATUM_OVERHEAD = 64;

/** What an event says beside its System. */
export interface EventPayload {
  readonly data: readonly EventDatum[];
  readonly userData: string | null;
  readonly binary: string | null;
  readonly message: string | null;
  /** Not all of the data was taken: there was too much of it. */
  readonly isCut: boolean;
}

/** Reads everything in an Event but its System, to the same data as the EVTX reader makes of the record. */
export function readPayload(event: XmlElement | null, system: XmlElement | null): EventPayload {
  const reader = new PayloadReader();
  if (event !== null) reader.event(event, system);
  return reader.payload;
}

class PayloadReader {
  readonly #data: EventDatum[] = [];
  #userData: string | null = null;
  #binary: string | null = null;
  #message: string | null = null;
  #characters = 0;

  get payload(): EventPayload {
    return {
      data: this.#data,
      userData: this.#userData,
      binary: this.#binary,
      message: this.#message,
      isCut: this.#characters > MAX_CHARACTERS,
    };
  }

  event({ content }: XmlElement, system: XmlElement | null): void {
    for (const part of content) {
      if (typeof part === "string") this.#bareText(part);
      else if (part.name === "EventData") this.#eventData(part);
      else if (part.name === "UserData") this.#userDataRoots(part);
      else if (part.name === "RenderingInfo") this.#renderingInfo(part);
      else if (part !== system) this.#leaf(part, part.name);
    }
  }

  #eventData({ content }: XmlElement): void {
    for (const part of content) {
      if (typeof part === "string") this.#bareText(part);
      else if (part.name === "Binary") this.#binary = textInside(part) || null;
      else {
        const named = part.attributes.find(({ name }) => name === "Name")?.value || null;
        this.#leaf(part, named ?? (part.name === "Data" ? null : part.name), named !== null);
      }
    }
  }

  #userDataRoots({ content }: XmlElement): void {
    for (const part of content) {
      if (typeof part === "string") this.#bareText(part);
      else {
        this.#userData ??= part.name;
        // A root that holds nothing says only its name.
        if (part.content.length > 0 || part.attributes.some(({ name }) => !isNamespace(name)))
          this.#leaf(part, part.name);
      }
    }
  }

  #renderingInfo({ content }: XmlElement): void {
    for (const part of content) {
      if (typeof part !== "string" && part.name === "Message") this.#message = textInside(part) || null;
    }
  }

  /** An element with elements inside is no leaf: they are. Attributes of leaves are data too, named `element@attribute`. */
  #leaf({ name: element, attributes, content }: XmlElement, name: string | null, nameUsed = false): void {
    let isAlone = true;
    for (const { name: attribute, value } of attributes) {
      if (isNamespace(attribute) || (attribute === "Name" && nameUsed)) continue;
      this.#datum(`${element}@${attribute}`, value);
      isAlone = false;
    }
    if (content.some((part) => typeof part !== "string")) {
      for (const part of content) {
        if (typeof part === "string") this.#bareText(part);
        else this.#leaf(part, part.name);
      }
    } else if (content.length > 0 || isAlone) {
      this.#datum(name, content.map((part) => (typeof part === "string" ? part : "")).join(""));
    }
  }

  /** Text that stands where elements belong. Line breaks and indentation between elements say nothing. */
  #bareText(text: string): void {
    if (text.trim() !== "") this.#datum(null, text);
  }

  #datum(name: string | null, value: string): void {
    if (this.#characters > MAX_CHARACTERS) return;
    this.#characters += (name?.length ?? 0) + value.length + DATUM_OVERHEAD;
    if (this.#characters > MAX_CHARACTERS) return;
    const typed = value === "" ? ({ type: "null" } as const) : ({ type: "string", value } as const);
    this.#data.push(name === null ? { value, typed } : { name, value, typed });
  }
}

function isNamespace(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}
