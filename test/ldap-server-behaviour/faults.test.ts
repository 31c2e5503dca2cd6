import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import {
  encode,
  integer,
  octets,
  sequence,
  application,
  contextOctets,
  enumerated,
  boolean,
} from "../ldap-server/ber.ts";
import { GARBAGE, type LdapServer, OVER_LONG_LENGTH, type Reaction, startSilentServer } from "../ldap-server/index.ts";
import { bound, caCertificate, corp, served } from "./client.ts";

const BIND = encode(
  sequence(integer(1), application(0, [integer(3), octets("auditor@corp.example"), contextOctets(0, "secret")])),
);
/** Everything with an objectClass below the container of computers; the names only. */
const SEARCH = encode(
  sequence(
    integer(2),
    application(3, [
      octets("CN=Computers,DC=corp,DC=example"),
      enumerated(1),
      enumerated(0),
      integer(0),
      integer(0),
      boolean(false),
      contextOctets(7, "objectClass"),
      sequence(octets("1.1")),
    ]),
  ),
);

async function twoComputers(reaction: Reaction): Promise<LdapServer> {
  const made = corp();
  made.computer("PC1");
  made.computer("PC2");
  return (await served(made)).when(({ operation }) => operation === "search", reaction);
}

interface Conversation {
  readonly socket: TLSSocket;
  /** What has come since the search was sent. */
  readonly parts: readonly Buffer[];
}

/** Bound, and with the search sent, over a socket that hides nothing. */
async function searching(server: LdapServer): Promise<Conversation> {
  const socket = connect({ port: server.tlsPort ?? 0, host: "127.0.0.1", ca: caCertificate });
  onTestFinished(() => void socket.destroy());
  await once(socket, "secureConnect");
  socket.write(BIND);
  await once(socket, "data");
  const parts: Buffer[] = [];
  socket.on("data", (part: Buffer) => void parts.push(part));
  socket.write(SEARCH);
  return { socket, parts };
}

async function bytesUntilClosed(reaction: Reaction): Promise<Buffer> {
  const { socket, parts } = await searching(await twoComputers(reaction));
  await once(socket, "close");
  return Buffer.concat(parts);
}

async function firstBytes(reaction: Reaction): Promise<Buffer> {
  const { socket, parts } = await searching(await twoComputers(reaction));
  await once(socket, "data");
  return Buffer.concat(parts);
}

test("a connection is cut after some entries, or in the middle of the next", async () => {
  const between = await bytesUntilClosed({ kind: "cut", afterEntries: 1 });
  const within = await bytesUntilClosed({ kind: "cut", afterEntries: 1, isWithinMessage: true });
  expect(between.toString("latin1")).toContain("CN=PC1,CN=Computers");
  expect(between).toHaveLength(2 + between.readUInt8(1));
  expect(within.length).toBe(between.length + (between.length >> 1));
});

test("a stalled request is never answered, and nothing after it", async () => {
  const server = await twoComputers({ kind: "stall", afterEntries: 1 });
  const client = await bound(server);
  const answers = [client.search("CN=Computers,DC=corp,DC=example"), client.search("", { scope: "base" })];
  await expect.poll(() => server.connections).toBe(1);
  await expect.poll(() => server.requests.length).toBe(2);
  await server.close();
  await expect(Promise.allSettled(answers)).resolves.toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
});

test("garbage or an over-long length comes instead of a message", async () => {
  expect((await firstBytes(GARBAGE)).toString()).toBe("HTTP/1.1 400 Bad Request\r\n\r\n");
  expect((await firstBytes(OVER_LONG_LENGTH)).toString("hex")).toBe("30847fffffff0201");
});

test("the answer comes under another number", async () => {
  const answer = await firstBytes({ kind: "wrong message id" });
  expect(answer.subarray(2, 5)).toEqual(Buffer.of(2, 1, 3));
});

test("an entry can come with a huge number of values", async () => {
  const client = await bound(await twoComputers({ kind: "many values", attribute: "description", count: 100_000 }));
  const { searchEntries } = await client.search("CN=PC1,CN=Computers,DC=corp,DC=example", { scope: "base" });
  expect(searchEntries[0]?.["description"]).toHaveLength(100_000);
});

test("a limit is reached after some entries", async () => {
  const client = await bound(await twoComputers({ kind: "result", result: { code: 4 }, afterEntries: 1 }));
  await expect(client.search("CN=Computers,DC=corp,DC=example")).rejects.toMatchObject({ code: 4 });
});

test("a silent server takes the connection and shakes no hands", async () => {
  const server = await startSilentServer();
  const socket = connect({ port: server.port, host: server.address, ca: caCertificate });
  const shaken: unknown[] = [];
  socket.on("secureConnect", () => void shaken.push(socket)).on("error", () => socket.destroy());
  await once(socket, "connect");
  await server.close();
  expect(shaken).toEqual([]);
});
