import type { ByteWriter } from "../evtx/bytes-out.ts";
import { writeText } from "../evtx/values/escaped-text.ts";
import { XML_ATTRIBUTE, XML_TEXT } from "../evtx/values/escapes.ts";
import { writeAscii } from "../evtx/values/number-text.ts";
import type { XmlElement } from "../xml/element.ts";

/** Appends an element the way Windows writes events; what XML 1.0 forbids becomes U+FFFD. */
export function writeElement(out: ByteWriter, { name, attributes, content, emptyTag }: XmlElement): void {
  writeAscii(out, "<");
  writeText(out, name, XML_TEXT);
  for (const attribute of attributes) {
    writeAscii(out, " ");
    writeText(out, attribute.name, XML_TEXT);
    writeAscii(out, "='");
    writeText(out, attribute.value, XML_ATTRIBUTE);
    writeAscii(out, "'");
  }
  if (emptyTag) {
    writeAscii(out, "/>");
    return;
  }
  writeAscii(out, ">");
  for (const part of content) {
    if (typeof part === "string") writeText(out, part, XML_TEXT);
    else writeElement(out, part);
  }
  writeAscii(out, "</");
  writeText(out, name, XML_TEXT);
  writeAscii(out, ">");
}
