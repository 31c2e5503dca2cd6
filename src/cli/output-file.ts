import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { BadnodeError } from "../shared/errors.ts";
import { usageError } from "./command.ts";
import { explainWriteError } from "./write-problem.ts";

/** A file that appears under its name only when it is whole. */
export interface OutputFile {
  write(bytes: Uint8Array): void;
  /** Gives the file its name. */
  finish(): void;
  /** Leaves nothing behind, unless `finish` came first. */
  abandon(): void;
}

/**
 * @param inputs real paths of the files that are read, none of which may be overwritten
 * @throws BadnodeError that names the path
 */
export function openOutputFile(path: string, inputs: readonly string[]): OutputFile {
  return orExplained(path, () => {
    const target = existsSync(path)
      ? realpathSync.native(path)
      : join(realpathSync.native(dirname(path)), basename(path));
    if (inputs.includes(target)) {
      throw usageError(`${path} is one of the files to be read and would be overwritten.`, "Name another output file.");
    }
    const stats = statSync(target, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) throw new BadnodeError(explainWriteError(path, "EISDIR"));
    // A device or a pipe has no other name to be written under.
    const special = stats !== undefined && !stats.isFile();
    const written = special ? target : `${target}.${randomUUID()}.partial`;
    const descriptor = openSync(written, special ? "w" : "wx");
    return new PartialFile(path, target, written, descriptor);
  });
}

/** As `openOutputFile` takes them; one that is not there is left out: whoever reads it says so. */
export function realPaths(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    try {
      return [realpathSync.native(path)];
    } catch {
      return [];
    }
  });
}

class PartialFile implements OutputFile {
  readonly #path: string;
  readonly #target: string;
  readonly #written: string;
  readonly #descriptor: number;
  #open = true;

  constructor(path: string, target: string, written: string, descriptor: number) {
    this.#path = path;
    this.#target = target;
    this.#written = written;
    this.#descriptor = descriptor;
  }

  write(bytes: Uint8Array): void {
    orExplained(this.#path, () => {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done);
      }
    });
  }

  finish(): void {
    this.#close();
    if (this.#written === this.#target) return;
    try {
      orExplained(this.#path, () => renameSync(this.#written, this.#target));
    } catch (error) {
      rmSync(this.#written, { force: true });
      throw error;
    }
  }

  abandon(): void {
    if (!this.#open) return;
    this.#close();
    if (this.#written !== this.#target) rmSync(this.#written, { force: true });
  }

  #close(): void {
    this.#open = false;
    closeSync(this.#descriptor);
  }
}

function orExplained<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof BadnodeError) throw error;
    throw new BadnodeError(explainWriteError(path, error), { cause: error });
  }
}
