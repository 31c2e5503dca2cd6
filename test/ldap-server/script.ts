import type { RecordedRequest } from "./record.ts";
import type { Result } from "./answer.ts";

/** What happens instead of the usual answer. `afterEntries`: so many entries of it come before. */
export type Reaction =
  /** This result, such as a refused bind or a limit that is reached. */
  | { readonly kind: "result"; readonly result: Result; readonly afterEntries?: number }
  /** Nothing more on this connection until the client or the test closes it. */
  | { readonly kind: "stall"; readonly afterEntries?: number }
  /** The connection is gone, between two messages or within one. */
  | { readonly kind: "cut"; readonly afterEntries?: number; readonly isWithinMessage?: boolean }
  /** These bytes instead of a message. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** The usual answer under another number. */
  | { readonly kind: "wrong message id" }
  /** Every entry has this attribute too, with so many values. */
  | { readonly kind: "many values"; readonly attribute: string; readonly count: number };

/** Bytes that are no LDAP. */
export const GARBAGE: Reaction = { kind: "bytes", bytes: new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n") };
/** A message that says that it is 2 GiB long. */
export const OVER_LONG_LENGTH: Reaction = {
  kind: "bytes",
  bytes: Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01),
};

interface Rule {
  readonly applies: (request: RecordedRequest) => boolean;
  readonly reaction: Reaction;
  timesLeft: number;
}

/** Reactions in the order in which they were given; the first that applies is taken. */
export class Script {
  readonly #rules: Rule[] = [];

  add(applies: (request: RecordedRequest) => boolean, reaction: Reaction, times: number): void {
    this.#rules.push({ applies, reaction, timesLeft: times });
  }

  reactionTo(request: RecordedRequest): Reaction | null {
    const rule = this.#rules.find(({ applies, timesLeft }) => timesLeft > 0 && applies(request));
    if (rule === undefined) return null;
    rule.timesLeft--;
    return rule.reaction;
  }
}
