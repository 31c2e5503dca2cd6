import { createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openConnection } from "../../../src/sources/directory/open-connection.ts";
import { explainConnectTimeout } from "../../../src/sources/directory/problems/connect-problems.ts";
import { openSocket } from "../../../src/sources/directory/secure-socket.ts";
import { parseServerAddress } from "../../../src/sources/directory/server-address.ts";
import { CertificateAuthority, refusedBind, RESULT, selfSignedCertificate } from "../../ldap-server/index.ts";
import { startSilentServer } from "../../ldap-server/silent-server.ts";
import {
  allClosed,
  asAuditor,
  type CorpServer,
  ldaps,
  PASSWORD,
  plain,
  refusal,
  startCorp,
  temporaryFile,
  USER,
} from "./support/corp-server.ts";

function operations({ server }: CorpServer): unknown {
  return server.requests.map(({ operation, isEncrypted }) => ({ operation, isEncrypted }));
}

describe("a bind with name and password", () => {
  test.each([USER, "CORP\\auditor", "CN=auditor,CN=Users,DC=corp,DC=example"])(
    "as %s goes over LDAPS",
    async (user) => {
      const corp = await startCorp();
      const credentials = { kind: "simple", user, password: PASSWORD } as const;
      const connection = await openConnection(ldaps(corp), asAuditor(corp, { credentials }));
      expect(connection.requests).toBe(1);
      expect(connection.server).toBe(`127.0.0.1:${String(corp.server.tlsPort)}`);
      await connection.close();
      await allClosed(corp);
      expect(corp.server.requests).toEqual([
        { operation: "bind", name: user, mechanism: null, isEncrypted: true, connection: 1, user: null },
        { operation: "unbind", isEncrypted: true, connection: 1, user: USER },
      ]);
    },
  );

  test("goes over StartTLS once that is there", async () => {
    const corp = await startCorp();
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    const connection = await openConnection(plain(corp), asAuditor(corp, { security }));
    expect(connection.requests).toBe(2);
    await connection.close();
    await allClosed(corp);
    expect(operations(corp)).toEqual([
      { operation: "extended", isEncrypted: false },
      { operation: "bind", isEncrypted: true },
      { operation: "unbind", isEncrypted: true },
    ]);
  });

  test.each([
    ["an empty password", { user: USER, password: "" }, "directory-password-empty"],
    ["no name", { user: " ", password: PASSWORD }, "directory-user-missing"],
  ])(
    "with %s is refused here: a server would take it for nobody's and answer with less",
    async (_name, given, code) => {
      const corp = await startCorp();
      const credentials = { kind: "simple", ...given } as const;
      expect((await refusal(openConnection(ldaps(corp), asAuditor(corp, { credentials })))).code).toBe(code);
      expect(corp.server.requests).toEqual([]);
    },
  );

  test("that is refused leaves no connection behind", async () => {
    const corp = await startCorp();
    corp.server.when(({ operation }) => operation === "bind", { kind: "result", result: refusedBind("775") });
    expect(await refusal(openConnection(ldaps(corp), asAuditor(corp)))).toEqual({
      code: "directory-account-locked",
      happened: `The account ${USER} is locked, says 127.0.0.1:${String(corp.server.tlsPort)}.`,
      likelyCause: "Too many wrong passwords were tried, here or elsewhere.",
      nextStep: "Have an administrator unlock it (`Unlock-ADAccount`), or wait until it is unlocked by itself.",
    });
    await allClosed(corp);
  });
});

describe("StartTLS", () => {
  test("that is refused ends it before the password is sent", async () => {
    const corp = await startCorp();
    const result = { code: RESULT.unavailable, diagnosticMessage: "no certificate\0" };
    corp.server.when(({ operation }) => operation === "extended", { kind: "result", result });
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    expect(await refusal(openConnection(plain(corp), asAuditor(corp, { security })))).toMatchObject({
      code: "directory-starttls-refused",
      happened: `127.0.0.1:${String(corp.server.port)} does not begin TLS on port ${String(corp.server.port)} (result 52). The server said: "no certificate".`,
    });
    await allClosed(corp);
    expect(corp.server.requests.map(({ operation }) => operation)).not.toContain("bind");
  });

  // LDAPMessage 1, ExtendedResponse with result 0.
  const answer = Buffer.from("300c02010178070a010004000400", "hex");
  test.each([
    ["a whole answer for which nobody asked", answer],
    ["the beginning of one, which what is encrypted would complete", answer.subarray(0, 5)],
  ])("whose answer is followed by plain bytes is taken for an attack, and for the end: %s", async (_, injected) => {
    const injecting = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.once("data", () => socket.write(Buffer.concat([answer, injected])));
    });
    await new Promise<void>((resolve) => injecting.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void injecting.close());
    const listening = injecting.address();
    const port = typeof listening === "object" ? listening?.port : undefined;
    const corp = await startCorp();
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    const address = parseServerAddress(`127.0.0.1:${String(port)}`, "starttls");
    expect((await refusal(openConnection(address, asAuditor(corp, { security })))).code).toBe(
      "directory-unsound-answer",
    );
  });
});

describe("the server's certificate", () => {
  test("is compared with the name that was said, not with the address", async () => {
    const corp = await startCorp();
    const certificate = corp.authority.issueForOtherName("dc1.corp.example");
    const named = await startCorp(undefined, { certificate });
    const caFile = corp.caFile;
    const serverName = "dc1.corp.example";
    const connection = await openConnection(
      ldaps(named),
      asAuditor(named, { security: { kind: "ldaps", caFile, serverName, verifies: true } }),
    );
    await connection.close();
    const found = await openConnection(
      { ...ldaps(named), certificateName: serverName },
      asAuditor(named, { security: { kind: "ldaps", caFile, verifies: true } }),
    );
    await found.close();
  });

  test("for another name is refused, and the message has the names that it does bear", async () => {
    const corp = await startCorp();
    const named = await startCorp(undefined, { certificate: corp.authority.issueForOtherName("dc7.corp.example") });
    const given = `127.0.0.1:${String(named.server.tlsPort)}`;
    const security = { kind: "ldaps", caFile: corp.caFile, verifies: true } as const;
    expect(await refusal(openConnection(ldaps(named), asAuditor(named, { security })))).toMatchObject({
      code: "directory-certificate-name",
      happened: `The certificate of ${given} is not for the name 127.0.0.1: it has DNS:dc7.corp.example.`,
    });
    await allClosed(named);
    expect(named.server.requests).toEqual([]);
  });

  test.each([
    ["by an unknown authority", new CertificateAuthority("Somebody").issue(), "directory-certificate-untrusted"],
    ["by itself", selfSignedCertificate(), "directory-certificate-untrusted"],
  ])("that is signed %s is refused before anything is sent", async (_name, certificate, code) => {
    const corp = await startCorp(undefined, { certificate });
    expect((await refusal(openConnection(ldaps(corp), asAuditor(corp)))).code).toBe(code);
    await allClosed(corp);
    expect(corp.server.requests).toEqual([]);
  });

  test("that has expired is refused", async () => {
    const authority = new CertificateAuthority();
    const corp = await startCorp(undefined, { certificate: authority.issueExpired() });
    const security = { kind: "ldaps", caFile: temporaryFile("ca.pem", authority.certificate), verifies: true } as const;
    expect((await refusal(openConnection(ldaps(corp), asAuditor(corp, { security })))).code).toBe(
      "directory-certificate-expired",
    );
  });

  test("of an authority that only Node.js's own list could vouch for is refused without a CA file", async () => {
    const corp = await startCorp();
    const security = { kind: "ldaps", verifies: true } as const;
    expect((await refusal(openConnection(ldaps(corp), asAuditor(corp, { security })))).code).toBe(
      "directory-certificate-untrusted",
    );
  });

  test("is not looked at only where that was asked for", async () => {
    const corp = await startCorp(undefined, { certificate: selfSignedCertificate() });
    const security = { kind: "ldaps", verifies: false } as const;
    const connection = await openConnection(ldaps(corp), asAuditor(corp, { security }));
    await connection.close();
  });

  test("is checked after StartTLS as well", async () => {
    const corp = await startCorp(undefined, { certificate: selfSignedCertificate() });
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    expect((await refusal(openConnection(plain(corp), asAuditor(corp, { security })))).code).toBe(
      "directory-certificate-untrusted",
    );
    await allClosed(corp);
    expect(corp.server.requests.map(({ operation }) => operation)).toEqual(["extended"]);
  });
});

describe("where nobody answers as a directory server does", () => {
  test("a closed port is called closed", async () => {
    const corp = await startCorp();
    const address = ldaps(corp);
    await corp.server.close();
    expect((await refusal(openConnection(address, asAuditor(corp)))).code).toBe("directory-port-closed");
  });

  test("plain LDAP on the port is told from a bad certificate", async () => {
    const corp = await startCorp();
    const address = { ...ldaps(corp), port: corp.server.port };
    expect((await refusal(openConnection(address, asAuditor(corp)))).code).toMatch(
      /^directory-(?:not-tls|tls-refused)$/,
    );
  });

  test("a port that does not answer at all ends with the time-out, and with the socket closed", async () => {
    const corp = await startCorp();
    const address = ldaps(corp);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const opening = refusal(openSocket(address, asAuditor(corp, { timeoutMilliseconds: 15_000 })));
    // Before the operating system can say that it is connected.
    vi.advanceTimersByTime(15_000);
    expect(await opening).toEqual(explainConnectTimeout(address, 15_000));
    expect(corp.server.connections).toBe(0);
  });

  test("silence during the handshake ends with the time-out", async () => {
    const silent = await startSilentServer();
    onTestFinished(() => silent.close());
    const corp = await startCorp();
    const address = parseServerAddress(`127.0.0.1:${String(silent.port)}`, "ldaps");
    expect(await refusal(openConnection(address, asAuditor(corp, { timeoutMilliseconds: 50 })))).toMatchObject({
      code: "directory-timeout",
      happened: `127.0.0.1:${String(silent.port)} took the connection to port ${String(silent.port)}, but did not encrypt it within 0.05 seconds.`,
    });
  });

  test("silence instead of an answer to StartTLS ends with the time-out", async () => {
    const silent = await startSilentServer();
    onTestFinished(() => silent.close());
    const corp = await startCorp();
    const address = parseServerAddress(`127.0.0.1:${String(silent.port)}`, "starttls");
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    const options = asAuditor(corp, { security, timeoutMilliseconds: 50 });
    expect((await refusal(openConnection(address, options))).code).toBe("directory-timeout");
  });
});

describe("an interruption", () => {
  test("while nobody answers yet is not held up, and leaves no socket", async () => {
    const corp = await startCorp();
    const stopping = new AbortController();
    const opening = openSocket(ldaps(corp), asAuditor(corp, { signal: stopping.signal }));
    const reason = new Error("Ctrl+C");
    stopping.abort(reason);
    await expect(opening).rejects.toBe(reason);
    expect(corp.server.connections).toBe(0);
  });

  test("that came before sends nothing", async () => {
    const corp = await startCorp();
    const reason = new Error("Ctrl+C");
    await expect(openConnection(ldaps(corp), asAuditor(corp, { signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    );
    expect(corp.server.connections).toBe(0);
  });

  test("during the bind ends the connection and gives its own reason", async () => {
    const corp = await startCorp();
    const controller = new AbortController();
    const reason = new Error("Ctrl+C");
    corp.server.when(
      ({ operation }) => {
        if (operation === "bind") setImmediate(() => controller.abort(reason));
        return operation === "bind";
      },
      { kind: "stall" },
    );
    await expect(openConnection(ldaps(corp), asAuditor(corp, { signal: controller.signal }))).rejects.toBe(reason);
    await allClosed(corp);
  });
});

test("an old TLS is refused: 1.2 is the least", async () => {
  const { createServer: createTlsServer } = await import("node:tls");
  const authority = new CertificateAuthority();
  const { key, certificate } = authority.issue();
  const old = createTlsServer({
    key,
    cert: certificate,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "ALL:@SECLEVEL=0",
  });
  old.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void old.close());
  const listening = old.address();
  const port = typeof listening === "object" ? listening?.port : undefined;
  const corp = await startCorp();
  const address = parseServerAddress(`127.0.0.1:${String(port)}`, "ldaps");
  expect((await refusal(openConnection(address, asAuditor(corp)))).code).toBe("directory-tls-too-old");
});
