import { describe, expect, test } from "vitest";
import { beginGss, type GssContext, ldapService } from "../../../src/sources/directory/kerberos.ts";
import { type ConnectionMeans, openConnection } from "../../../src/sources/directory/open-connection.ts";
import { parseServerAddress } from "../../../src/sources/directory/server-address.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";
import { application, contextOctets, encode, enumerated, integer, octets, sequence } from "../../ldap-server/ber.ts";
import { refusedBind, type Result } from "../../ldap-server/index.ts";
import { allClosed, asAuditor, type CorpServer, ldaps, plain, refusal, startCorp } from "./support/corp-server.ts";

const IN_PROGRESS = 14;
const SERVICE = "ldap/dc1.corp.example";

/** Stands for a ticket cache and a context: tokens are words, and are told apart by them. */
function kerberos(layers = 0x07): ConnectionMeans & { readonly did: string[] } {
  const did: string[] = [];
  const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
  const context: GssContext = {
    step: (challenge) => {
      did.push(`step ${Buffer.from(challenge, "base64").toString()}`);
      return Promise.resolve(challenge === "" ? base64("ap-req") : null);
    },
    unwrap: (challenge) => {
      did.push(`unwrap ${Buffer.from(challenge, "base64").toString()}`);
      return Promise.resolve(base64(Uint8Array.of(layers, 0, 0x10, 0)));
    },
    wrap: (message) => {
      did.push(`wrap ${Buffer.from(message, "base64").toString("hex")}`);
      return Promise.resolve(base64("choice"));
    },
  };
  return {
    did,
    loadGss: () =>
      Promise.resolve((service) => {
        did.push(service);
        return Promise.resolve(context);
      }),
  };
}

/** The server answers one bind after the other with these results and tokens. */
function answering(corp: CorpServer, answers: readonly (Result & { readonly token?: string })[]): void {
  for (const [index, { code, diagnosticMessage = "", token }] of answers.entries()) {
    const saslCredentials = token === undefined ? [] : [contextOctets(7, token)];
    const bound = application(1, [enumerated(code), octets(""), octets(diagnosticMessage), ...saslCredentials]);
    const bytes = encode(sequence(integer(index + 1), bound));
    corp.server.when(({ operation }) => operation === "bind", { kind: "bytes", bytes }, 1);
  }
}

async function kerberosServer(layers?: number) {
  const corp = await startCorp();
  const security = { kind: "ldaps", caFile: corp.caFile, serverName: "dc1.corp.example", verifies: false } as const;
  const means = kerberos(layers);
  const open = () =>
    openConnection(ldaps(corp), asAuditor(corp, { security, credentials: { kind: "kerberos" } }), means);
  return { corp, means, open };
}

const MUTUAL = { code: IN_PROGRESS, token: "ap-rep" };
const OFFER = { code: IN_PROGRESS, token: "offer" };

describe("a bind with a ticket", () => {
  test("takes three steps, and agrees on no layer beside TLS (RFC 4752)", async () => {
    const { corp, means, open } = await kerberosServer();
    answering(corp, [MUTUAL, OFFER, { code: 0 }]);
    const connection = await open();
    expect(connection.requests).toBe(3);
    expect(means.did).toEqual(["ldap@dc1.corp.example", "step ", "step ap-rep", "unwrap offer", "wrap 01000000"]);
    await connection.close();
    await allClosed(corp);
    const state = { isEncrypted: true, connection: 1, user: null };
    const bind = { operation: "bind", name: "", mechanism: "GSSAPI", ...state };
    expect(corp.server.requests).toEqual([bind, bind, bind, { operation: "unbind", ...state }]);
  });

  test("is refused where the server insists on signing besides, as Samba does by default", async () => {
    const { corp, open } = await kerberosServer();
    answering(corp, [{ code: 8, diagnosticMessage: "SASL:[GSSAPI]: not allowed over TLS" }]);
    expect(await refusal(open())).toMatchObject({
      code: "directory-signing-required",
      nextStep:
        "Use a name and a password over LDAPS instead (--user), or set `ldap server require strong auth = allow_sasl_over_tls` in its smb.conf.",
    });
    await allClosed(corp);
  });

  test("is given up where the server offers layers only", async () => {
    const { corp, open } = await kerberosServer(0x06);
    answering(corp, [MUTUAL, OFFER]);
    expect((await refusal(open())).code).toBe("directory-signing-required");
    await allClosed(corp);
  });

  test("that a server calls complete too early is not taken for one", async () => {
    const { corp, open } = await kerberosServer();
    answering(corp, [{ code: 0 }, OFFER]);
    expect((await refusal(open())).code).toBe("directory-ticket-refused");
    await allClosed(corp);
  });

  test("is refused for want of a channel binding, and nobody's password is blamed", async () => {
    const { corp, open } = await kerberosServer();
    answering(corp, [MUTUAL, OFFER, refusedBind("80090346")]);
    const problem = await refusal(open());
    expect(problem.code).toBe("directory-channel-binding");
    expect(problem.happened).toContain("The credentials of the current ticket are not at fault.");
    expect(problem.likelyCause).toContain("Node.js cannot give that token");
  });
});

describe("Kerberos is refused before anything is sent", () => {
  test("over StartTLS", async () => {
    const corp = await startCorp();
    const security = { kind: "starttls", caFile: corp.caFile, verifies: true } as const;
    const options = asAuditor(corp, { security, credentials: { kind: "kerberos" } });
    expect((await refusal(openConnection(plain(corp), options, kerberos()))).code).toBe(
      "directory-kerberos-needs-ldaps",
    );
    expect(corp.server.connections).toBe(0);
  });

  test("with an address and no name: tickets are for names", async () => {
    const corp = await startCorp();
    const options = asAuditor(corp, { credentials: { kind: "kerberos" } });
    expect(await refusal(openConnection(ldaps(corp), options, kerberos()))).toEqual({
      code: "directory-kerberos-needs-name",
      happened: `Kerberos needs the DNS name of 127.0.0.1:${String(corp.server.tlsPort)}: a ticket is for a name, not for an address.`,
      nextStep: "Give the domain controller by its full DNS name with --server, or the name alone with --server-name.",
    });
    expect(corp.server.connections).toBe(0);
  });

  test.each([
    [
      "without a ticket",
      "No Kerberos credentials available (default cache: FILE:/tmp/krb5cc_0)",
      "directory-no-ticket",
    ],
    ["with a wrong clock", "Clock skew too great", "directory-clock-skew"],
  ])("%s", async (_name, message, code) => {
    const { corp, means } = await kerberosServer();
    const security = { kind: "ldaps", caFile: corp.caFile, serverName: "dc1.corp.example", verifies: true } as const;
    const options = asAuditor(corp, { security, credentials: { kind: "kerberos" } });
    const failing: ConnectionMeans = {
      loadGss: async () => {
        const open = await means.loadGss();
        return async (service) => ({ ...(await open(service)), step: () => Promise.reject(new Error(message)) });
      },
    };
    expect((await refusal(openConnection(ldaps(corp), options, failing))).code).toBe(code);
    expect(corp.server.connections).toBe(0);
  });

  test("when no domain controller gives a ticket in time", async () => {
    const { corp } = await kerberosServer();
    const security = { kind: "ldaps", serverName: "dc1.corp.example", verifies: false } as const;
    const options = asAuditor(corp, { security, credentials: { kind: "kerberos" }, timeoutMilliseconds: 30 });
    const silent: ConnectionMeans = { loadGss: () => Promise.resolve(() => new Promise(() => undefined)) };
    expect(await refusal(openConnection(ldaps(corp), options, silent))).toMatchObject({
      code: "directory-kdc-unreachable",
      happened: "Kerberos gave no ticket for the server within 0.03 seconds.",
    });
  });
});

test("the service is named as the system's library wants it", async () => {
  const asked: string[] = [];
  const open = (service: string): Promise<GssContext> => {
    asked.push(service);
    return Promise.resolve({
      step: () => Promise.resolve(null),
      unwrap: () => Promise.resolve(null),
      wrap: () => Promise.resolve(null),
    });
  };
  for (const system of ["linux", "darwin", "win32"]) await beginGss(open, SERVICE, system);
  expect(asked).toEqual(["ldap@dc1.corp.example", "ldap@dc1.corp.example", "ldap/dc1.corp.example"]);
});

test.each([
  ["DC1.corp.example.", undefined, SERVICE],
  ["192.0.2.10", "dc1.corp.example", SERVICE],
  ["[2001:db8::10]", "DC1.corp.example", SERVICE],
])("%s with the name %s is the service %s", (given, serverName, service) => {
  const security = { kind: "ldaps", verifies: true, ...(serverName === undefined ? {} : { serverName }) } as const;
  expect(ldapService(parseServerAddress(given, "ldaps"), security)).toBe(service);
});

test("an address that was found by the domain's name is no service: the domain has no ticket", () => {
  const address = { given: "192.0.2.10", host: "192.0.2.10", port: 636, certificateName: "corp.example" };
  expect(() => ldapService(address, { kind: "ldaps", verifies: true })).toThrow(BadnodeError);
});
