import type { EventToWrite, Value } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";

/** The machine that a log comes from. */
export interface Host {
  /** NetBIOS name. */
  readonly name: string;
  /** Fully qualified: what `<Computer>` holds. */
  readonly computer: string;
}

export const CLASSIC_KEYWORDS = 0x80_0000_0000_0000n;
export const LOCAL_SYSTEM = "S-1-5-18";
export const LOCAL_SERVICE = "S-1-5-19";

export const LEVEL = { error: 2, warning: 3, information: 4 } as const;

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
    readonly strings: readonly string[] | null;
    readonly binary?: Uint8Array;
    readonly userId?: string;
  },
): EventToWrite {
  const { source, id, level, qualifiers = 0, task = 0, strings, binary, userId } = event;
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
    payload: { kind: "strings", strings, ...(binary === undefined ? {} : { binary }) },
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
