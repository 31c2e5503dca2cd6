import type { Explanation } from "../../../shared/errors.ts";
import type { ConnectionSecurity } from "../connection-options.ts";
import type { ServerAddress } from "../server-address.ts";
import { describe, seconds } from "./connect-problems.ts";
import { errorCodes } from "./error-codes.ts";
import { foreignText } from "./foreign-text.ts";

/** What was being encrypted. */
export interface TlsAttempt {
  readonly address: ServerAddress;
  readonly security: ConnectionSecurity;
  /** What the certificate was compared with. */
  readonly expectedName: string;
}

const UNKNOWN_AUTHORITY = [
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_UNTRUSTED",
  "CERT_CHAIN_TOO_LONG",
  "CERT_SIGNATURE_FAILURE",
  "INVALID_CA",
];
const OLD_PROTOCOL = [
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
  "ERR_SSL_NO_SHARED_CIPHER",
];
const WEAK_CERTIFICATE = ["ERR_SSL_EE_KEY_TOO_SMALL", "ERR_SSL_CA_MD_TOO_WEAK", "EE_KEY_TOO_SMALL", "CA_MD_TOO_WEAK"];
const NOT_TLS = [
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "ERR_SSL_UNKNOWN_PROTOCOL",
  "ERR_SSL_HTTP_REQUEST",
  "ERR_SSL_UNEXPECTED_MESSAGE",
  "ERR_SSL_BAD_RECORD_TYPE",
];
const CUT_OFF = ["ECONNRESET", "EPIPE", "ECONNABORTED", "ERR_SSL_UNEXPECTED_EOF_WHILE_READING"];

export function explainTlsError(error: unknown, { address, security, expectedName }: TlsAttempt): Explanation {
  const server = address.given;
  const codes = errorCodes(error);
  const is = (known: readonly string[]): boolean => codes.some((code) => known.includes(code));
  if (is(["DEPTH_ZERO_SELF_SIGNED_CERT"])) {
    return {
      code: "directory-certificate-untrusted",
      happened: `The certificate of ${server} is signed by itself, and not by an authority that is trusted here.`,
      likelyCause: "The domain controller made its own certificate, or something else answers in its place.",
      nextStep: showCertificate(address, security, "if it is the right one, save it as PEM and give it with --ca-file"),
    };
  }
  if (is(UNKNOWN_AUTHORITY)) {
    return {
      code: "directory-certificate-untrusted",
      happened: `The certificate of ${server} is signed by an authority that is not trusted here.`,
      likelyCause:
        security.caFile === undefined
          ? "The domain has its own certification authority, and badnode does not know it: it trusts Node.js's built-in list, not the store of the operating system."
          : "--ca-file holds another authority than the one that signed, or an authority between the two is missing in it.",
      nextStep:
        "On a computer of the domain run `certutil -ca.cert ca.cer`, then `certutil -encode ca.cer ca.pem`, and give ca.pem with --ca-file.",
    };
  }
  if (is(["CERT_HAS_EXPIRED"])) {
    return {
      code: "directory-certificate-expired",
      happened: `The certificate of ${server}, or of an authority above it, has expired.`,
      likelyCause: "It was not renewed, or the clock of this computer is ahead.",
      nextStep: showCertificate(
        address,
        security,
        "renew it, or choose another domain controller with --server",
        "-dates",
      ),
    };
  }
  if (is(["CERT_NOT_YET_VALID"])) {
    return {
      code: "directory-certificate-not-yet-valid",
      happened: `The certificate of ${server}, or of an authority above it, is not valid yet.`,
      likelyCause: "The clock of this computer is behind, or the certificate was made with a wrong clock.",
      nextStep: showCertificate(address, security, "compare its dates with the clock of this computer", "-dates"),
    };
  }
  if (is(["ERR_TLS_CERT_ALTNAME_INVALID"])) {
    const names = certificateNames(error);
    return {
      code: "directory-certificate-name",
      happened: `The certificate of ${server} is not for the name ${expectedName}: it has ${names === "" ? "no name at all" : names}.`,
      likelyCause:
        "The server was given by an address or a short name, and the certificate has its full name; or another server answers.",
      nextStep:
        "Give --server the name that the certificate has, or say it with --server-name if you know that this is the server.",
    };
  }
  if (is(["CERT_REVOKED", "CERT_REJECTED", "INVALID_PURPOSE"]) || is(WEAK_CERTIFICATE)) {
    return {
      code: "directory-certificate-unfit",
      happened: `The certificate of ${server} cannot be used${describe(error)}.`,
      likelyCause: "It is revoked, made for another purpose than a server, or has a key or signature that is too weak.",
      nextStep: showCertificate(
        address,
        security,
        "give the domain controller a sound one, or choose another with --server",
      ),
    };
  }
  if (is(OLD_PROTOCOL)) {
    return {
      code: "directory-tls-too-old",
      happened: `${server} and badnode have no version of TLS in common: badnode takes 1.2 and later.`,
      likelyCause: "The domain controller offers TLS 1.0 or 1.1 only, or has no cipher that is still held secure.",
      nextStep: "Enable TLS 1.2 on it, or choose another domain controller with --server.",
    };
  }
  // A domain controller drops the connection where plain LDAP begins with something else.
  if (is(NOT_TLS) || (is(CUT_OFF) && address.port === 389 && security.kind === "ldaps")) {
    return {
      code: "directory-not-tls",
      happened: `Port ${String(address.port)} of ${server} does not speak TLS.`,
      likelyCause:
        address.port === 389
          ? "389 is the port for plain LDAP and StartTLS; LDAP over TLS has 636."
          : "It is not the port for LDAP over TLS (636).",
      nextStep:
        address.port === 389 && security.kind === "ldaps"
          ? `Give --server ${bracketed(address.host)} without a port, or add --starttls.`
          : `Give --server ${bracketed(address.host)} without a port.`,
    };
  }
  if (is(CUT_OFF)) {
    return {
      code: "directory-tls-refused",
      happened: `${server} ended the connection while it was being encrypted.`,
      likelyCause:
        "A domain controller without a certificate for LDAP over TLS does that; so does a firewall that looks into TLS.",
      nextStep: showCertificate(
        address,
        security,
        "if it shows none, give the domain controller a certificate for server authentication, or choose another with --server",
      ),
    };
  }
  return {
    code: "directory-tls-failed",
    happened: `The connection to ${server} could not be encrypted${describe(error)}.`,
    nextStep: showCertificate(address, security, "or choose another domain controller with --server"),
  };
}

export function explainTlsTimeout({ address }: Pick<TlsAttempt, "address">, milliseconds: number): Explanation {
  return {
    code: "directory-timeout",
    happened: `${address.given} took the connection to port ${String(address.port)}, but did not encrypt it within ${seconds(milliseconds)}.`,
    likelyCause: "The server is overloaded, or what listens there is no directory server with TLS.",
    nextStep: "Try again with a longer --timeout, or another domain controller with --server.",
  };
}

/** `DNS:dc1.corp.example` and so on, as far as a message bears it. */
function certificateNames(error: unknown): string {
  if (!(error instanceof Error) || !("cert" in error)) return "";
  const { cert } = error;
  if (typeof cert !== "object" || cert === null) return "";
  if ("subjectaltname" in cert && typeof cert.subjectaltname === "string") return foreignText(cert.subjectaltname);
  if (!("subject" in cert) || typeof cert.subject !== "object" || cert.subject === null) return "";
  const { subject } = cert;
  return "CN" in subject && typeof subject.CN === "string" ? foreignText(`CN=${subject.CN}`) : "";
}

function showCertificate(
  address: ServerAddress,
  security: ConnectionSecurity,
  then: string,
  shown = "-subject -issuer -dates",
): string {
  const startTls = security.kind === "starttls" ? " -starttls ldap" : "";
  const server = `${bracketed(address.host)}:${String(address.port)}`;
  return `Look at it with \`openssl s_client -connect ${server}${startTls} | openssl x509 -noout ${shown}\`; ${then}.`;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
