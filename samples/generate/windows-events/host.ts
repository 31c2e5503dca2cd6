import type { EventToWrite, Payload, Value } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import type { WindowsVersion } from "./windows-version.ts";

/** The machine that a record comes from, as it is at that moment. */
export interface Host {
  /** NetBIOS name. */
  readonly name: string;
  /** Fully qualified: what `<Computer>` holds. */
  readonly computer: string;
  readonly version: WindowsVersion;
}

export const CLASSIC_KEYWORDS = 0x80_0000_0000_0000n;
export const LOCAL_SYSTEM = "S-1-5-18";
export const LOCAL_SERVICE = "S-1-5-19";

export const LEVEL = { critical: 1, error: 2, warning: 3, information: 4 } as const;

/** An event of a classic source: no manifest, one array of strings. */
export function classicEvent(
  host: Host,
  time: Moment,
  channel: "Application" | "System",
  event: {
    readonly source: string;
    readonly id: number;
    readonly level: number;
    readonly qualifiers?: number;
    readonly task?: number;
    readonly strings?: readonly string[];
    readonly binary?: Uint8Array;
    readonly userId?: string;
    /** Instead of strings and Binary. */
    readonly payload?: Payload;
  },
): EventToWrite {
  const { source, id, level, qualifiers = 0, task = 0, strings = null, binary, userId } = event;
  const payload = { kind: "strings", strings, ...(binary === undefined ? {} : { binary }) } as const;
  return {
    layout: "classic",
    provider: { name: source },
    eventId: id,
    qualifiers,
    level,
    task,
    keywords: CLASSIC_KEYWORDS,
    time,
    channel,
    computer: host.computer,
    ...(userId === undefined ? {} : { userId }),
    payload: event.payload ?? payload,
  };
}

/** A string as ETW hands it over: with its NUL. */
export function etwString(value: string): Value {
  return { type: "string", value, terminated: true };
}

export function ansi(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}
