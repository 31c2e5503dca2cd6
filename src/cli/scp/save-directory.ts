import { realpathSync } from "node:fs";
import type { DirectoryEntry, DirectorySource } from "../../index.ts";
import type { OutputFile } from "../output-file.ts";
import type { CliContext } from "../terminal.ts";

/** Writes every entry that was read to a file, which gets its name only when all was read whole. */
export class DirectorySaving {
  readonly path: string;
  readonly #output: OutputFile;

  constructor(path: string, output: OutputFile) {
    this.path = path;
    this.#output = output;
  }

  entry(server: string, entry: DirectoryEntry): void {
    throw new Error("not built yet", { cause: [server, entry, this.#output, realpathSync] });
  }

  finish(sources: readonly DirectorySource[], context: CliContext): void {
    throw new Error("not built yet", { cause: [sources, context] });
  }

  abandon(): void {
    this.#output.abandon();
  }
}
