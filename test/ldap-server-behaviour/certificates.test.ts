import { once } from "node:events";
import { connect, type ConnectionOptions } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { CertificateAuthority, selfSignedCertificate, type ServerCertificate } from "../ldap-server/index.ts";
import { corp } from "./client.ts";

const authority = new CertificateAuthority();

/** The code of what Node finds wrong with a server that shows the certificate; null: nothing. */
async function complaint(certificate: ServerCertificate, options: ConnectionOptions = {}): Promise<unknown> {
  const server = await corp().serve({ certificate });
  onTestFinished(() => server.close());
  const socket = connect({ port: server.tlsPort ?? 0, host: "127.0.0.1", ca: authority.certificate, ...options });
  onTestFinished(() => void socket.destroy());
  try {
    await once(socket, "secureConnect");
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

test("a certificate of the authority is sound for 127.0.0.1, localhost and further names", async () => {
  expect(await complaint(authority.issue())).toBeNull();
  expect(await complaint(authority.issue(), { servername: "localhost" })).toBeNull();
  expect(await complaint(authority.issue(["dc1.corp.example"]), { servername: "dc1.corp.example" })).toBeNull();
});

test("each flaw is the one that it is named for", async () => {
  expect(await complaint(authority.issueForOtherName("dc2.corp.example"))).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
  expect(await complaint(authority.issueExpired())).toBe("CERT_HAS_EXPIRED");
  expect(await complaint(selfSignedCertificate())).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  expect(await complaint(new CertificateAuthority("Another").issue())).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});
