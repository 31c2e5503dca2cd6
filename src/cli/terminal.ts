/** Where a command's result goes. */
export interface ResultStream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /**
   * Resolves when the bytes were taken, so whoever waits goes no faster than the reader. Text is UTF-8.
   * @throws OutputClosed when nobody reads any more, BadnodeError when the disk is full, Interrupted.
   */
  write(part: Uint8Array | string): Promise<void>;
  /** The same, blocking: for a bulge inside a step that cannot wait. */
  writeNow(part: Uint8Array): void;
}

/** Where notes, errors and progress go. */
export interface NoteStream {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
}

/** Where passwords come from. */
export interface InputStream {
  readonly isTerminal: boolean;
  /** All up to its end; rejects with a BadnodeError for more than `limit` bytes. */
  readAll(limit: number): Promise<Uint8Array>;
  /** One line that a terminal does not show while it is typed; null where nobody types (Ctrl-D). Rejects for Ctrl-C. */
  readHidden(prompt: string): Promise<string | null>;
}

/** Everything that a command may know of the world. */
export interface CliContext {
  readonly stdout: ResultStream;
  readonly stderr: NoteStream;
  readonly stdin: InputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted by Ctrl-C, with Interrupted as its reason. */
  readonly signal: AbortSignal;
  /** Where temporary files may be put. */
  readonly temporaryFolder: string;
  /** Where the command was typed. */
  readonly currentFolder: string;
  readonly version: string;
}

/** Whether text for this stream may carry colours (https://no-color.org). */
export function mayColour(stream: { readonly isTerminal: boolean }, env: CliContext["env"]): boolean {
  return stream.isTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

/** Nobody reads the output any more (`| head`): no failure, but no reason to go on. */
export class OutputClosed extends Error {
  constructor() {
    super("the output was closed");
  }
}

/** Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}
