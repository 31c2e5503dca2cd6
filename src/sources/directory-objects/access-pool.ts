import { createHash } from "node:crypto";
import type { AccessControl, AccessEntry } from "../../evidence/index.ts";
import {
  parseSddl,
  parseSecurityDescriptor,
  type SecurityDescriptor,
} from "../../formats/security-descriptor/index.ts";
import type { AttributeValue } from "./directory-entry.ts";
import { bytesOf } from "./entry-values.ts";

/** Most objects of a domain share their access lists, and all share the entries of them; each is kept once. */
export class AccessPool {
  readonly #controls = new Map<string, AccessControl | null>();
  readonly #lists = new Map<string, readonly AccessEntry[]>();
  readonly #entries = new Map<string, AccessEntry>();

  /**
   * Bytes, or their text form with every principal as a SID, which is what PowerShell's exports hold. null where it cannot be read, and where it came without its list: nothing then tells a list that was not asked for from
   * one that is not there, and an object of Active Directory always has one.
   */
  accessOf(value: AttributeValue): AccessControl | null {
    const bytes = bytesOf(value);
    const key = digest(bytes);
    const known = this.#controls.get(key);
    if (known !== undefined) return known;
    const access = this.#read(
      typeof value === "string" && /^[OGD]:/.test(value) ? parseSddl(value) : parseSecurityDescriptor(bytes).descriptor,
    );
    this.#controls.set(key, access);
    return access;
  }

  #read(descriptor: SecurityDescriptor | null): AccessControl | null {
    if (descriptor === null || !descriptor.hasDacl) return null;
    const { owner, entries } = descriptor;
    return { owner, entries: entries === null ? null : this.#list(entries) };
  }

  #list(entries: readonly AccessEntry[]): readonly AccessEntry[] {
    const keys = entries.map((entry) => Object.values(entry).join(" "));
    const key = digest(keys.join("\n"));
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const list = entries.map((entry, index) => this.#entry(keys[index] ?? "", entry));
    this.#lists.set(key, list);
    return list;
  }

  #entry(key: string, entry: AccessEntry): AccessEntry {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    this.#entries.set(key, entry);
    return entry;
  }
}

/** 44 characters stand for kilobytes. */
function digest(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("base64");
}
