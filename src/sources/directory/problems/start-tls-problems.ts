import type { Explanation } from "../../../shared/errors.ts";
import type { Result } from "../protocol/answers.ts";
import type { ServerAddress } from "../server-address.ts";
import { serverSaid } from "./foreign-text.ts";

/** The server would not begin TLS. `result.code` is not 0. */
export function explainStartTlsRefusal(result: Result, address: ServerAddress): Explanation {
  return {
    code: "directory-starttls-refused",
    happened: `${address.given} does not begin TLS on port ${String(address.port)} (result ${String(result.code)}).${serverSaid(result.text)}`,
    likelyCause: "The domain controller has no certificate for server authentication, or the port is not that of LDAP.",
    nextStep: "Try LDAPS by leaving out --starttls, or another domain controller with --server.",
  };
}
