import { clixmlObjects, type ClixmlValue } from "../../formats/clixml/index.ts";
import { expandSddl } from "../../formats/security-descriptor/index.ts";
import { isoToFiletime, UNIX_EPOCH_TICKS } from "../../shared/filetime.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import type { ExportedEntries } from "./exported-entries.ts";
import { type ExportedObject, exportedObject, isSddl } from "./exported-object.ts";
import type { ExportedValue } from "./exported-value.ts";

const TICKS_PER_MILLISECOND = 10_000n;
/** An object, its collections and what these hold; whatever lies deeper is no value of an attribute. */
const MAX_DEPTH = 6;
/** What it refers to is not here: no sign that nothing is set. */
const UNUSABLE: ExportedValue = { kind: "object", text: null, properties: new Map() };
/** Windows PowerShell 5.1, with a local offset where the time had one, which changes nothing: the number counts from UTC. */
const JSON_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** `Get-ADObject ... | ConvertTo-Json`: an array of objects, or one object. JSON that is torn gives nothing. */
export function getAdObjectJsonEntries(text: string): ExportedEntries {
  const collection = new ExportedCollection();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch (error) {
    return { entries: [], problem: { line: jsonLine(text, error), what: "the file is no whole JSON" }, attributes: [] };
  }
  for (const item of isArray(parsed) ? parsed : [parsed]) collection.add(jsonValue(item, 0));
  return collection.exported(null);
}

/** `Get-ADObject ... | Export-Clixml FILE`. Of a file that is torn what came before is given. */
export function getAdObjectClixmlEntries(text: string): ExportedEntries {
  const collection = new ExportedCollection();
  const objects = clixmlObjects(text);
  for (;;) {
    const next = objects.next();
    if (next.done !== true) {
      const value = clixmlValue(next.value, 0);
      for (const item of value.kind === "list" ? value.items : [value]) collection.add(item);
      continue;
    }
    const problem = next.value;
    return collection.exported(
      problem === null ? null : { line: problem.line, what: `${problem.expected} was expected, not ${problem.found}` },
    );
  }
}

class ExportedCollection {
  readonly #objects: ExportedObject[] = [];
  #count = 0;
  #nameless: number | null = null;

  add(value: ExportedValue): void {
    this.#count += 1;
    const object = value.kind === "object" ? exportedObject(value.properties, dateOf) : null;
    if (object === null) this.#nameless ??= this.#count;
    else this.#objects.push(object);
  }

  exported(problem: ExportedEntries["problem"]): ExportedEntries {
    const nameless =
      this.#nameless === null ? null : { line: 1, what: `object ${this.#nameless} has no DistinguishedName` };
    const domainSid = this.#objects.find((object) => object.domainSid !== null)?.domainSid ?? null;
    return {
      entries: this.#objects.map(({ entry }) => withSids(entry, domainSid)),
      problem: problem ?? nameless,
      attributes: [...new Set(this.#objects.flatMap(({ shown }) => shown))].toSorted(compareText),
    };
  }
}

/** SDDL names principals of the domain by two letters; which domain that is only the SIDs of its accounts tell. */
function withSids(entry: DirectoryEntry, domainSid: string | null): DirectoryEntry {
  const [access] = entry.attributes.get("ntsecuritydescriptor") ?? [];
  if (domainSid === null || typeof access !== "string" || !isSddl(access)) return entry;
  const attributes = new Map([...entry.attributes, ["ntsecuritydescriptor", [expandSddl(access, domainSid)]]]);
  return { ...entry, attributes };
}

function clixmlValue(value: ClixmlValue, depth: number): ExportedValue {
  if (depth > MAX_DEPTH) return { kind: "none" };
  switch (value.kind) {
    case "null":
      return { kind: "none" };
    case "reference":
      return UNUSABLE;
    case "text":
    case "boolean":
    case "bytes":
      return value;
    case "integer":
      return { kind: "number", text: value.value.toString() };
    case "guid":
      return { kind: "text", text: value.guid };
    case "time":
      return value.ticks === null ? { kind: "text", text: value.text } : { kind: "time", ticks: value.ticks };
    case "object": {
      if (value.items !== null) return { kind: "list", items: value.items.map((item) => clixmlValue(item, depth + 1)) };
      if (value.value !== null) return clixmlValue(value.value, depth + 1);
      const properties = [...value.properties].map(([name, inner]) => [name, clixmlValue(inner, depth + 1)] as const);
      return { kind: "object", text: value.text, properties: new Map(properties) };
    }
  }
}

/** JSON reads numbers with 53 bits: a time in a LargeInteger may be some ticks off. */
function jsonValue(value: unknown, depth: number): ExportedValue {
  if (value === null || value === undefined || depth > MAX_DEPTH) return { kind: "none" };
  if (typeof value === "string") {
    const ticks = JSON_DATE.test(value) ? dateOf(value) : null;
    return ticks === null ? { kind: "text", text: value } : { kind: "time", ticks };
  }
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (typeof value === "number") {
    return { kind: "number", text: Number.isInteger(value) ? BigInt(value).toString() : String(value) };
  }
  if (isArray(value)) return { kind: "list", items: value.map((item) => jsonValue(item, depth + 1)) };
  const properties = Object.entries(value).map(([name, inner]) => [name, jsonValue(inner, depth + 1)] as const);
  return { kind: "object", text: null, properties: new Map(properties) };
}

function dateOf(text: string): bigint | null {
  const milliseconds = JSON_DATE.exec(text)?.[1];
  if (milliseconds === undefined) return isoToFiletime(text);
  const ticks = BigInt(milliseconds) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS;
  return ticks < 0n ? null : ticks;
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** By the position in the error's text, where it has one; else the last line, where text that is cut ends. */
function jsonLine(text: string, error: unknown): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split("\n").length;
}
