import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { RecordJob } from "../record-work.ts";
import type { ThreadMessage, ThreadStart, UnitMessage } from "./messages.ts";

/**
 * What is alive in a thread stays below 20 MiB. A heap that may not grow is collected sooner, so that memory stays
 * small whatever the input: the limits cost no time that could be measured.
 */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

/** The main thread's end of one worker. */
export class ReadingThread {
  readonly #worker: Worker;
  readonly #returned: MessagePort;
  readonly #bell = new Int32Array(new SharedArrayBuffer(4));
  #listener: ((message: ThreadMessage) => void) | null = null;

  constructor(job: RecordJob) {
    const { port1, port2 } = new MessageChannel();
    this.#returned = port1;
    const start: ThreadStart = { job, returned: port2, bell: this.#bell.buffer };
    this.#worker = new Worker(new URL("./record-worker.js", import.meta.url), {
      workerData: start,
      transferList: [port2],
      resourceLimits: LIMITS,
    });
    this.#worker.on("message", (message: ThreadMessage) => this.#listener?.(message));
    this.#worker.on("error", (error) => this.#listener?.({ kind: "failed", error }));
  }

  /** Reads one unit; resolves behind its last message. One unit at a time. */
  read(unit: UnitMessage, listener: (message: ThreadMessage) => void): Promise<"alive" | "failed"> {
    return new Promise((resolve) => {
      this.#listener = (message) => {
        listener(message);
        if (message.kind === "done") resolve("alive");
        if (message.kind === "failed") resolve("failed");
      };
      this.#worker.postMessage(unit);
    });
  }

  /** Gives a buffer back; a thread that has none waits for one. */
  giveBack({ buffer }: Uint8Array): void {
    if (buffer instanceof ArrayBuffer) this.#returned.postMessage(buffer, [buffer]);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  async close(): Promise<void> {
    this.#listener = null;
    this.#returned.close();
    await this.#worker.terminate();
  }
}
