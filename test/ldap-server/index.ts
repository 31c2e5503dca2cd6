export { RESULT, type Result } from "./answer.ts";
export { CertificateAuthority, selfSignedCertificate } from "./certificates.ts";
export { refusedBind } from "./diagnostics.ts";
export type { Attribute, DirectoryEntry, Value, Visibility } from "./entry.ts";
export type { RecordedRequest } from "./record.ts";
export { GARBAGE, OVER_LONG_LENGTH, type Reaction } from "./script.ts";
export { LdapServer, type LdapServerOptions, type ServerCertificate, startLdapServer } from "./server.ts";
export type { User } from "./settings.ts";
export { domain, type DomainOptions, TestDomain } from "./domain.ts";
export {
  type ComputerOptions,
  type ConnectionPointOptions,
  DomainComputer,
  hyperVNames,
} from "./domain-computer.ts";
export { type SilentServer, startSilentServer } from "./silent-server.ts";
