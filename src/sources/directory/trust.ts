import { X509Certificate } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { isIP } from "node:net";
import { checkServerIdentity, type ConnectionOptions as TlsOptions } from "node:tls";
import { BadnodeError } from "../../shared/errors.ts";
import type { ConnectionSecurity } from "./connection-options.ts";
import { errorCodes } from "./problems/error-codes.ts";
import type { ServerAddress } from "./server-address.ts";

/** All authorities of an operating system are a quarter of a MiB. */
const MAX_CA_FILE_BYTES = 4 * 1024 * 1024;
const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** The name that a server's certificate has to bear. */
export function expectedName(address: ServerAddress, security: ConnectionSecurity): string {
  return (security.serverName ?? address.certificateName ?? address.host).replace(/\.$/, "").replace(/%.*$/, "");
}

/** How the server proves who it is. */
export async function tlsOptions(address: ServerAddress, security: ConnectionSecurity): Promise<TlsOptions> {
  const name = expectedName(address, security);
  const authorities = security.caFile === undefined ? undefined : await readAuthorities(security.caFile);
  return {
    minVersion: "TLSv1.2",
    rejectUnauthorized: security.verifies,
    ...(authorities === undefined ? {} : { ca: [...authorities] }),
    // SNI bears names only (RFC 6066, 3); an address is compared with those of the certificate all the same.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  };
}

/** The certificates of a PEM file. */
export async function readAuthorities(path: string): Promise<readonly string[]> {
  const bytes = await readBounded(path);
  const found = bytes.toString("latin1").match(CERTIFICATE) ?? [];
  if (found.length === 0) throw new BadnodeError(explainNoCertificate(path, bytes));
  for (const [index, pem] of found.entries()) {
    try {
      new X509Certificate(pem);
    } catch (cause) {
      throw new BadnodeError(
        {
          code: "directory-ca-file",
          happened: `Certificate ${String(index + 1)} of ${path} is damaged.`,
          nextStep:
            "Export it again: on a computer of the domain `certutil -ca.cert ca.cer`, then `certutil -encode ca.cer ca.pem`.",
        },
        { cause },
      );
    }
  }
  return found;
}

async function readBounded(path: string): Promise<Buffer> {
  try {
    // Before it is opened: a pipe would be waited for.
    if (!(await stat(path)).isFile()) throw new BadnodeError(explainUnreadable(path, "it is no file"));
    const file = await open(path, "r");
    try {
      const buffer = Buffer.alloc(MAX_CA_FILE_BYTES + 1);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      if (bytesRead > MAX_CA_FILE_BYTES)
        throw new BadnodeError(explainUnreadable(path, "it is larger than any list of authorities"));
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof BadnodeError) throw error;
    const [code = "unknown error"] = errorCodes(error);
    const why = code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "its permissions forbid it" : code;
    throw new BadnodeError(explainUnreadable(path, why), { cause: error });
  }
}

function explainUnreadable(path: string, why: string): BadnodeError["explanation"] {
  return {
    code: "directory-ca-file",
    happened: `The file of certification authorities ${path} could not be read: ${why}.`,
    nextStep: "Give a PEM file with --ca-file.",
  };
}

function explainNoCertificate(path: string, bytes: Buffer): BadnodeError["explanation"] {
  // A certificate in DER is a SEQUENCE with a length of two bytes.
  const isDer = bytes[0] === 0x30 && bytes[1] === 0x82;
  return {
    code: "directory-ca-file",
    happened: `There is no certificate in ${path}${isDer ? " that stands there as text (PEM)" : ""}.`,
    likelyCause: isDer
      ? "It is a certificate in binary form (DER), as Windows exports it by default."
      : "It is another file, or holds a key or a request only.",
    nextStep: `Convert it with \`certutil -encode IN.cer OUT.pem\` or \`openssl x509 -inform der -in IN.cer -out OUT.pem\`, and give OUT.pem with --ca-file.`,
  };
}
