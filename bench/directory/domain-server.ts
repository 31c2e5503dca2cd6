// Serves a large domain, in a process of its own so that neither its memory nor its time is counted with badnode's:
// node domain-server.js CA-FILE COMPUTERS HOSTS MISSING GUESTS. Tells its parent the port, and whenever it is asked,
// how many requests have come since it was asked last.
import { writeFileSync } from "node:fs";
import { CertificateAuthority, domain, startLdapServer } from "../../test/ldap-server/index.ts";
import { AUDITOR, DOMAIN_DN } from "./auditor.ts";
import { largeDomain } from "./large-domain.ts";

const [caFile = "", ...numbers] = process.argv.slice(2);
const [computers = 0, hosts = 0, missing = 0, guests = 0] = numbers.map(Number);
const authority = new CertificateAuthority();
writeFileSync(caFile, authority.certificate);
const base = domain(DOMAIN_DN);
base.user(AUDITOR.name, AUDITOR.password);
const server = await startLdapServer({
  namingContext: base.dn,
  entries: largeDomain(base, { computers, hosts, missing, guests }),
  users: base.users,
  certificate: authority.issue(),
});
let counted = 0;
process.on("message", () => {
  const total = server.requests.length;
  process.send?.(total - counted);
  counted = total;
});
process.on("disconnect", () => process.exit());
process.send?.(server.tlsPort);
