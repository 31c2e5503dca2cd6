import { detectEncoding, structureText } from "./text-encoding.ts";

/** So much of a file's start tells most often what it holds. */
export const GLANCED_BYTES = 1024;
/** So much of it decides at last. */
export const SNIFFED_BYTES = 65_536;

/** `unknown`: no element is named, so it may be anything, an export that was cut off or overwritten too. */
export type XmlContent = "events" | "other" | "unknown";

const NAMESPACE = "schemas.microsoft.com/win/2004/08/events/event";
const EVENT_HEAD = /<Event(?:\s[^<>]*)?>\s{0,200}<System[\s/>]/;

/** White space and byte order marks, which are three single characters in UTF-8. */
const BLANKS = /[\s\ufeff\u00ef\u00bb\u00bf]*/y;
const DOCTYPE = /<!DOCTYPE[^<>[\]]*(?:\[[^\]]*\]\s*)?>/y;
const START_TAG = /<(?<name>(?:[A-Za-z_][\w.-]*:)?(?<local>[A-Za-z_][\w.-]*))(?=[\s/>])(?<rest>[^<>]*>)?/y;

/**
 * What the bytes at a file's start (SNIFFED_BYTES of them, or all there are) show, whatever its name says. Events need
 * not stand first, nor be sound: reading them tells what is wrong.
 */
export function xmlContent(head: Uint8Array): XmlContent {
  const text = startText(head);
  return shown(text) ?? (firstTag(text, 0) === null ? "unknown" : "other");
}

/** What fewer bytes (GLANCED_BYTES) show already; null: more have to be seen. */
export function contentAtAGlance(head: Uint8Array): Exclude<XmlContent, "unknown"> | null {
  return shown(startText(head));
}

/** The name of the element around the events, Events or what `wevtutil /e` was given; null when they stand alone. */
export function rootName(head: Uint8Array): string | null {
  const root = firstTag(startText(head), 0);
  return root === null || root.name === "Event" || root.isEmpty ? null : root.name;
}

function shown(text: string): Exclude<XmlContent, "unknown"> | null {
  if (text.includes(NAMESPACE) || EVENT_HEAD.test(text)) return "events";
  const root = firstTag(text, 0);
  if (root === null) return null;
  if (root.local === "Events" || root.local === "Event") return "events";
  // wevtutil puts any element around events, but nothing between it and them.
  const child = root.end === null ? null : firstTag(text, root.end);
  if (child === null) return null;
  return child.local === "Event" ? "events" : "other";
}

interface StartTag {
  readonly name: string;
  /** Without a prefix. */
  readonly local: string;
  readonly isEmpty: boolean;
  /** Index behind it; null when it does not end in the text. */
  readonly end: number | null;
}

/** The tag that stands at `start`, or behind nothing but what may stand before an element. */
function firstTag(text: string, start: number): StartTag | null {
  START_TAG.lastIndex = behindMisc(text, start);
  const groups: Readonly<Record<string, string | undefined>> | undefined = START_TAG.exec(text)?.groups;
  const { name, local, rest } = groups ?? {};
  if (name === undefined || local === undefined) return null;
  const end = rest === undefined ? null : START_TAG.lastIndex;
  return { name, local, isEmpty: rest?.endsWith("/>") === true, end };
}

/** Behind white space, marks, comments, processing instructions and document types; the end when one does not end. */
function behindMisc(text: string, start: number): number {
  for (let at = start; ; ) {
    at = behind(BLANKS, text, at) ?? at;
    const closing = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : null;
    if (closing !== null) {
      const end = text.indexOf(closing, at + closing.length);
      if (end === -1) return text.length;
      at = end + closing.length;
    } else {
      const end = behind(DOCTYPE, text, at);
      if (end === null) return at;
      at = end;
    }
  }
}

function behind(expression: RegExp, text: string, index: number): number | null {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : null;
}

function startText(head: Uint8Array): string {
  const encoding = detectEncoding(head);
  return structureText(head.subarray(0, Math.min(head.length, SNIFFED_BYTES) & -encoding.unitSize), encoding);
}
