export type Credentials =
  | { readonly kind: "simple"; readonly user: string; readonly password: string }
  /** The ticket cache on Linux and macOS, the current logon on Windows. */
  | { readonly kind: "kerberos" };

export interface ConnectionSecurity {
  readonly kind: "ldaps" | "starttls";
  /** PEM file with the authorities to trust instead of the built-in ones. */
  readonly caFile?: string;
  /** The name that the certificate must bear, where it is not the one connected to. */
  readonly serverName?: string;
  /** false: any certificate is taken. */
  readonly verifies: boolean;
}

export interface ConnectionOptions {
  readonly security: ConnectionSecurity;
  readonly credentials: Credentials;
  /** Of connecting, of the TLS handshake and of each request. */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}
