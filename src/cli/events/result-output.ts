import { ByteWriter } from "../../event-logs.ts";
import { visibleLines } from "../../reporters/records/index.ts";
import { type OutputFile, openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import type { CliContext } from "../terminal.ts";

/** What is gathered before it is written. */
const PIECE_BYTES = 1 << 20;

/** Gathers the result in `bytes` and writes it, to standard output or to a file. */
export class ResultOutput {
  readonly bytes = new ByteWriter(PIECE_BYTES);
  readonly #context: CliContext;
  readonly #progress: Progress;
  readonly #file: OutputFile | null;
  /** Text goes to a terminal as it came out of a log. */
  readonly #unsafe: boolean;
  readonly #encoder = new TextEncoder();

  /**
   * @param safe the bytes hold nothing that a terminal could take for a command
   * @param inputs real paths that must not be overwritten
   */
  constructor(
    context: CliContext,
    progress: Progress,
    target: { readonly path: string | undefined; readonly safe: boolean; readonly inputs: readonly string[] },
  ) {
    this.#context = context;
    this.#progress = progress;
    this.#file = target.path === undefined ? null : openOutputFile(target.path, target.inputs);
    this.#unsafe = target.path === undefined && context.stdout.isTerminal && !target.safe;
  }

  text(text: string): void {
    this.bytes.append(this.#encoder.encode(text));
  }

  /** Writes bytes that were gathered elsewhere; they are borrowed until the promise resolves. */
  async pass(bytes: Uint8Array): Promise<void> {
    await this.write();
    await this.#send(bytes);
  }

  /** The same inside a step that cannot wait. */
  passNow(bytes: Uint8Array): void {
    for (const part of [this.bytes.written(), bytes]) {
      if (this.#file === null) this.#context.stdout.writeNow(this.#ready(part));
      else this.#file.write(part);
    }
    this.bytes.reset();
  }

  /** Writes when enough was gathered, as fast as the reader takes it; says whether it did. */
  async writePiece(): Promise<boolean> {
    if (this.bytes.length < PIECE_BYTES) return false;
    await this.write();
    return true;
  }

  async write(): Promise<void> {
    if (this.bytes.length === 0) return;
    await this.#send(this.bytes.written());
    this.bytes.reset();
  }

  async finish(): Promise<void> {
    await this.write();
    this.#file?.finish();
  }

  /** Leaves no half file behind, unless `finish` came first. */
  abandon(): void {
    this.#file?.abandon();
  }

  async #send(part: Uint8Array): Promise<void> {
    if (this.#file === null) await this.#context.stdout.write(this.#ready(part));
    else this.#file.write(part);
  }

  #ready(part: Uint8Array): Uint8Array {
    if (this.#context.stdout.isTerminal) this.#progress.clear();
    return this.#unsafe ? this.#encoder.encode(visibleLines(new TextDecoder().decode(part))) : part;
  }
}
