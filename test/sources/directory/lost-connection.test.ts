import { describe, expect, test, vi } from "vitest";
import type { DirectoryConnection, SearchRequest } from "../../../src/sources/directory/connection.ts";
import { type Reaction, RESULT, selfSignedCertificate } from "../../ldap-server/index.ts";
import { allClosed, connect, refusal, startCorp, USER } from "./support/corp-server.ts";

const ROOT: SearchRequest = {
  base: "",
  scope: "base",
  filter: { kind: "present", attribute: "objectClass" },
  attributes: ["defaultNamingContext"],
};

async function ask(connection: DirectoryConnection): Promise<number> {
  let entries = 0;
  for await (const page of connection.search(ROOT)) entries += page.entries.length;
  return entries;
}

describe("nothing is asked unauthenticated: a connection that is lost stays lost", () => {
  test.each<[string, Reaction, string]>([
    ["after a time-out", { kind: "stall" }, "directory-timeout"],
    ["after the server cut it", { kind: "cut" }, "directory-connection-lost"],
  ])("%s", async (_name, reaction, code) => {
    const corp = await startCorp();
    const connection = await connect(corp, { timeoutMilliseconds: 200 });
    corp.server.when(({ operation }) => operation === "search", reaction, 1);
    expect((await refusal(ask(connection))).code).toBe(code);
    // ldapts would connect again here, and would be answered as nobody.
    expect((await refusal(ask(connection))).code).toBe("directory-connection-lost");
    await allClosed(corp);
    expect(corp.server.requests.map((request) => [request.connection, request.operation, request.user])).toEqual([
      [1, "bind", null],
      [1, "search", "auditor@corp.example"],
    ]);
  });

  test("when the server closes it between two requests", async () => {
    const corp = await startCorp();
    const connection = await connect(corp);
    expect(await ask(connection)).toBe(1);
    await corp.server.close();
    expect((await refusal(ask(connection))).code).toBe("directory-connection-lost");
  });

  test("after close", async () => {
    const corp = await startCorp();
    const connection = await connect(corp);
    await connection.close();
    expect((await refusal(ask(connection))).code).toBe("directory-connection-lost");
    await allClosed(corp);
    expect(corp.server.searches).toEqual([]);
  });
});

test("a refused request leaves the connection as it is", async () => {
  const corp = await startCorp();
  const connection = await connect(corp);
  corp.server.when(({ operation }) => operation === "search", { kind: "result", result: { code: RESULT.busy } }, 1);
  expect((await refusal(ask(connection))).code).toBe("directory-busy");
  expect(await ask(connection)).toBe(1);
});

describe("no socket is left, so that none keeps the program alive", () => {
  /** Both ends of every connection in this process. */
  const sockets = (): readonly string[] =>
    process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap" || name === "TLSWrap");
  const noneLeft = (): Promise<void> =>
    vi.waitFor(() => expect(sockets()).toEqual([]), { interval: 1, timeout: 3_000 });

  test.each<[string, Reaction | null]>([
    ["a sound search", null],
    ["a stalled one", { kind: "stall" }],
    ["one that was cut", { kind: "cut", isWithinMessage: true }],
    ["garbage", { kind: "bytes", bytes: Uint8Array.of(1, 2, 3, 4) }],
  ])("after %s and close, twice", async (_name, reaction) => {
    const corp = await startCorp();
    const connection = await connect(corp, { timeoutMilliseconds: 200 });
    expect(sockets()).not.toEqual([]);
    if (reaction !== null) corp.server.when(({ operation }) => operation === "search", reaction);
    await ask(connection).catch(() => undefined);
    await Promise.all([connection.close(), connection.close()]);
    await noneLeft();
  });

  test("after a logon that was refused", async () => {
    const corp = await startCorp();
    const credentials = { kind: "simple", user: USER, password: "wrong" } as const;
    expect((await refusal(connect(corp, { credentials }))).code).toBe("directory-wrong-password");
    await noneLeft();
  });

  test("after a certificate that was refused", async () => {
    const corp = await startCorp(undefined, { certificate: selfSignedCertificate() });
    expect((await refusal(connect(corp))).code).toBe("directory-certificate-untrusted");
    await noneLeft();
  });

  test("when the server does not take leave: it is not waited for long", async () => {
    const corp = await startCorp();
    const connection = await connect(corp, { timeoutMilliseconds: 60_000 });
    corp.server.when(({ operation }) => operation === "search", { kind: "stall" });
    const asked = ask(connection).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    await connection.close();
    expect(await asked).toMatchObject({ code: "directory-connection-lost" });
    await noneLeft();
  });
});
