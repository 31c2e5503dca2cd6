import { BadnodeError } from "../../shared/errors.ts";
import type { DirectoryConnection, SearchEntry, SearchPage, SearchRequest } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { reasonOf } from "./deadline.ts";
import { breachError, type BrokenExchange } from "./problems/breach-problems.ts";
import { foreignText } from "./problems/foreign-text.ts";
import { explainRepeatedPassword, type Logon } from "./problems/repeated-password.ts";
import { explainSearchRefusal } from "./problems/search-problems.ts";
import type { Result } from "./protocol/answers.ts";
import { UnsoundAnswer } from "./protocol/ber-cursor.ts";
import { type Channel, ChannelBroken } from "./protocol/channel.ts";
import { searchRequest, unbindRequest } from "./protocol/requests.ts";
import { PAGE_SIZE } from "./protocol/search-controls.ts";

/** A server that pays no heed to the size of a page is borne with, within bounds. */
export const MAX_ENTRIES_OF_ANSWER = 20 * PAGE_SIZE;
/** Active Directory may have to look long for the next match, and sends a page with nothing but a cookie. */
const MAX_EMPTY_PAGES = 100;

interface RawPage extends SearchPage {
  readonly result: Result;
  readonly cookie: Buffer;
}

interface Frame extends Pick<ConnectionOptions, "timeoutMilliseconds" | "signal"> {
  /** As it was given or found. */
  readonly server: string;
  /** Sent before the channel was there. */
  readonly requestsBefore: number;
  /** What it was told, lest the server repeats the password. */
  readonly logon: Logon | null;
}

/** Searches over a channel that is bound. */
export class LdapConnection implements DirectoryConnection {
  readonly server: string;
  readonly #channel: Channel;
  readonly #frame: Frame;

  constructor(channel: Channel, frame: Frame) {
    this.server = frame.server;
    this.#channel = channel;
    this.#frame = frame;
  }

  get requests(): number {
    return this.#frame.requestsBefore + this.#channel.requests;
  }

  async *search(request: SearchRequest): AsyncGenerator<SearchPage, void, undefined> {
    let cookie = Buffer.alloc(0);
    let emptyPages = 0;
    do {
      const page = await this.#page(request, cookie);
      if (request.base === "") this.#refuseEcho(page);
      const { entries, referrals, result } = page;
      const isEmpty = entries.length + referrals.length === 0;
      emptyPages = isEmpty ? emptyPages + 1 : 0;
      if (!isEmpty) yield { entries, referrals };
      // What came with it came: a limit cuts an answer off, it does not take it back.
      if (result.code !== 0)
        throw new BadnodeError(
          explainSearchRefusal(result, { server: this.server, request, secret: this.#frame.logon?.password }),
        );
      cookie = Buffer.from(page.cookie);
      if (emptyPages > MAX_EMPTY_PAGES) throw this.#endless(request);
    } while (cookie.length > 0);
  }

  async close(): Promise<void> {
    await this.#channel.close(unbindRequest);
  }

  async #page(request: SearchRequest, cookie: Buffer): Promise<RawPage> {
    const entries: SearchEntry[] = [];
    const referrals: string[] = [];
    const seconds = Math.ceil(this.#frame.timeoutMilliseconds / 1000);
    try {
      return await this.#channel.request(
        (id) => searchRequest(id, request, cookie, seconds),
        (answer) => {
          switch (answer.kind) {
            case "entry":
              entries.push(answer.entry);
              break;
            case "reference":
              for (const referral of answer.referrals) referrals.push(referral);
              break;
            case "search-done":
              return { entries, referrals, result: answer.result, cookie: answer.cookie };
            case "bound":
            case "extended":
              throw new UnsoundAnswer("something else than an answer to a search");
          }
          if (entries.length + referrals.length > MAX_ENTRIES_OF_ANSWER) {
            throw new UnsoundAnswer(
              `more than ${String(MAX_ENTRIES_OF_ANSWER)} entries in a page of ${String(PAGE_SIZE)}`,
            );
          }
          return undefined;
        },
      );
    } catch (error) {
      throw this.#explained(error, request);
    }
  }

  /** Names of the server and of its domain stand in all that is shown. */
  #refuseEcho({ entries }: RawPage): void {
    const { logon } = this.#frame;
    if (logon === null) return;
    for (const entry of entries) {
      const problem = explainRepeatedPassword(entry, logon);
      if (problem !== null) throw new BadnodeError(problem);
    }
  }

  #endless(request: SearchRequest): BadnodeError {
    const error = new UnsoundAnswer(`more than ${String(MAX_EMPTY_PAGES)} pages with nothing in them`);
    return breachError({ kind: "unsound", error }, this.#task(request));
  }

  #explained(error: unknown, request: SearchRequest): unknown {
    if (!(error instanceof ChannelBroken)) return error;
    const { breach } = error;
    if (breach.kind === "aborted") return reasonOf(this.#frame.signal);
    return breachError(breach, this.#task(request));
  }

  #task({ base }: SearchRequest): BrokenExchange {
    const where = base === "" ? "the root of the directory" : foreignText(base);
    return {
      server: this.server,
      task: `the search below ${where}`,
      timeoutMilliseconds: this.#frame.timeoutMilliseconds,
      secret: this.#frame.logon?.password,
    };
  }
}
