import { expect, test } from "vitest";
import type { DirectoryConnection } from "../../../src/sources/directory/connection.ts";
import { openFirst } from "../../../src/sources/directory/open-first.ts";
import { parseServerAddress, type ServerAddress } from "../../../src/sources/directory/server-address.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";
import { PASSWORD, refusal, USER } from "./support/corp-server.ts";

const servers = ["dc1", "dc2", "dc3"].map((name) => parseServerAddress(name, "ldaps"));
const options = {
  security: { kind: "ldaps", verifies: true },
  credentials: { kind: "simple", user: USER, password: PASSWORD },
  timeoutMilliseconds: 1_000,
} as const;

/** Each server fails with its code; without one it answers. */
function opening(codes: Readonly<Record<string, string>>) {
  const tried: string[] = [];
  const open = (address: ServerAddress): Promise<DirectoryConnection> => {
    tried.push(address.given);
    const code = codes[address.given];
    if (code !== undefined) {
      return Promise.reject(new BadnodeError({ code, happened: `${address.given} fails.`, nextStep: "Wait." }));
    }
    const connection: DirectoryConnection = {
      server: address.given,
      requests: 1,
      search: () => (async function* () {})(),
      close: () => Promise.resolve(),
    };
    return Promise.resolve(connection);
  };
  return { tried, open };
}

test("the first that answers is taken, and no other is asked", async () => {
  const { tried, open } = opening({});
  const { connection, warnings } = await openFirst(servers, options, open);
  expect({ server: connection.server, warnings, tried }).toEqual({ server: "dc1", warnings: [], tried: ["dc1"] });
});

test("those that cannot be reached or trusted are passed over, with a line for each", async () => {
  const { tried, open } = opening({ dc1: "directory-port-closed", dc2: "directory-certificate-expired" });
  const { connection, warnings } = await openFirst(servers, options, open);
  expect({ server: connection.server, warnings, tried }).toEqual({
    server: "dc3",
    warnings: ["dc1 fails.", "dc2 fails."],
    tried: ["dc1", "dc2", "dc3"],
  });
});

test.each(["directory-wrong-password", "directory-account-locked", "directory-credentials-refused"])(
  "after %s nobody else is tried: each trial counts against the account",
  async (code) => {
    const { tried, open } = opening({ dc1: code });
    expect((await refusal(openFirst(servers, options, open))).code).toBe(code);
    expect(tried).toEqual(["dc1"]);
  },
);

test("where none answers, the first one's reason stands for all", async () => {
  const { open } = opening({ dc1: "directory-timeout", dc2: "directory-port-closed", dc3: "directory-port-closed" });
  expect(await refusal(openFirst(servers, options, open))).toEqual({
    code: "directory-timeout",
    happened: "dc1 fails. The other 2 failed too.",
    nextStep: "Wait.",
  });
});

test("a single one that does not answer is said as it is", async () => {
  const { open } = opening({ dc1: "directory-timeout" });
  expect((await refusal(openFirst(servers.slice(0, 1), options, open))).happened).toBe("dc1 fails.");
});
