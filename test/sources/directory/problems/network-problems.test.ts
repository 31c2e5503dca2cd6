import { describe, expect, test } from "vitest";
import {
  explainConnectError,
  explainConnectTimeout,
} from "../../../../src/sources/directory/problems/connect-problems.ts";
import {
  explainKerberosError,
  explainKerberosPackage,
} from "../../../../src/sources/directory/problems/kerberos-problems.ts";
import { explainTlsError } from "../../../../src/sources/directory/problems/tls-problems.ts";

const address = { given: "ldaps://dc1.corp.example", host: "dc1.corp.example", port: 636 };

function failure(code: string, message = code, more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

describe("a port that cannot be opened", () => {
  test.each([
    ["ENOTFOUND", "directory-host-not-found", "The name dc1.corp.example has no address."],
    [
      "EAI_AGAIN",
      "directory-host-not-found",
      "The name dc1.corp.example could not be looked up: no DNS server answered.",
    ],
    ["ECONNREFUSED", "directory-port-closed", "Port 636 of ldaps://dc1.corp.example is closed."],
    [
      "EHOSTUNREACH",
      "directory-unreachable",
      "There is no way in the network to port 636 of ldaps://dc1.corp.example.",
    ],
    ["ENETUNREACH", "directory-unreachable", "There is no way in the network to port 636 of ldaps://dc1.corp.example."],
    ["ETIMEDOUT", "directory-timeout", "Port 636 of ldaps://dc1.corp.example did not answer."],
    [
      "EMFILE",
      "directory-unreachable",
      "The connection to port 636 of ldaps://dc1.corp.example could not be opened (EMFILE).",
    ],
  ])("with %s is %s", (code, name, happened) => {
    expect(explainConnectError(failure(code), address, "ldaps")).toMatchObject({ code: name, happened });
  });

  test("at none of a name's addresses is told by what each of them gave", () => {
    const joined = new AggregateError([failure("ECONNREFUSED"), failure("ENETUNREACH")]);
    expect(explainConnectError(joined, address, "starttls").code).toBe("directory-port-closed");
  });

  test("in time says in what time, and a command that shows it", () => {
    expect(explainConnectTimeout(address, 10_000)).toEqual({
      code: "directory-timeout",
      happened: "Port 636 of ldaps://dc1.corp.example did not answer within 10 seconds.",
      likelyCause: "The server is off, or a firewall drops what is sent to that port.",
      nextStep: "Try `Test-NetConnection dc1.corp.example -Port 636`, or another domain controller with --server.",
    });
  });
});

describe("a connection that cannot be encrypted", () => {
  const explain = (error: unknown, port = 636, caFile?: string) =>
    explainTlsError(error, {
      address: { ...address, port },
      security: { kind: "ldaps", verifies: true, ...(caFile === undefined ? {} : { caFile }) },
      expectedName: "dc1.corp.example",
    });

  test.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "directory-certificate-untrusted"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "directory-certificate-untrusted"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "directory-certificate-untrusted"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "directory-certificate-untrusted"],
    ["CERT_HAS_EXPIRED", "directory-certificate-expired"],
    ["CERT_NOT_YET_VALID", "directory-certificate-not-yet-valid"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "directory-certificate-name"],
    ["CERT_REVOKED", "directory-certificate-unfit"],
    ["INVALID_PURPOSE", "directory-certificate-unfit"],
    ["ERR_SSL_EE_KEY_TOO_SMALL", "directory-certificate-unfit"],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", "directory-tls-too-old"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "directory-tls-too-old"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "directory-not-tls"],
    ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "directory-not-tls"],
    ["ECONNRESET", "directory-tls-refused"],
    ["ERR_SSL_SOMETHING_NEW", "directory-tls-failed"],
  ])("with %s is %s", (code, name) => {
    expect(explain(failure(code)).code).toBe(name);
  });

  test("a certificate's names are shown as text, not as what a terminal obeys", () => {
    const cert = { subjectaltname: "DNS:dc7.corp.example, DNS:\u001b[2Jx", subject: { CN: "dc7" } };
    expect(explain(failure("ERR_TLS_CERT_ALTNAME_INVALID", "", { cert })).happened).toBe(
      "The certificate of ldaps://dc1.corp.example is not for the name dc1.corp.example: it has DNS:dc7.corp.example, DNS: [2Jx.",
    );
  });

  test("a certificate with a common name only shows that", () => {
    const cert = { subject: { CN: "dc7.corp.example" } };
    expect(explain(failure("ERR_TLS_CERT_ALTNAME_INVALID", "", { cert })).happened).toContain(
      "it has CN=dc7.corp.example.",
    );
    expect(explain(failure("ERR_TLS_CERT_ALTNAME_INVALID")).happened).toContain("it has no name at all.");
  });

  test.each(["ERR_SSL_WRONG_VERSION_NUMBER", "ECONNRESET"])(
    "on the port of plain LDAP with %s is told which port is right",
    (code) => {
      expect(explain(failure(code), 389)).toMatchObject({
        code: "directory-not-tls",
        likelyCause: "389 is the port for plain LDAP and StartTLS; LDAP over TLS has 636.",
        nextStep: "Give --server dc1.corp.example without a port, or add --starttls.",
      });
    },
  );

  test("for want of trust says what is missing, with a CA file and without", () => {
    expect(explain(failure("UNABLE_TO_VERIFY_LEAF_SIGNATURE")).likelyCause).toContain("Node.js's built-in list");
    expect(explain(failure("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), 636, "ca.pem").likelyCause).toContain(
      "--ca-file holds another",
    );
  });

  test("an IPv6 address stands in brackets in the command", () => {
    const attempt = {
      address: { given: "[2001:db8::10]", host: "2001:db8::10", port: 389 },
      security: { kind: "starttls", verifies: true },
      expectedName: "2001:db8::10",
    } as const;
    expect(explainTlsError(failure("CERT_HAS_EXPIRED"), attempt).nextStep).toBe(
      "Look at it with `openssl s_client -connect [2001:db8::10]:389 -starttls ldap | openssl x509 -noout -dates`; renew it, or choose another domain controller with --server.",
    );
  });
});

describe("Kerberos", () => {
  test.each([
    [
      "Unspecified GSS failure.  Minor code may provide more information: No Kerberos credentials available (default cache: FILE:/tmp/krb5cc_0)",
      "directory-no-ticket",
    ],
    ["Unspecified GSS failure.  Minor code may provide more information: Ticket expired", "directory-no-ticket"],
    ["No credentials cache file found", "directory-no-ticket"],
    ["InitializeSecurityContext: No credentials are available in the security package", "directory-no-ticket"],
    ["Unspecified GSS failure.  Minor code may provide more information: Clock skew too great", "directory-clock-skew"],
    ["InitializeSecurityContext: The clocks on the client and server machines are skewed.", "directory-clock-skew"],
    [
      "Unspecified GSS failure.  Minor code may provide more information: Server ldap/dc9@CORP.EXAMPLE not found in Kerberos database",
      "directory-service-unknown",
    ],
    ["InitializeSecurityContext: The specified target is unknown or unreachable", "directory-service-unknown"],
    ["Unspecified GSS failure.: Cannot contact any KDC for realm 'CORP.EXAMPLE'", "directory-kdc-unreachable"],
    ["Unspecified GSS failure.: Cannot find KDC for realm 'CORP.EXAMPLE'", "directory-kdc-unreachable"],
    ["InitializeSecurityContext: No authority could be contacted for authentication.", "directory-kdc-unreachable"],
    ["something else", "directory-kerberos-failed"],
  ])("%j is %s", (message, code) => {
    expect(explainKerberosError(new Error(message), "ldap/dc9.corp.example").code).toBe(code);
  });

  test("what is not known is quoted, with commands that show more", () => {
    expect(explainKerberosError(new Error("Jet\u001b[2J"), "ldap/dc9.corp.example")).toEqual({
      code: "directory-kerberos-failed",
      happened: 'Kerberos failed: "Jet [2J".',
      nextStep:
        "Check with `klist` that there is a ticket and with `kvno ldap/dc9.corp.example` that the service is known, or use a name and a password over LDAPS: --user.",
    });
  });

  test("the package that is not installed is told from the one that cannot be loaded", () => {
    expect(explainKerberosPackage(failure("ERR_MODULE_NOT_FOUND"))).toMatchObject({
      code: "directory-kerberos-missing",
      happened: "--kerberos needs the npm package kerberos, and it is not installed.",
      nextStep:
        "Install it beside badnode with `npm install kerberos@7`, or use a name and a password over LDAPS: --user.",
    });
    expect(explainKerberosPackage(failure("ERR_DLOPEN_FAILED", "libgssapi_krb5.so.2: no such file")).happened).toBe(
      'The npm package kerberos cannot be loaded: "libgssapi_krb5.so.2: no such file".',
    );
  });
});
