import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { BadnodeError, type Explanation } from "../../../shared/errors.ts";
import { fileErrorCode } from "../../paths/index.ts";

/** Where runs are spilled to. Positions are bytes from its start. */
export interface TemporaryFile {
  /** Fills `target` from `position` on; returns how many bytes were read. */
  read(target: Uint8Array, position: number): number;
  append(bytes: Uint8Array): void;
  readonly length: number;
  close(): void;
}

/**
 * A file in a folder of its own under `parent`. Where the system allows it, its name is gone as soon as it is open, so
 * that not even a killed process leaves it behind; elsewhere (Windows) `close` removes it.
 * @throws BadnodeError when the folder cannot be written to or is full.
 */
export function openTemporaryFile(parent: string): TemporaryFile {
  return orExplained(parent, () => {
    const folder = mkdtempSync(join(parent, "badnode-"));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    let descriptor: number;
    try {
      descriptor = openSync(join(folder, "runs"), "wx+");
    } catch (error) {
      remove();
      throw error;
    }
    try {
      remove();
    } catch {
      // The open file keeps its name until it is closed.
    }
    return new OpenTemporaryFile(parent, descriptor, remove);
  });
}

class OpenTemporaryFile implements TemporaryFile {
  length = 0;
  readonly #parent: string;
  readonly #descriptor: number;
  readonly #remove: () => void;
  #closed = false;

  constructor(parent: string, descriptor: number, remove: () => void) {
    this.#parent = parent;
    this.#descriptor = descriptor;
    this.#remove = remove;
  }

  read(target: Uint8Array, position: number): number {
    return orExplained(this.#parent, () => readSync(this.#descriptor, target, 0, target.length, position));
  }

  append(bytes: Uint8Array): void {
    orExplained(this.#parent, () => {
      for (let done = 0; done < bytes.length; ) {
        const count = writeSync(this.#descriptor, bytes, done, bytes.length - done, this.length);
        done += count;
        this.length += count;
      }
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
    this.#remove();
  }
}

function orExplained<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new BadnodeError(explain(folder, error), { cause: error });
  }
}

function explain(folder: string, error: unknown): Explanation {
  const code = fileErrorCode(error) ?? "unknown error";
  const full = code === "ENOSPC" || code === "EDQUOT";
  return {
    code: full ? "temporary-folder-full" : "temporary-folder-unusable",
    happened: full
      ? `The folder for temporary files, ${folder}, is full.`
      : `The folder for temporary files, ${folder}, cannot be used (${code}).`,
    likelyCause: "Sorting many records needs about as much room as the output takes.",
    nextStep: "Make room there, or name another folder in TMPDIR (on Windows: TEMP).",
  };
}
