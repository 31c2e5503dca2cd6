import { describe, expect, test } from "vitest";
import { expectedName, readAuthorities, tlsOptions } from "../../../src/sources/directory/trust.ts";
import { parseServerAddress } from "../../../src/sources/directory/server-address.ts";
import { CertificateAuthority } from "../../ldap-server/index.ts";
import { refusal, temporaryFile } from "./support/corp-server.ts";

const dc1 = parseServerAddress("dc1.corp.example", "ldaps");
const LDAPS = { kind: "ldaps", verifies: true } as const;

describe("a CA file", () => {
  test("may hold several certificates, with words and Windows line ends around them", async () => {
    const [one, other] = [new CertificateAuthority("One").certificate, new CertificateAuthority("Other").certificate];
    const path = temporaryFile("ca.pem", `Bag Attributes\r\n${one.replaceAll("\n", "\r\n")}\r\n# next\r\n${other}`);
    expect((await readAuthorities(path)).length).toBe(2);
  });

  test("without a certificate is refused", async () => {
    const path = temporaryFile(
      "ca.pem",
      "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
    );
    expect(await refusal(readAuthorities(path))).toMatchObject({
      code: "directory-ca-file",
      happened: `There is no certificate in ${path}.`,
    });
  });

  test("in binary form, as Windows exports it, is told how to become text", async () => {
    const path = temporaryFile("ca.cer", Uint8Array.of(0x30, 0x82, 1, 0x0a, 0x30, 0x82));
    expect(await refusal(readAuthorities(path))).toEqual({
      code: "directory-ca-file",
      happened: `There is no certificate in ${path} that stands there as text (PEM).`,
      likelyCause: "It is a certificate in binary form (DER), as Windows exports it by default.",
      nextStep:
        "Convert it with `certutil -encode IN.cer OUT.pem` or `openssl x509 -inform der -in IN.cer -out OUT.pem`, and give OUT.pem with --ca-file.",
    });
  });

  test("with a damaged certificate says which", async () => {
    const sound = new CertificateAuthority().certificate;
    const damaged = sound.replace(/^MI.{20}/m, "MIIAAAAAAAAAAAAAAAAAAA");
    const path = temporaryFile("ca.pem", `${sound}${damaged}`);
    expect((await refusal(readAuthorities(path))).happened).toBe(`Certificate 2 of ${path} is damaged.`);
  });

  test.each([
    ["/nowhere/ca.pem", "there is no such file"],
    ["/", "it is no file"],
    ["/dev/null", "it is no file"],
  ])("%s cannot be read, and why", async (path, why) => {
    expect((await refusal(readAuthorities(path))).happened).toBe(
      `The file of certification authorities ${path} could not be read: ${why}.`,
    );
  });
});

describe("TLS", () => {
  test("begins with version 1.2, checks, and names the server", async () => {
    const { checkServerIdentity, ...options } = await tlsOptions(dc1, LDAPS);
    expect(options).toEqual({ minVersion: "TLSv1.2", rejectUnauthorized: true, servername: "dc1.corp.example" });
    expect(checkServerIdentity).toBeTypeOf("function");
  });

  test("names no address: that is no name", async () => {
    expect(await tlsOptions(parseServerAddress("[2001:db8::10]", "ldaps"), LDAPS)).not.toHaveProperty("servername");
  });

  test("takes the authorities of the file alone", async () => {
    const { certificate } = new CertificateAuthority();
    const { ca } = await tlsOptions(dc1, { ...LDAPS, caFile: temporaryFile("ca.pem", certificate) });
    expect(ca).toEqual([certificate.trim()]);
  });
});

test.each([
  [{ ...dc1 }, {}, "dc1.corp.example"],
  [{ ...dc1, host: "dc1.corp.example." }, {}, "dc1.corp.example"],
  [{ ...dc1, host: "192.0.2.10", certificateName: "corp.example" }, {}, "corp.example"],
  [{ ...dc1, host: "fe80::1%eth0" }, {}, "fe80::1"],
  [{ ...dc1, certificateName: "corp.example" }, { serverName: "dc9.corp.example" }, "dc9.corp.example"],
])(
  "the certificate's name is the one that was said, else the one that was found, else the host",
  (address, said, name) => {
    expect(expectedName(address, { ...LDAPS, ...said })).toBe(name);
  },
);
