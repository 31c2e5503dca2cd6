import { Client } from "ldapts";
import { onTestFinished } from "vitest";
import {
  CertificateAuthority,
  domain,
  type DomainOptions,
  type LdapServer,
  type LdapServerOptions,
  type TestDomain,
} from "../ldap-server/index.ts";

const authority = new CertificateAuthority();

/** A domain with the plain user `auditor`. */
export function corp(options: DomainOptions = {}): TestDomain {
  const made = domain("DC=corp,DC=example", options);
  made.user("auditor", "secret");
  return made;
}

export async function served(made: TestDomain, options: Partial<LdapServerOptions> = {}): Promise<LdapServer> {
  const server = await made.serve({ certificate: authority.issue(), ...options });
  onTestFinished(() => server.close());
  return server;
}

/** ldapts over LDAPS, not bound. */
export function clientOf(server: LdapServer): Client {
  const client = new Client({
    url: `ldaps://${server.address}:${server.tlsPort}`,
    tlsOptions: { ca: [authority.certificate] },
    timeout: 20_000,
  });
  onTestFinished(() => client.unbind());
  return client;
}

export async function bound(server: LdapServer): Promise<Client> {
  const client = clientOf(server);
  await client.bind("auditor@corp.example", "secret");
  return client;
}

export const caCertificate = authority.certificate;

/** Common names of what a filter finds in the whole domain. */
export async function namesFound(server: LdapServer, filter: string): Promise<readonly unknown[]> {
  const client = await bound(server);
  const { searchEntries } = await client.search("DC=corp,DC=example", { filter, attributes: ["cn"] });
  return searchEntries.map((entry) => entry["cn"]);
}
