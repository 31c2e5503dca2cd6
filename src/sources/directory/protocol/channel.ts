import type { Socket } from "node:net";
import { type Answer, type Message, readMessage } from "./answers.ts";
import { UnsoundAnswer } from "./ber-cursor.ts";
import { MessageFramer } from "./message-framer.ts";

/** Why a channel is of no more use. */
export type Breach =
  | { readonly kind: "timeout" }
  | { readonly kind: "lost"; readonly error: Error | null }
  /** The server said that it ends the connection (RFC 4511, 4.4.1). */
  | { readonly kind: "dismissed"; readonly code: number; readonly text: string }
  | { readonly kind: "unsound"; readonly error: UnsoundAnswer }
  | { readonly kind: "aborted"; readonly reason: unknown };

export class ChannelBroken extends Error {
  readonly breach: Breach;

  constructor(breach: Breach) {
    super(`The connection is of no more use: ${breach.kind}.`);
    this.name = "ChannelBroken";
    this.breach = breach;
  }
}

/** One answer of 500 entries is a few MiB at most. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How long a server may take to end the connection after it was told that nothing more comes. */
const FAREWELL_MILLISECONDS = 1000;

const MAX_MESSAGE_ID = 0x7fffffff;

interface Exchange {
  readonly id: number;
  readonly take: (answer: Answer) => void;
  readonly fail: (breach: Breach) => void;
  bytes: number;
}

/**
 * Requests and answers over one socket, one request at a time. What goes wrong with the connection ends it for good: it is
 * never opened again behind the caller's back, because the new one would not be bound and a directory answers strangers
 * with less, not with an error.
 */
export class Channel {
  readonly #socket: Socket;
  readonly #timeoutMilliseconds: number;
  readonly #signal: AbortSignal | undefined;
  readonly #framer = new MessageFramer();
  #exchange: Exchange | null = null;
  #breach: Breach | null = null;
  #lastId = 0;
  #requests = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(socket: Socket, timeoutMilliseconds: number, signal?: AbortSignal) {
    this.#socket = socket;
    this.#timeoutMilliseconds = timeoutMilliseconds;
    this.#signal = signal;
    socket.on("data", this.#onData);
    socket.on("error", this.#onError);
    socket.on("close", this.#onClose);
    signal?.addEventListener("abort", this.#onAbort);
    if (signal?.aborted === true) this.#onAbort();
    if (socket.destroyed) this.#break({ kind: "lost", error: null });
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends what `write` makes of a message id, and hands each answer to `take` until that has something to give; it may throw
   * UnsoundAnswer. Rejects with ChannelBroken.
   */
  request<T>(write: (messageId: number) => Buffer, take: (answer: Answer) => T | undefined): Promise<T> {
    const sent = this.#queue.then(() => this.#send(write, take));
    this.#queue = sent.then(
      () => undefined,
      () => undefined,
    );
    return sent;
  }

  /** Lets go of the socket, for another layer to take it. Throws where the server has already sent something for which nobody asked. */
  release(): Socket {
    if (this.#breach !== null) throw new ChannelBroken(this.#breach);
    if (this.#framer.pending > 0) {
      const error = new UnsoundAnswer("bytes for which nobody asked");
      this.#break({ kind: "unsound", error });
      throw new ChannelBroken({ kind: "unsound", error });
    }
    this.#socket.pause();
    this.#detach();
    this.#breach = { kind: "lost", error: null };
    return this.#socket;
  }

  /** With a last message where the connection still stands. Never rejects, and leaves no socket behind. */
  async close(farewell: (messageId: number) => Buffer): Promise<void> {
    const socket = this.#socket;
    const closed = new Promise<void>((resolve) => {
      if (socket.closed) resolve();
      else socket.once("close", () => resolve());
    });
    if (this.#breach === null) {
      this.#break({ kind: "lost", error: null }, () => {
        const timer = setTimeout(() => socket.destroy(), FAREWELL_MILLISECONDS);
        socket.once("close", () => clearTimeout(timer));
        socket.end(farewell(this.#nextId()), () => socket.destroy());
      });
    } else socket.destroy();
    await closed;
  }

  #send<T>(write: (messageId: number) => Buffer, take: (answer: Answer) => T | undefined): Promise<T> {
    if (this.#breach !== null) return Promise.reject(new ChannelBroken(this.#breach));
    const id = this.#nextId();
    const bytes = write(id);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#break({ kind: "timeout" }), this.#timeoutMilliseconds);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.#exchange = null;
        settle();
      };
      this.#exchange = {
        id,
        take: (answer) => {
          const taken = take(answer);
          if (taken !== undefined) finish(() => resolve(taken));
        },
        fail: (breach) => finish(() => reject(new ChannelBroken(breach))),
        bytes: 0,
      };
      this.#requests++;
      this.#socket.write(bytes);
    });
  }

  #nextId(): number {
    this.#lastId = this.#lastId === MAX_MESSAGE_ID ? 1 : this.#lastId + 1;
    return this.#lastId;
  }

  readonly #onData = (chunk: Buffer): void => {
    try {
      this.#framer.push(chunk);
      for (let bytes = this.#framer.next(); bytes !== null; bytes = this.#framer.next()) {
        this.#onMessage(readMessage(bytes), bytes.length);
        if (this.#breach !== null) return;
      }
    } catch (error) {
      if (!(error instanceof UnsoundAnswer)) throw error;
      this.#break({ kind: "unsound", error });
    }
  };

  #onMessage({ id, answer }: Message, bytes: number): void {
    if (id === 0 && answer.kind === "extended") {
      this.#break({ kind: "dismissed", code: answer.result.code, text: answer.result.text });
      return;
    }
    const exchange = this.#exchange;
    if (exchange?.id !== id) throw new UnsoundAnswer(`an answer to message ${String(id)}, which was not sent`);
    exchange.bytes += bytes;
    if (exchange.bytes > MAX_ANSWER_BYTES) throw new UnsoundAnswer("an answer without an end");
    exchange.take(answer);
  }

  readonly #onError = (error: Error): void => {
    this.#break({ kind: "lost", error });
  };

  readonly #onClose = (): void => {
    this.#break({ kind: "lost", error: null });
  };

  readonly #onAbort = (): void => {
    this.#break({ kind: "aborted", reason: this.#signal?.reason });
  };

  #break(breach: Breach, part: () => void = () => this.#socket.destroy()): void {
    if (this.#breach !== null) return;
    this.#breach = breach;
    this.#detach();
    part();
    if (this.#exchange === null) return;
    this.#exchange.fail(breach);
    // It has been told; whoever asks from now on finds no connection.
    if (breach.kind !== "aborted") this.#breach = { kind: "lost", error: null };
  }

  #detach(): void {
    this.#socket.off("data", this.#onData);
    this.#socket.off("close", this.#onClose);
    this.#socket.off("error", this.#onError);
    // What happens to it from now on is nobody's business, and no reason to crash.
    this.#socket.on("error", () => undefined);
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}
