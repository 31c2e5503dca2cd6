import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DirectoryConnection } from "../../../../src/sources/directory/connection.ts";
import type { ConnectionOptions } from "../../../../src/sources/directory/connection-options.ts";
import { openConnection } from "../../../../src/sources/directory/open-connection.ts";
import { parseServerAddress, type ServerAddress } from "../../../../src/sources/directory/server-address.ts";
import { BadnodeError, type Explanation } from "../../../../src/shared/errors.ts";
import {
  CertificateAuthority,
  domain,
  type LdapServer,
  type LdapServerOptions,
  type TestDomain,
} from "../../../ldap-server/index.ts";

export const USER = "auditor@corp.example";
/** Like nothing else that could stand in a message. */
export const PASSWORD = "Correct-Horse-7391";

const TIMEOUT = 5_000;

/** A domain controller of corp.example on 127.0.0.1, with what it takes to log on to it. */
export interface CorpServer {
  readonly server: LdapServer;
  readonly authority: CertificateAuthority;
  readonly caFile: string;
}

export async function startCorp(
  fill: (corp: TestDomain) => void = () => undefined,
  options: Partial<LdapServerOptions> = {},
): Promise<CorpServer> {
  const authority = new CertificateAuthority();
  const corp = domain("DC=corp,DC=example");
  corp.user("auditor", PASSWORD);
  fill(corp);
  const server = await corp.serve({ certificate: authority.issue(), ...options });
  onTestFinished(() => server.close());
  return { server, authority, caFile: temporaryFile("ca.pem", authority.certificate) };
}

export function temporaryFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "badnode directory "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Its port for LDAP over TLS. */
export function ldaps({ server }: CorpServer): ServerAddress {
  return parseServerAddress(`${server.address}:${String(server.tlsPort)}`, "ldaps");
}

/** Its port where StartTLS begins. */
export function plain({ server }: CorpServer): ServerAddress {
  return parseServerAddress(`${server.address}:${String(server.port)}`, "starttls");
}

export function asAuditor({ caFile }: CorpServer, changes: Partial<ConnectionOptions> = {}): ConnectionOptions {
  return {
    security: { kind: "ldaps", caFile, verifies: true },
    credentials: { kind: "simple", user: USER, password: PASSWORD },
    timeoutMilliseconds: TIMEOUT,
    ...changes,
  };
}

export async function connect(
  corp: CorpServer,
  changes: Partial<ConnectionOptions> = {},
): Promise<DirectoryConnection> {
  const connection = await openConnection(ldaps(corp), asAuditor(corp, changes));
  onTestFinished(() => connection.close());
  return connection;
}

/** What a promise is rejected with, in words. */
export async function refusal(work: Promise<unknown>): Promise<Explanation> {
  return (await refused(work)).explanation;
}

export async function refused(work: Promise<unknown>): Promise<BadnodeError> {
  const outcome = await work.then(
    () => new Error("nothing went wrong"),
    (error: unknown) => error,
  );
  if (outcome instanceof BadnodeError) return outcome;
  throw outcome;
}

/** Waits until the server has no connection left. */
export async function allClosed({ server }: CorpServer): Promise<void> {
  const limit = AbortSignal.timeout(TIMEOUT);
  while (server.connections > 0) {
    limit.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
