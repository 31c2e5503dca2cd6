import { type Instance, type InstanceSet, isArrayType } from "./binxml/instance.ts";
import { entityLiteral, type PartText } from "./binxml/part-text.ts";
import type { Attribute, Element, Part } from "./binxml/tree.ts";
import type { ByteWriter } from "./bytes-out.ts";
import { writeText } from "./values/escaped-text.ts";
import { XML_ATTRIBUTE, XML_TEXT, XML_VERBATIM } from "./values/escapes.ts";
import { writeAscii } from "./values/number-text.ts";

const encoder = new TextEncoder();
const CDATA_OPEN = encoder.encode("<![CDATA[");
const CDATA_CLOSE = encoder.encode("]]>");

/** Writes a record's XML byte for byte as Windows renders it; what XML 1.0 forbids becomes U+FFFD. */
export class EventXml {
  readonly #text: PartText;
  readonly #instances: InstanceSet;

  constructor(text: PartText, instances: InstanceSet) {
    this.#text = text;
    this.#instances = instances;
  }

  write(out: ByteWriter): void {
    const { root } = this.#instances;
    this.#text.begin(out);
    for (const part of root.parts) {
      // Windows makes Event depend on its payload; an event whose payload is null is an event all the same.
      if (part.kind === "element") this.#shown(out, part.element, root);
      else this.#parts(out, [part], root);
    }
  }

  #parts(out: ByteWriter, parts: readonly Part[], instance: Instance): void {
    for (const part of parts) {
      if (this.#text.full(out)) return;
      switch (part.kind) {
        case "element":
          this.#element(out, part.element, instance);
          break;
        case "text":
          part.literal.write(out, XML_TEXT);
          break;
        case "slot":
          this.#slot(out, part.index, instance);
          break;
        case "entity":
          entityLiteral(part.name).write(out, XML_TEXT);
          break;
        case "cdata":
          out.append(CDATA_OPEN);
          // A CDATA section cannot hold its own end: it is split into two.
          writeText(out, part.literal.text.replaceAll("]]>", "]]]]><![CDATA[>"), XML_VERBATIM);
          out.append(CDATA_CLOSE);
          break;
        case "pi":
          writeAscii(out, "<?");
          writeText(out, `${part.target} ${part.data}`.replaceAll("?>", "?\ufffd"), XML_VERBATIM);
          writeAscii(out, "?>");
          break;
      }
    }
  }

  #element(out: ByteWriter, element: Element, instance: Instance): void {
    if (element.dependency === -1 || !instance.isNull(element.dependency)) this.#shown(out, element, instance);
  }

  #shown(out: ByteWriter, element: Element, instance: Instance): void {
    const [only] = element.content;
    if (element.content.length === 1 && only?.kind === "slot") {
      const type = instance.isNull(only.index) ? only.type : (instance.types[only.index] ?? 0);
      if (isArrayType(type)) {
        this.#repeated(out, element, only.index, instance);
        return;
      }
    }
    this.#startTag(out, element, instance);
    if (element.emptyTag) {
      writeAscii(out, "/>");
      return;
    }
    writeAscii(out, ">");
    this.#parts(out, element.content, instance);
    this.#endTag(out, element);
  }

  /** An array repeats its element, once for each item; a null array renders nothing (evtx.md, trap 10). */
  #repeated(out: ByteWriter, element: Element, index: number, instance: Instance): void {
    if (instance.isNull(index)) return;
    const type = instance.types[index] ?? 0;
    const { chunk, values } = this.#text;
    values.items(chunk, type, instance.positions[index] ?? 0, instance.sizes[index] ?? 0, (itemType, at, size) => {
      if (this.#text.full(out)) return;
      this.#startTag(out, element, instance);
      writeAscii(out, ">");
      values.write(out, chunk, itemType, at, size, XML_TEXT);
      this.#endTag(out, element);
    });
  }

  #startTag(out: ByteWriter, element: Element, instance: Instance): void {
    writeAscii(out, "<");
    element.name.write(out, XML_TEXT);
    for (const attribute of element.attributes) this.#attribute(out, attribute, instance);
  }

  #endTag(out: ByteWriter, element: Element): void {
    writeAscii(out, "</");
    element.name.write(out, XML_TEXT);
    writeAscii(out, ">");
  }

  /** An attribute whose optional values are all null is left out (MS-EVEN6 2.2.12 OptionalSubstitution). */
  #attribute(out: ByteWriter, attribute: Attribute, instance: Instance): void {
    const empty = attribute.parts.every((part) => part.kind === "slot" && part.optional && instance.isNull(part.index));
    if (empty) return;
    writeAscii(out, " ");
    attribute.name.write(out, XML_TEXT);
    writeAscii(out, "='");
    this.#text.write(out, attribute.parts, instance, XML_ATTRIBUTE);
    writeAscii(out, "'");
  }

  #slot(out: ByteWriter, index: number, instance: Instance): void {
    const child = index < instance.count ? (instance.nested[index] ?? -1) : -1;
    if (child === -1) {
      this.#text.slot(out, index, instance, XML_TEXT);
      return;
    }
    const nested = this.#instances.at(child);
    this.#parts(out, nested.parts, nested);
  }
}
