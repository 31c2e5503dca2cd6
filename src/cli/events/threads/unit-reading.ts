import type { ThreadMessage } from "./messages.ts";
import type { ReadingThread } from "./reading-thread.ts";

/** What came of one unit so far, and who reads it. Messages wait here until those of earlier units are done. */
export class UnitReading {
  thread: ReadingThread | null = null;
  readonly #waiting: ThreadMessage[] = [];
  #failure: { readonly reason: unknown } | null = null;
  #wake: (() => void) | null = null;

  push(message: ThreadMessage): void {
    this.#waiting.push(message);
    this.#wake?.();
  }

  /** Nothing more will come. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#wake?.();
  }

  /** The next message; throws what `fail` was given. */
  async next(): Promise<ThreadMessage> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.reason;
      const message = this.#waiting.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
