import { type DirectoryEntry, type DirectoryReading, SavedDirectory } from "../../index.ts";
import type { OutputFile } from "../output-file.ts";
import type { CliContext } from "../terminal.ts";

const FULL_BYTES = 256 * 1024;

/** Writes every entry that was read to a file, which gets its name only when all was read whole. */
export class DirectorySaving {
  readonly #output: OutputFile;
  readonly #saved: SavedDirectory;
  #pending: string[] = [];
  #pendingLength = 0;

  constructor(output: OutputFile) {
    this.#output = output;
    this.#saved = new SavedDirectory((text) => this.#take(text));
  }

  entry(server: string, entry: DirectoryEntry): void {
    this.#saved.entry(server, entry);
  }

  /** What is not whole would be audited elsewhere as if it were: then nothing is saved, and that is said. */
  finish(reading: DirectoryReading, { stderr }: CliContext): void {
    const partial = reading.sources.filter(({ status }) => status !== "complete").length;
    if (partial > 0 || reading.views.length === 0) {
      stderr.write("badnode: Nothing was saved, for not everything was read whole; the report says what was not.\n");
      return;
    }
    this.#saved.finish(reading);
    this.#flush();
    this.#output.finish();
  }

  /** Leaves nothing behind, unless it was finished. */
  abandon(): void {
    this.#output.abandon();
  }

  #take(text: string): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength >= FULL_BYTES) this.#flush();
  }

  #flush(): void {
    this.#output.write(new TextEncoder().encode(this.#pending.join("")));
    this.#pending = [];
    this.#pendingLength = 0;
  }
}
