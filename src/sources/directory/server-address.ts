import type { ConnectionSecurity } from "./connection-options.ts";

/** Where a directory server listens. */
export interface ServerAddress {
  /** As it was given or found: what reports call the server. */
  readonly given: string;
  /** DNS name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** The name that its certificate is expected to bear, where that is not the host: an address that was found by the domain's name. */
  readonly certificateName?: string;
}

/** `dc1`, `dc1.corp.example:636`, `ldaps://...`, with StartTLS `ldap://...`, `[2001:db8::1]`. Throws a BadnodeError for anything else. */
export function parseServerAddress(given: string, security: ConnectionSecurity["kind"]): ServerAddress {
  throw new Error("not built yet", { cause: [given, security] });
}
