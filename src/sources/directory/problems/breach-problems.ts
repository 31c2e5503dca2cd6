import { BadnodeError, type Explanation } from "../../../shared/errors.ts";
import type { Breach } from "../protocol/channel.ts";
import { describe, seconds } from "./connect-problems.ts";
import { serverSaid } from "./foreign-text.ts";

export interface BrokenExchange {
  readonly server: string;
  /** What the server was to do: `the logon`, `the search below DC=corp,DC=example`. */
  readonly task: string;
  readonly timeoutMilliseconds: number;
  /** The password, lest the server repeats it. */
  readonly secret?: string | undefined;
}

type Failure = Exclude<Breach, { readonly kind: "aborted" }>;

/** Its cause is what happened here; a server's own words come in cleaned only. */
export function breachError(breach: Failure, exchange: BrokenExchange): BadnodeError {
  const cause = "error" in breach ? breach.error : null;
  return new BadnodeError(explainBreach(breach, exchange), cause === null ? {} : { cause });
}

/** Why nothing more comes over a connection. */
function explainBreach(breach: Failure, { server, task, timeoutMilliseconds, secret }: BrokenExchange): Explanation {
  switch (breach.kind) {
    case "timeout":
      return {
        code: "directory-timeout",
        happened: `${server} did not finish ${task} within ${seconds(timeoutMilliseconds)}.`,
        likelyCause: "The server is overloaded, or the connection is slow or was cut without a word.",
        nextStep:
          "Try again with a longer --timeout, ask for less with --base, or name another domain controller with --server.",
      };
    case "lost":
      return {
        code: "directory-connection-lost",
        happened: `The connection to ${server} ended before ${task} was finished${describe(breach.error)}.`,
        likelyCause: "The server was restarted, gave up the connection, or something in between did.",
        nextStep: "Run this again; if it stays, name another domain controller with --server.",
      };
    case "dismissed":
      return {
        code: "directory-connection-lost",
        happened: `${server} ended the connection before ${task} was finished, with result ${String(breach.code)}.${serverSaid(breach.text, secret)}`,
        likelyCause:
          breach.code === 8
            ? "It wants the connection signed or encrypted."
            : "The server is being stopped or is overloaded.",
        nextStep: "Run this again; if it stays, name another domain controller with --server.",
      };
    case "unsound":
      return {
        code: "directory-unsound-answer",
        happened: `${server} answered ${task} with something that is no sound LDAP: ${breach.error.message}.`,
        likelyCause: "What listens there is no directory server, or something in between changes what it sends.",
        nextStep: "Check address and port, or name another domain controller with --server.",
      };
  }
}
