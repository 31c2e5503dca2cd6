import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import {
  type AnswerKind,
  encodedAttribute,
  entryMessage,
  referenceMessage,
  RESULT,
  type Result,
  resultMessage,
} from "./answer.ts";
import { descriptorPartsAsked, pageControl } from "./controls.ts";
import { ENCRYPTION_REQUIRED, NOT_FOR_WRITING, refusedBind } from "./diagnostics.ts";
import type { StoredEntry } from "./entry.ts";
import { MessageSplitter } from "./framing.ts";
import { Pages, type SearchAnswer } from "./pages.ts";
import { type RecordedRequest, recordOf } from "./record.ts";
import { type Message, messageOf, type Operation } from "./request.ts";
import type { Reaction, Script } from "./script.ts";
import { readableBy, type SearchOperation, type Searches } from "./search.ts";
import { selectedAttributes } from "./selection.ts";
import type { Settings, User } from "./settings.ts";

/** What all connections of one server share. */
export interface Shared {
  readonly settings: Settings;
  readonly searches: Searches;
  readonly script: Script;
  /** null: the server has no certificate. */
  readonly secureContext: SecureContext | null;
  readonly record: (request: RecordedRequest) => void;
}

const START_TLS = "1.3.6.1.4.1.1466.20037";
const WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";
const SUCCESS: Result = { code: RESULT.success };

/** One connection. Requests are answered in the order in which they come. */
export class Session {
  readonly #shared: Shared;
  readonly #number: number;
  readonly #pages: Pages;
  #socket: Socket;
  #splitter = new MessageSplitter();
  #user: User | null = null;
  #isStalled = false;

  constructor(socket: Socket, number: number, shared: Shared) {
    this.#socket = socket;
    this.#number = number;
    this.#shared = shared;
    this.#pages = new Pages(shared.settings, shared.searches);
  }

  start(): void {
    this.#listen();
  }

  #listen(): void {
    this.#socket.on("data", (part: Uint8Array) => this.#take(part));
    // Clients that go away in the middle are what these tests are about.
    this.#socket.on("error", () => this.#socket.destroy());
  }

  #take(part: Uint8Array): void {
    if (this.#isStalled) return;
    try {
      for (const bytes of this.#splitter.push(part)) this.#answer(messageOf(bytes));
    } catch {
      this.#socket.destroy();
    }
  }

  #answer(message: Message): void {
    if (this.#isStalled) return;
    const { id, request } = message;
    const recorded = recordOf(message, {
      connection: this.#number,
      isEncrypted: this.#socket instanceof TLSSocket,
      user: this.#user?.names[0] ?? null,
    });
    this.#shared.record(recorded);
    if (request.operation === "unbind") {
      this.#socket.end();
      return;
    }
    if (request.operation === "abandon") return;
    const reaction = this.#shared.script.reactionTo(recorded);
    if (request.operation === "search") this.#search(message, request, reaction);
    else if (reaction === null || reaction.kind === "wrong message id") {
      this.#other(reaction === null ? id : id + 1, request);
    } else this.#react(id, request.operation, reaction);
  }

  #other(id: number, request: Exclude<Operation, { operation: "search" | "unbind" | "abandon" }>): void {
    if (request.operation === "bind") this.#send([resultMessage(id, "bind", this.#bind(request))]);
    else if (request.operation === "extended") this.#extended(id, request.oid);
    else this.#send([resultMessage(id, request.operation, NOT_FOR_WRITING)]);
  }

  #bind({ name, password }: Extract<Operation, { operation: "bind" }>): Result {
    this.#user = null;
    if (password === null) return { code: RESULT.authMethodNotSupported };
    // RFC 4513, 5.1.2: a name without password binds as nobody, and succeeds.
    if (password === "") return SUCCESS;
    const { settings } = this.#shared;
    if (settings.requiresEncryption && !(this.#socket instanceof TLSSocket)) return ENCRYPTION_REQUIRED;
    const isNamed = (user: User): boolean => user.names.some((one) => one.toLowerCase() === name.toLowerCase());
    const user = settings.users.find((one) => isNamed(one) && one.password === password) ?? null;
    this.#user = user;
    return user === null ? refusedBind() : SUCCESS;
  }

  #extended(id: number, oid: string): void {
    const { secureContext } = this.#shared;
    const name = { responseName: oid };
    if (oid === WHO_AM_I) {
      const responseValue = this.#user === null ? "" : `u:${this.#user.names[0]}`;
      this.#send([resultMessage(id, "extended", SUCCESS, { ...name, responseValue })]);
    } else if (oid !== START_TLS) {
      this.#send([resultMessage(id, "extended", { code: RESULT.protocolError }, name)]);
    } else if (secureContext === null || this.#socket instanceof TLSSocket) {
      this.#send([resultMessage(id, "extended", { code: RESULT.operationsError }, name)]);
    } else {
      this.#send([resultMessage(id, "extended", SUCCESS, name)]);
      this.#socket.removeAllListeners("data");
      this.#splitter = new MessageSplitter();
      this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext });
      this.#listen();
    }
  }

  #search(message: Message, search: SearchOperation, reaction: Reaction | null): void {
    const answer = this.#pages.answer(search, message.controls, this.#user);
    const { id } = message;
    if (reaction === null) this.#sendAnswer(id, message, search, answer);
    else if (reaction.kind === "wrong message id") this.#sendAnswer(id + 1, message, search, answer);
    else if (reaction.kind === "many values") {
      this.#sendAnswer(id, message, search, answer, [manyValues(reaction.attribute, reaction.count)]);
    } else {
      const count = "afterEntries" in reaction ? (reaction.afterEntries ?? 0) : 0;
      const pieces = (entries: readonly StoredEntry[]): readonly Uint8Array[] =>
        this.#entryPieces(id, message, search, entries);
      this.#send(pieces(answer.entries.slice(0, count)));
      this.#react(id, "search", reaction, pieces(answer.entries.slice(count, count + 1)));
    }
  }

  #sendAnswer(
    id: number,
    message: Message,
    search: SearchOperation,
    { entries, references, result, cookie }: SearchAnswer,
    extra: readonly Uint8Array[] = [],
  ): void {
    this.#send([
      ...this.#entryPieces(id, message, search, entries, extra),
      ...references.map((url) => referenceMessage(id, [url])),
      resultMessage(id, "search", result, { controls: cookie === null ? [] : [pageControl(0, cookie)] }),
    ]);
  }

  #entryPieces(
    id: number,
    { controls }: Message,
    { attributes, typesOnly }: SearchOperation,
    entries: readonly StoredEntry[],
    extra: readonly Uint8Array[] = [],
  ): readonly Uint8Array[] {
    const options = {
      asked: attributes,
      typesOnly,
      descriptorParts: descriptorPartsAsked(controls),
      valuesAtOnce: this.#shared.settings.valuesAtOnce,
    };
    return entries.flatMap((entry) =>
      entryMessage(id, entry.encodedDn, [
        ...selectedAttributes(entry, options, readableBy(entry, this.#user)),
        ...extra,
      ]),
    );
  }

  /** `next`: the pieces of the message that would come now. */
  #react(
    id: number,
    kind: AnswerKind,
    reaction: Exclude<Reaction, { kind: "wrong message id" }>,
    next: readonly Uint8Array[] = [],
  ): void {
    switch (reaction.kind) {
      case "result":
        this.#send([resultMessage(id, kind, reaction.result)]);
        return;
      case "bytes":
        this.#send([reaction.bytes]);
        return;
      case "stall":
        this.#isStalled = true;
        return;
      case "cut": {
        const whole = Buffer.concat(next.length > 0 ? next : [resultMessage(id, kind, SUCCESS)]);
        const rest = reaction.isWithinMessage === true ? whole.subarray(0, whole.length >> 1) : new Uint8Array();
        this.#isStalled = true;
        this.#socket.write(rest, () => this.#socket.destroy());
        return;
      }
      case "many values":
        throw new Error("only entries have values");
    }
  }

  #send(pieces: readonly Uint8Array[]): void {
    if (pieces.length > 0) this.#socket.write(Buffer.concat(pieces));
  }
}

function manyValues(attribute: string, count: number): Uint8Array {
  return encodedAttribute(
    attribute,
    Array.from({ length: count }, (_, index) => `value ${index}`),
  );
}
