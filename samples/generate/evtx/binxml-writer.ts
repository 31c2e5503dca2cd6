import type { ByteBuilder } from "./byte-builder.ts";
import type { Attribute, CharacterData, Content, Element } from "./element.ts";
import { type Fragment, typeByte, type Value } from "./value.ts";
import { ARRAY_FLAG, VALUE_TYPE } from "./value-type.ts";
import { appendValue, guidBytes } from "./value-bytes.ts";

/** BinXML tokens (MS-EVEN6 2.2.12). */
const TOKEN = {
  endOfFragment: 0x00,
  openStartElement: 0x01,
  closeStartElement: 0x02,
  closeEmptyElement: 0x03,
  closeElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  characterReference: 0x08,
  entityReference: 0x09,
  processingInstructionTarget: 0x0a,
  processingInstructionData: 0x0b,
  templateInstance: 0x0c,
  substitution: 0x0d,
  optionalSubstitution: 0x0e,
  fragmentHeader: 0x0f,
} as const;

/** Set on an element that has attributes, on an attribute that is not the last, on text that goes on. */
const MORE = 0x40;
const NO_DEPENDENCY = 0xffff;
const LONGEST_VALUE = 0xffff;

/** What a chunk remembers of the names and templates already written in it. */
export interface ChunkTables {
  /** Writes a reference to a name, and the name itself where the chunk has not seen it. */
  appendName(out: ByteBuilder, name: string): void;
  /** Writes a reference to a template and, at its first use, the definition that `body` appends. */
  appendTemplate(out: ByteBuilder, guid: Uint8Array, body: () => void): void;
}

export function appendFragment(out: ByteBuilder, tables: ChunkTables, fragment: Fragment): void {
  if (fragment.kind === "document") {
    appendFragmentHeader(out);
    appendElement(out, tables, fragment.root, false);
  } else {
    if (fragment.header ?? true) appendFragmentHeader(out);
    const { root, guid } = fragment.template;
    out.u8(TOKEN.templateInstance);
    out.u8(1);
    tables.appendTemplate(out, guidBytes(guid), () => {
      appendFragmentHeader(out);
      appendElement(out, tables, root, true);
      out.u8(TOKEN.endOfFragment);
    });
    appendValues(out, tables, fragment.values);
  }
  out.u8(TOKEN.endOfFragment);
}

/** Version 1.1, no flags. */
function appendFragmentHeader(out: ByteBuilder): void {
  out.u8(TOKEN.fragmentHeader);
  out.u8(1);
  out.u8(1);
  out.u8(0);
}

function appendValues(out: ByteBuilder, tables: ChunkTables, values: readonly Value[]): void {
  out.u32(values.length);
  const descriptors = out.length;
  for (const value of values) {
    out.u16(0);
    out.u8(typeByte(value));
    out.u8(0);
  }
  values.forEach((value, index) => {
    const start = out.length;
    if (value.type === "xml") appendFragment(out, tables, value.value);
    else appendValue(out, value);
    const size = out.length - start;
    if (size > LONGEST_VALUE)
      throw new RangeError(`A value of ${size} bytes is longer than the 65535 a record can hold.`);
    out.setU16(descriptors + 4 * index, size);
  });
}

function appendElement(out: ByteBuilder, tables: ChunkTables, element: Element, insideTemplate: boolean): void {
  out.u8(TOKEN.openStartElement | (element.attributes.length > 0 ? MORE : 0));
  if (insideTemplate) out.u16(element.dependsOn ?? NO_DEPENDENCY);
  const size = reserveSize(out);
  tables.appendName(out, element.name);
  if (element.attributes.length > 0) {
    const listSize = reserveSize(out);
    appendAttributes(out, tables, element.attributes);
    closeSize(out, listSize);
  }
  if (element.content.length === 0) {
    out.u8(TOKEN.closeEmptyElement);
  } else {
    out.u8(TOKEN.closeStartElement);
    appendContent(out, tables, element.content, insideTemplate);
    out.u8(TOKEN.closeElement);
  }
  closeSize(out, size);
}

function appendAttributes(out: ByteBuilder, tables: ChunkTables, attributes: readonly Attribute[]): void {
  attributes.forEach((attribute, index) => {
    out.u8(TOKEN.attribute | (index < attributes.length - 1 ? MORE : 0));
    tables.appendName(out, attribute.name);
    attribute.value.forEach((part, position) =>
      appendCharacterData(out, tables, part, position < attribute.value.length - 1),
    );
  });
}

function appendContent(
  out: ByteBuilder,
  tables: ChunkTables,
  content: readonly Content[],
  insideTemplate: boolean,
): void {
  content.forEach((part, index) => {
    const next = content[index + 1];
    const goesOn = next !== undefined && next.kind !== "element" && next.kind !== "processing-instruction";
    if (part.kind === "element") {
      appendElement(out, tables, part, insideTemplate);
    } else if (part.kind === "cdata") {
      out.u8(TOKEN.cdata | (goesOn ? MORE : 0));
      appendCountedText(out, part.text);
    } else if (part.kind === "processing-instruction") {
      out.u8(TOKEN.processingInstructionTarget);
      tables.appendName(out, part.target);
      out.u8(TOKEN.processingInstructionData);
      appendCountedText(out, part.data);
    } else {
      appendCharacterData(out, tables, part, goesOn);
    }
  });
}

function appendCharacterData(out: ByteBuilder, tables: ChunkTables, part: CharacterData, goesOn: boolean): void {
  const more = goesOn ? MORE : 0;
  switch (part.kind) {
    case "text":
      out.u8(TOKEN.value | more);
      out.u8(VALUE_TYPE.string);
      appendCountedText(out, part.text);
      return;
    case "character-reference":
      out.u8(TOKEN.characterReference | more);
      out.u16(part.code);
      return;
    case "entity-reference":
      out.u8(TOKEN.entityReference | more);
      tables.appendName(out, part.name);
      return;
    case "substitution":
      out.u8(part.optional ? TOKEN.optionalSubstitution : TOKEN.substitution);
      out.u16(part.index);
      out.u8(VALUE_TYPE[part.type] | (part.array ? ARRAY_FLAG : 0));
  }
}

/** A count of UTF-16 units, then the units; no terminator. */
function appendCountedText(out: ByteBuilder, text: string): void {
  if (text.length > 0xffff)
    throw new RangeError(`A text of ${text.length} characters is longer than a token can hold.`);
  out.u16(text.length);
  out.utf16(text);
}

/** Sizes count the bytes behind themselves. */
function reserveSize(out: ByteBuilder): number {
  const position = out.length;
  out.u32(0);
  return position;
}

function closeSize(out: ByteBuilder, position: number): void {
  out.setU32(position, out.length - position - 4);
}
