import { detectEncoding, structureText } from "./text-encoding.ts";

/** So much of a file's start decides whether it holds exported events. */
export const SNIFFED_BYTES = 1024;

const MISC = String.raw`(?:\s|\ufeff|<\?[^<>]*\?>|<!--(?:(?!-->)[^])*-->)*`;
const NAME = String.raw`[A-Za-z_][\w.-]*`;
const HEAD = String.raw`<Event(?:\s[^<>]*)?>${MISC}<System[\s/>]|<Event\s[^<>]*http://schemas\.microsoft\.com/win/2004/08/events/event`;

/** An event stands first, alone or in a root of any name. */
const WITH_EVENTS = new RegExp(`^${MISC}(?:<(?!Event[\\s>])(?<root>${NAME})(?:\\s[^<>]*)?>${MISC})?(?:${HEAD})`);
/** What Event Viewer saves of an empty log. */
const WITHOUT_EVENTS = new RegExp(`^${MISC}<Events(?:\\s[^<>]*)?(?:/>|>${MISC}</Events\\s*>)${MISC}$`);

/**
 * Whether a file is an event export in XML, by its first bytes (SNIFFED_BYTES are enough) and not by its name.
 * Windows' namespace or a System element tell it from other documents that speak of events.
 */
export function isEventXml(head: Uint8Array): boolean {
  const start = startText(head);
  return WITH_EVENTS.test(start) || WITHOUT_EVENTS.test(start);
}

/** The name of the element around the events, Events or what `wevtutil /e` was given; null when they stand alone. */
export function rootName(head: Uint8Array): string | null {
  return WITH_EVENTS.exec(startText(head))?.groups?.["root"] ?? null;
}

function startText(head: Uint8Array): string {
  const encoding = detectEncoding(head);
  const bytes = head.subarray(0, Math.min(head.length, SNIFFED_BYTES) & -encoding.unitSize);
  // A mark of UTF-8 is three single characters here.
  return structureText(bytes, encoding).replace(/^\u00ef\u00bb\u00bf/, "");
}
