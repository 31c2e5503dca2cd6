import { type ClixmlProblem, ClixmlReader, plainValue } from "../../formats/clixml/index.ts";
import { JsonObjectReader } from "../../formats/json-objects/index.ts";
import { beginsWithList, beginsWithTable, PrintedListReader, PrintedTableReader } from "../../formats/printed/index.ts";
import type { ObjectSource } from "./object-table.ts";

/** How the objects in a text are written, by its start; null: not as objects, or as XML of another kind. */
export function objectSource(start: string): ObjectSource | null {
  const first = /^[\s\ufeff]*(\S)/.exec(start)?.[1];
  if (first === "[" || first === "{") return new JsonObjectReader();
  if (isClixml(start)) return new ClixmlSource();
  if (beginsWithList(start)) return new PrintedListReader();
  return beginsWithTable(start) ? new PrintedTableReader() : null;
}

export function isClixml(start: string): boolean {
  return /^[\s\ufeff]*(?:#< CLIXML\s*)?(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^>]{0,200}-->\s*)?<Objs[\s>]/.test(start);
}

/** What Export-Clixml wrote, as plain values. */
class ClixmlSource implements ObjectSource {
  readonly #reader = new ClixmlReader();

  get problem(): Omit<ClixmlProblem, "found"> | null {
    return this.#reader.problem;
  }

  get line(): number {
    return this.#reader.line;
  }

  get value(): unknown {
    const { value } = this.#reader;
    return value === null ? undefined : plainValue(value);
  }

  feed(piece: string, isLast: boolean): void {
    this.#reader.feed(piece, isLast);
  }

  next(): boolean {
    return this.#reader.next();
  }
}
