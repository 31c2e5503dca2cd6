import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type ByteWriter, type Damage, EvtxWorkspace, type Remark, scanEventLogs } from "../../../event-logs.ts";
import { recordWork } from "../record-work.ts";
import type { ThreadMessage, ThreadStart, UnitMessage } from "./messages.ts";

/** With this many of them a thread may run ahead of the others by one unit's output. */
const BUFFERS = 8;
const BUFFER_BYTES = 1 << 20;
/** Room for the record that fills a buffer. */
const MARGIN_BYTES = 1 << 17;
const DAMAGES_PER_PIECE = 200;
/** A bell is never missed; waiting in turns is for the case that it is. */
const BELL_MILLISECONDS = 1000;

type Send = (message: ThreadMessage, transfer: readonly ArrayBuffer[]) => void;

/** Turns records into bytes, unit by unit, and hands them over in buffers that come back. */
class UnitReader {
  readonly #start: ThreadStart;
  readonly #send: Send;
  readonly #bell: Int32Array;
  readonly #workspace: EvtxWorkspace;
  readonly #free: ArrayBuffer[] = Array.from({ length: BUFFERS }, () => new ArrayBuffer(BUFFER_BYTES));
  #damages: Damage[] = [];
  #remarks: Remark[] = [];

  constructor(start: ThreadStart, send: Send) {
    this.#start = start;
    this.#send = send;
    this.#bell = new Int32Array(start.bell);
    this.#workspace = new EvtxWorkspace(start.job);
  }

  async read({ log, position, chunks }: UnitMessage): Promise<void> {
    const { job } = this.#start;
    const work = recordWork(job);
    // A record may turn out damaged while it is rendered: its bytes stay together.
    let rendering = false;
    const shared = { ...job, workspace: this.#workspace };
    const [account] = await scanEventLogs([log], chunks === undefined ? shared : { ...shared, chunks }, {
      record: (record) => {
        rendering = true;
        work.record(record, log, position);
        rendering = false;
        if (work.out.length > BUFFER_BYTES - MARGIN_BYTES) this.#handOver(work.out);
      },
      damage: (damage) => {
        this.#damages.push(damage);
        if (!rendering && this.#damages.length >= DAMAGES_PER_PIECE) this.#handOver(work.out);
      },
      remark: (remark) => {
        this.#remarks.push(remark);
      },
    });
    work.flush();
    this.#handOver(work.out);
    if (account !== undefined) this.#send({ kind: "done", account }, []);
  }

  #handOver(out: ByteWriter): void {
    if (out.length + this.#damages.length + this.#remarks.length === 0) return;
    const bytes = this.#bufferFor(out.length);
    bytes.set(out.written());
    this.#send({ kind: "piece", bytes, damages: this.#damages, remarks: this.#remarks }, [bytes.buffer]);
    this.#damages = [];
    this.#remarks = [];
    out.reset();
  }

  /** Waits until the main thread has written what it was given, and given a buffer back. */
  #bufferFor(length: number): Uint8Array<ArrayBuffer> {
    for (;;) {
      const rung = Atomics.load(this.#bell, 0);
      const free = this.#free.pop() ?? this.#returnedBuffer();
      // A record larger than a buffer gets one of its own, in place of a common one.
      if (free !== null) return new Uint8Array(length > free.byteLength ? new ArrayBuffer(length) : free, 0, length);
      Atomics.wait(this.#bell, 0, rung, BELL_MILLISECONDS);
    }
  }

  #returnedBuffer(): ArrayBuffer | null {
    const received: { readonly message: unknown } | undefined = receiveMessageOnPort(this.#start.returned);
    if (received === undefined) return null;
    const { message: buffer } = received;
    return buffer instanceof ArrayBuffer && buffer.byteLength === BUFFER_BYTES ? buffer : new ArrayBuffer(BUFFER_BYTES);
  }
}

function isThreadStart(value: unknown): value is ThreadStart {
  return typeof value === "object" && value !== null && "job" in value && "returned" in value && "bell" in value;
}

const port = parentPort;
const start: unknown = workerData;
if (port !== null && isThreadStart(start)) {
  const reader = new UnitReader(start, (message, transfer) => port.postMessage(message, transfer));
  port.on("message", (unit: UnitMessage) => {
    reader.read(unit).catch((error: unknown) => port.postMessage({ kind: "failed", error } satisfies ThreadMessage));
  });
}
