import type { PowerShellValue } from "./value.ts";

const DEFAULT_DEPTH = 2;
const STEP = 4;

/**
 * What `ConvertTo-Json` of Windows PowerShell 5.1 gives for several objects: an array. Depth counts lists too, and what
 * lies deeper is its text: an owner is an object, its cluster a name. Enums are numbers. Behind a colon stand two
 * spaces, and what is nested stands below its own bracket.
 */
export function convertToJson(objects: readonly PowerShellValue[]): string {
  return list(objects, 0, 0);
}

function json(value: PowerShellValue, depth: number, column: number): string {
  switch (value.type) {
    case "null":
      return "null";
    case "string":
      return quoted(value.value);
    case "list":
      return list(value.items, depth, column);
    case "object": {
      if (depth > DEFAULT_DEPTH) return quoted(value.text);
      const members = value.properties.map(([name, member]) => {
        const start = `${quoted(name)}:  `;
        return `${start}${json(member, depth + 1, column + STEP + start.length)}`;
      });
      return bracketed("{", members, "}", column);
    }
    case "enum":
    case "boolean":
    case "uint32":
    case "uint64":
    case "single":
      return value.value.toString();
  }
}

function list(items: readonly PowerShellValue[], depth: number, column: number): string {
  const members = items.map((item) => json(item, depth + 1, column + STEP));
  return bracketed("[", members, "]", column);
}

/** The closing bracket stands below the opening one, which is at this column. */
function bracketed(open: string, members: readonly string[], close: string, column: number): string {
  const inner = members.map((member) => `${" ".repeat(column + STEP)}${member}`).join(",\r\n");
  return [open, ...(members.length === 0 ? [] : [inner]), `${" ".repeat(column)}${close}`].join("\r\n");
}

/** Beside what JSON asks for, 5.1 escapes the characters that HTML gives a meaning to. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&'\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
