import { expect, test } from "vitest";
import { breachError } from "../../../../src/sources/directory/problems/breach-problems.ts";
import { UnsoundAnswer } from "../../../../src/sources/directory/protocol/ber-cursor.ts";
import type { Breach } from "../../../../src/sources/directory/protocol/channel.ts";

const exchange = { server: "dc1", task: "the search below DC=corp", timeoutMilliseconds: 30_000, secret: "hunter2" };
const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
const unsound = new UnsoundAnswer("bytes that begin no LDAP message");

test.each<[Exclude<Breach, { kind: "aborted" }>, string, string, unknown]>([
  [
    { kind: "timeout" },
    "directory-timeout",
    "dc1 did not finish the search below DC=corp within 30 seconds.",
    undefined,
  ],
  [
    { kind: "lost", error: null },
    "directory-connection-lost",
    "The connection to dc1 ended before the search below DC=corp was finished.",
    undefined,
  ],
  [
    { kind: "lost", error: reset },
    "directory-connection-lost",
    "The connection to dc1 ended before the search below DC=corp was finished (ECONNRESET).",
    reset,
  ],
  [
    { kind: "dismissed", code: 52, text: "hunter2\u0007 down\0" },
    "directory-connection-lost",
    'dc1 ended the connection before the search below DC=corp was finished, with result 52. The server said: "[...] down".',
    undefined,
  ],
  [
    { kind: "unsound", error: unsound },
    "directory-unsound-answer",
    "dc1 answered the search below DC=corp with something that is no sound LDAP: bytes that begin no LDAP message.",
    unsound,
  ],
])("%j is %s", (breach, code, happened, cause) => {
  const error = breachError(breach, exchange);
  expect({ code: error.code, happened: error.message, cause: error.cause }).toEqual({ code, happened, cause });
});
