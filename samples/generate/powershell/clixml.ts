import type { PowerShellEnum, PowerShellList, PowerShellObject, PowerShellValue } from "./value.ts";

const BYTE_ORDER_MARK = "\ufeff";
const ROOT = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';
const ENUM_BASES = ["System.Enum", "System.ValueType", "System.Object"] as const;
/** For the types whose values are written alone, MS-PSRP 2.2.5.1. */
const TAG = { string: "S", boolean: "B", uint32: "U32", uint64: "U64", single: "Sg" } as const;

/**
 * What `Export-Clixml -Depth` of Windows PowerShell 5.1 writes of these objects (MS-PSRP 2.2.5): UTF-16LE with a byte
 * order mark, indented, without an XML declaration. Depth counts objects, not lists; what lies deeper is its text.
 */
export function clixmlBytes(objects: readonly PowerShellValue[], depth: number): Uint8Array {
  const writer = new ClixmlWriter();
  for (const object of objects) writer.value(object, null, depth, 1);
  const text = [`${BYTE_ORDER_MARK}${ROOT}`, ...writer.lines, "</Objs>"].join("\r\n");
  return Buffer.from(text, "utf16le");
}

class ClixmlWriter {
  readonly lines: string[] = [];
  /** The number under which a list of type names was written first. */
  readonly #typeNames = new Map<string, number>();
  #objects = 0;

  value(value: PowerShellValue, name: string | null, depth: number, indent: number): void {
    const attribute = name === null ? "" : ` N="${escaped(name)}"`;
    switch (value.type) {
      case "null":
        return this.#line(indent, `<Nil${attribute} />`);
      case "enum":
        if (depth === 0) return this.#leaf(indent, TAG.string, attribute, value.name);
        return this.#enum(value, attribute, indent);
      case "list":
        return this.#list(value, attribute, depth, indent);
      case "object":
        if (depth === 0) return this.#leaf(indent, TAG.string, attribute, value.text);
        return this.#object(value, attribute, depth, indent);
      case "string":
      case "boolean":
      case "uint32":
      case "uint64":
      case "single":
        return this.#leaf(indent, TAG[value.type], attribute, value.value.toString());
    }
  }

  #list({ typeNames, items }: PowerShellList, attribute: string, depth: number, indent: number): void {
    this.#open(attribute, typeNames, indent);
    if (items.length === 0) this.#line(indent + 1, "<LST />");
    else {
      this.#line(indent + 1, "<LST>");
      for (const item of items) this.value(item, null, depth, indent + 2);
      this.#line(indent + 1, "</LST>");
    }
    this.#line(indent, "</Obj>");
  }

  #enum({ typeName, name, value }: PowerShellEnum, attribute: string, indent: number): void {
    this.#open(attribute, [typeName, ...ENUM_BASES], indent);
    this.#leaf(indent + 1, "ToString", "", name);
    this.#leaf(indent + 1, "I32", "", value.toString());
    this.#line(indent, "</Obj>");
  }

  #object({ typeNames, text, properties }: PowerShellObject, attribute: string, depth: number, indent: number): void {
    this.#open(attribute, typeNames, indent);
    this.#leaf(indent + 1, "ToString", "", text);
    this.#line(indent + 1, "<Props>");
    for (const [name, value] of properties) this.value(value, name, depth - 1, indent + 2);
    this.#line(indent + 1, "</Props>");
    this.#line(indent, "</Obj>");
  }

  /** A list of type names stands where it first occurs; later objects refer to it. */
  #open(attribute: string, typeNames: readonly string[], indent: number): void {
    this.#line(indent, `<Obj${attribute} RefId="${this.#objects}">`);
    this.#objects += 1;
    const key = typeNames.join("\n");
    const known = this.#typeNames.get(key);
    if (known !== undefined) return this.#line(indent + 1, `<TNRef RefId="${known}" />`);
    const number = this.#typeNames.size;
    this.#typeNames.set(key, number);
    this.#line(indent + 1, `<TN RefId="${number}">`);
    for (const name of typeNames) this.#leaf(indent + 2, "T", "", name);
    this.#line(indent + 1, "</TN>");
  }

  #leaf(indent: number, tag: string, attribute: string, text: string): void {
    this.#line(indent, `<${tag}${attribute}>${escaped(text)}</${tag}>`);
  }

  #line(indent: number, text: string): void {
    this.lines.push(`${"  ".repeat(indent)}${text}`);
  }
}

/** Code units that XML has no place for, and an underscore that would begin one of these escapes (MS-PSRP 2.2.5.3.2). */
const ENCODED = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]|_(?=x)/gi;
const MARKUP: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text
    .replace(ENCODED, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>"]/g, (mark) => MARKUP[mark] ?? mark);
}
