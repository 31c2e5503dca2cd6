import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { ConnectionOptions } from "../../../src/sources/directory/connection-options.ts";
import { openConnection } from "../../../src/sources/directory/open-connection.ts";
import { GARBAGE, type Reaction, RESULT, selfSignedCertificate } from "../../ldap-server/index.ts";
import { resultMessage } from "../../ldap-server/answer.ts";
import { asAuditor, type CorpServer, ldaps, PASSWORD, plain, refused, startCorp } from "./support/corp-server.ts";

// Everything that an error holds, as a debugger would show it: hidden properties, causes, stacks.
function all(error: unknown): string {
  const seen = inspect(error, { showHidden: true, depth: Infinity, maxArrayLength: null, maxStringLength: null });
  const stacks: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) stacks.push(at.message, at.stack ?? "");
  return [seen, ...stacks].join("\n");
}

function expectNoPassword(shown: string): void {
  for (const form of [PASSWORD, Buffer.from(PASSWORD).toString("base64"), Buffer.from(PASSWORD).toString("hex")]) {
    expect(shown).not.toContain(form);
  }
}

const ECHO = {
  code: RESULT.invalidCredentials,
  diagnosticMessage: `you said ${PASSWORD}`,
  matchedDn: `CN=${PASSWORD}`,
};

describe("the password stands in no error", () => {
  test("the look for it finds one that is there", () => {
    const hidden = Object.defineProperty(new Error("x"), "secret", { value: { deep: [PASSWORD] }, enumerable: false });
    expect(all(new Error("y", { cause: hidden }))).toContain(PASSWORD);
  });

  test.each<[string, Reaction]>([
    ["a refused bind", { kind: "result", result: { code: RESULT.invalidCredentials } }],
    ["a server that repeats it", { kind: "result", result: ECHO }],
    [
      "a server that repeats it when it leaves",
      {
        kind: "bytes",
        bytes: resultMessage(0, "extended", { code: RESULT.busy, diagnosticMessage: PASSWORD }),
      },
    ],
    ["silence", { kind: "stall" }],
    ["a cut", { kind: "cut" }],
    ["garbage", GARBAGE],
    ["an answer to another message", { kind: "wrong message id" }],
  ])("after %s", async (_name, reaction) => {
    const corp = await startCorp();
    corp.server.when(({ operation }) => operation === "bind", reaction);
    expectNoPassword(all(await refused(openConnection(ldaps(corp), asAuditor(corp, { timeoutMilliseconds: 200 })))));
  });

  test.each<[string, Reaction]>([
    ["is refused", { kind: "result", result: { ...ECHO, code: RESULT.noSuchObject } }],
    [
      "points elsewhere",
      { kind: "result", result: { ...ECHO, code: RESULT.referral, referrals: [`ldap://${PASSWORD}`] } },
    ],
    ["stalls", { kind: "stall" }],
    ["is cut", { kind: "cut" }],
  ])("after a search that %s", async (_name, reaction) => {
    const corp = await startCorp();
    const connection = await openConnection(ldaps(corp), asAuditor(corp, { timeoutMilliseconds: 200 }));
    corp.server.when(({ operation }) => operation === "search", reaction);
    const search = connection.search({
      base: "DC=corp,DC=example",
      scope: "subtree",
      filter: { kind: "present", attribute: "cn" },
      attributes: [],
    });
    expectNoPassword(all(await refused(search[Symbol.asyncIterator]().next())));
    expectNoPassword(all(connection));
    await connection.close();
  });

  test.each<[string, (corp: CorpServer) => Partial<ConnectionOptions>]>([
    ["a certificate that is not trusted", () => ({ security: { kind: "ldaps", verifies: true } })],
    ["a CA file that is not there", () => ({ security: { kind: "ldaps", caFile: "/nowhere", verifies: true } })],
    ["another name", ({ caFile }) => ({ security: { kind: "ldaps", caFile, serverName: "dc9", verifies: true } })],
    ["no name to log on with", () => ({ credentials: { kind: "simple", user: "", password: PASSWORD } })],
  ])("after %s", async (_name, changes) => {
    const corp = await startCorp();
    expectNoPassword(all(await refused(openConnection(ldaps(corp), asAuditor(corp, changes(corp))))));
  });

  test("after StartTLS that does not come about, and then it was never sent", async () => {
    const corp = await startCorp(undefined, { certificate: selfSignedCertificate() });
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    expectNoPassword(all(await refused(openConnection(plain(corp), asAuditor(corp, { security })))));
    expect(corp.server.requests.map(({ operation }) => operation)).toEqual(["extended"]);
  });
});
