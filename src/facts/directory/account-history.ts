import type { AttributeStamp } from "../../evidence/index.ts";
import type { DirectoryHost, DirectoryHosts, SeenComputer } from "./directory-hosts.ts";

/** What the replication metadata and dates of one account tell. */
export interface AccountHistory {
  readonly host: DirectoryHost;
  readonly account: SeenComputer;
  /** false: no metadata were shown; then nothing below is known but `reCreated`. */
  readonly hasStamps: boolean;
  /** sAMAccountName or dNSHostName at version 2 or more, by time; a move to another OU is none. */
  readonly renamed: readonly AttributeStamp[];
  /** operatingSystem or operatingSystemVersion at version 2 or more, by time: upgraded in place, or reinstalled on the account. */
  readonly systemChanged: readonly AttributeStamp[];
  /** The account is younger than the accounts of most peers by far; null: not so, or not known. */
  readonly reCreated: { readonly whenCreated: bigint; readonly peersMedian: bigint } | null;
}

/** By host. */
export function deriveAccountHistories(hosts: DirectoryHosts): readonly AccountHistory[] {
  throw new Error("not built yet", { cause: [hosts] });
}
