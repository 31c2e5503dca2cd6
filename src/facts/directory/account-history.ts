import type { AttributeStamp } from "../../evidence/index.ts";
import type { DirectoryHost, SeenComputer, SeenConnectionPoint } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** What the replication metadata and dates of one account tell. */
export interface AccountHistory {
  readonly host: DirectoryHost;
  readonly account: SeenComputer;
  /** false: no metadata were shown; then nothing below is known but `reCreated`. */
  readonly hasStamps: boolean;
  /**
   * sAMAccountName or dNSHostName at version 2 or more, by time; a move to another OU is none. One that was written again
   * within an hour of the account's creation is its registration. Metadata keep the last change only, and not the value
   * before it: a change of case alone looks the same.
   */
  readonly renamed: readonly AttributeStamp[];
  /**
   * `account-name`: sAMAccountName changed, so the computer was renamed while joined. `dns-name-only`: another DNS suffix, or a
   * registration under another DNS name; null: neither.
   */
  readonly rename: "account-name" | "dns-name-only" | null;
  /** operatingSystem or operatingSystemVersion at version 2 or more, by time: upgraded in place, or reinstalled on the account. */
  readonly systemChanged: readonly AttributeStamp[];
  /** The account is younger than the accounts of most peers by far; null: not so, or not known. */
  readonly reCreated: { readonly whenCreated: bigint; readonly peersMedian: bigint } | null;
  /** The host's, by the same server where that shows it. */
  readonly connectionPoint: SeenConnectionPoint | null;
  /** FILETIME ticks: its last change by metadata, else by whenChanged; null: not shown. */
  readonly connectionPointWritten: bigint | null;
}

/** By host. */
export function deriveAccountHistories(hosts: DirectoryHosts): readonly AccountHistory[] {
  if (hosts.hosts.length === 0) return [];
  throw new Error("not built yet", { cause: [hosts] });
}
