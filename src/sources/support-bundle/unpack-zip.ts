import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import { explainExportError } from "../directory-exports/export-problem.ts";
import { fileErrorCode, type FilePlace, type UnpackedFile } from "../paths/index.ts";
import { BundleAccount, type BundleSource } from "./bundle-source.ts";
import { centralDirectory } from "./central-directory.ts";
import { entryName, nameKey, useOf } from "./entry-name.ts";
import type { ReachedLimit, UnpackingBudget } from "./limits.ts";
import { type LocalHeader, localHeader, nextLocalHeader } from "./local-headers.ts";
import { unpackEntry } from "./unpack-entry.ts";
import type { ZipEntry } from "./zip-entry.ts";

export interface UnpackZipOptions {
  readonly budget: UnpackingBudget;
  /** A name in the temporary folder that nothing has yet. */
  readonly newFile: () => string;
  readonly signal: AbortSignal | undefined;
  /** Told how many bytes of the ZIP were read. */
  readonly onBytes: (bytes: number) => void;
}

export interface UnpackedZip {
  readonly source: BundleSource;
  /** By path. */
  readonly files: readonly UnpackedFile[];
}

/** Unpacks what may matter. What is wrong with the ZIP stands in its account; rejects for the signal only. */
export async function unpackZip(
  zip: FilePlace & { readonly size: number },
  options: UnpackZipOptions,
): Promise<UnpackedZip> {
  const account = new BundleAccount(zip.path, options.budget.limits);
  const files: UnpackedFile[] = [];
  options.budget.beginZip(zip.size);
  let handle: FileHandle | null = null;
  try {
    handle = await open(zip.realPath);
    await new ZipUnpacking(handle, zip.path, { ...options, account, files }).run();
    return { source: account.source(files.length), files: sorted(files) };
  } catch (error) {
    if (options.signal?.aborted === true) throw options.signal.reason;
    if (error instanceof BadnodeError)
      return { source: account.source(files.length, error.explanation), files: sorted(files) };
    if (fileErrorCode(error) === null) throw error;
    const problem = explainExportError(zip.path, error);
    return { source: account.source(files.length, problem), files: sorted(files) };
  } finally {
    await handle?.close();
  }
}

function sorted(files: readonly UnpackedFile[]): readonly UnpackedFile[] {
  return files.toSorted((a, b) => compareText(a.path, b.path));
}

interface UnpackingTo extends UnpackZipOptions {
  readonly account: BundleAccount;
  readonly files: UnpackedFile[];
}

class ZipUnpacking {
  readonly #zip: FileHandle;
  readonly #path: string;
  readonly #to: UnpackingTo;
  /** Where each entry ends that was met, by where its header stands. */
  readonly #ends = new Map<number, number>();
  readonly #names = new Set<string>();
  #stopped = false;

  constructor(zip: FileHandle, path: string, to: UnpackingTo) {
    this.#zip = zip;
    this.#path = path;
    this.#to = to;
  }

  async run(): Promise<void> {
    const listFault = await this.#takeListed();
    if (listFault === null) return;
    this.#to.account.loseList(listFault);
    await this.#takeFound();
  }

  /** Why not all entries came by the list at the end; null: they did, or were enough. */
  async #takeListed(): Promise<string | null> {
    const list = centralDirectory(this.#zip.fd);
    for (;;) {
      let next: Awaited<ReturnType<typeof list.next>>;
      try {
        next = await list.next();
      } catch (error) {
        if (fileErrorCode(error) !== null || !(error instanceof Error)) throw error;
        return error.message.replace(/[^ -~]+/g, "?");
      }
      if (next.done === true) return null;
      if (!this.#mayGoOn()) return null;
      await this.#takeListedEntry(next.value);
    }
  }

  async #takeListedEntry(entry: ZipEntry): Promise<void> {
    if (!this.#isWanted(entry)) return;
    const packed = entry.packedBytes ?? 0;
    const limit = this.#to.budget.claimed(entry.bytes ?? 0, packed);
    if (limit !== null) {
      this.#reach(limit, entry.name);
      return;
    }
    const header = localHeader(this.#zip.fd, entry.header);
    if (header === null) this.#to.account.damage(entry.name, "no-header", false);
    else this.#ends.set(entry.header, await this.#unpack({ ...header, entry }));
  }

  /** Without the list: from header to header. */
  async #takeFound(): Promise<void> {
    for (let at = 0; ; ) {
      const header = nextLocalHeader(this.#zip.fd, at);
      if (header === null) return;
      const known = this.#ends.get(header.entry.header);
      if (known === undefined && !this.#mayGoOn()) return;
      at = known ?? (await this.#takeFoundEntry(header));
      this.#to.onBytes(at);
      if (this.#stopped) return;
    }
  }

  /** Where to look for the next one. */
  async #takeFoundEntry(header: LocalHeader): Promise<number> {
    const { entry, dataStart } = header;
    const isWanted = this.#isWanted(entry);
    if (!isWanted && entry.packedBytes !== null) return dataStart + entry.packedBytes;
    const limit = this.#to.budget.claimed(entry.bytes ?? 0, 0);
    if (limit !== null) {
      this.#reach(limit, entry.name);
      return dataStart + (entry.packedBytes ?? 0);
    }
    if (isWanted) return await this.#unpack(header);
    const { end } = await unpackEntry(this.#zip, header, null, this.#to);
    return end;
  }

  #mayGoOn(): boolean {
    this.#to.signal?.throwIfAborted();
    const limit = this.#stopped ? null : this.#to.budget.meets();
    if (limit !== null) this.#reach(limit, "");
    return !this.#stopped;
  }

  #reach(limit: ReachedLimit, name: string): void {
    this.#to.account.reach(limit, name);
    if (limit !== "entry-bytes") this.#stopped = true;
  }

  /** Says of what is not why, where that matters. */
  #isWanted({ name, kind, isEncrypted }: ZipEntry): boolean {
    const { account } = this.#to;
    const { fault, ...rest } = entryName(name);
    if (kind === "folder" && fault === null) return false;
    if (fault !== null) account.refuse(name, fault);
    else if (kind === "link" || kind === "special") account.refuse(name, kind);
    else if ("path" in rest) return this.#isNew(rest.path, name, isEncrypted);
    return false;
  }

  #isNew(path: string, name: string, isEncrypted: boolean): boolean {
    const { account } = this.#to;
    const use = useOf(path);
    if (use === "none") return false;
    const key = nameKey(path);
    if (this.#names.has(key)) account.refuse(name, "same-name");
    else if (use === "archive") account.archive(name);
    else if (isEncrypted) account.encrypted(name);
    else {
      this.#names.add(key);
      return true;
    }
    return false;
  }

  /** Where it ends. */
  async #unpack(header: LocalHeader): Promise<number> {
    const { account, files, newFile, onBytes } = this.#to;
    const { name } = header.entry;
    const realPath = newFile();
    const { outcome, fault, limit, bytes, isLog, end } = await unpackEntry(this.#zip, header, realPath, this.#to);
    const isKept = outcome === "whole" || (outcome === "damaged" && isLog && bytes > SHORTEST_LOG);
    if (isKept) files.push({ path: join(this.#path, ...name.split(/[\\/]/)), realPath, size: bytes });
    else await rm(realPath, { force: true });
    if (limit !== null) this.#reach(limit, name);
    if (outcome === "archive") account.archive(name);
    if (fault !== null) account.damage(name, fault, isKept);
    onBytes(end);
    return end;
  }
}

/** A log's header alone tells nothing. */
const SHORTEST_LOG = 4096;
