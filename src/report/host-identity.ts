import type { Proof } from "../evidence/index.ts";

/** What happened to a host's identity, and what is told of it; null: not shown. Times are FILETIME ticks. */
export type IdentityChange =
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "joined-domain"; readonly domain: string | null }
  | { readonly kind: "domain-join-failed"; readonly domain: string | null; readonly error: string | null }
  | { readonly kind: "account-reused"; readonly dn: string | null }
  /** `not-shown`: the log does not tell what came before. */
  | {
      readonly kind: "restarted";
      readonly how: "requested" | "in-order" | "unexpected" | "not-shown";
      readonly by: string | null;
      readonly downSince: bigint | null;
    }
  | { readonly kind: "shut-down"; readonly by: string | null }
  | { readonly kind: "build-changed"; readonly from: number; readonly to: number; readonly isUpgrade: boolean }
  | { readonly kind: "logs-begin-with-upgrade" | "logs-begin-anew"; readonly build: number }
  | { readonly kind: "feature-added" | "feature-removed"; readonly feature: string }
  /** `seenBy`: whose logs say so. */
  | { readonly kind: "added-to-cluster" | "evicted-from-cluster"; readonly seenBy: readonly string[] }
  | { readonly kind: "joined-cluster"; readonly cluster: string | null }
  | { readonly kind: "left-cluster" }
  | { readonly kind: "refused-by-cluster"; readonly name: string | null; readonly cluster: string | null }
  | { readonly kind: "log-cleared"; readonly channel: string; readonly by: string | null }
  | { readonly kind: "clock-set"; readonly from: bigint; readonly to: bigint }
  | { readonly kind: "account-created" | "account-re-created"; readonly domain: string }
  | { readonly kind: "account-renamed" | "account-dns-name-changed" | "account-system-changed" }
  | { readonly kind: "connection-point-created" | "connection-point-deleted" };

export type IdentityEntry = IdentityChange & {
  readonly time: bigint;
  /** `verified`: a record or an attribute says so. `inferred`: it follows from several, or from dates. */
  readonly basis: "verified" | "inferred";
  /** The event that the first proof is, `EventLog 6011`; null: none, or several of equal weight. */
  readonly event: string | null;
  readonly evidence: Proof;
};

/** How far one log of the host reaches: beyond it nothing is known from it. */
export interface IdentityLog {
  readonly channel: string;
  /** FILETIME ticks; null: no record has a time that can be right. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  readonly damaged: boolean;
  /** Records are missing that may be of the window, or may be, for they were not counted. */
  readonly hasGaps: boolean;
  /** Records that are known to be missing, and in how many gaps; null: not counted. */
  readonly missing: { readonly records: bigint; readonly gaps: number } | null;
  /** How often it is known to have been cleared. */
  readonly cleared: number;
  /** It begins where it was cleared, inside the window. */
  readonly beginsAtClearing: boolean;
  /** Its first record has number 1: before it there was no such log, or it was put aside. */
  readonly isNew: boolean;
}

/** What a host was and became, as far as logs and directory show; a host of several names is one. */
export interface HostIdentity {
  readonly host: string;
  /** In total order, bounded. */
  readonly entries: readonly IdentityEntry[];
  /** What is left out, by kind: what is ordinary and old, and beyond a limit the oldest. */
  readonly notShown: readonly { readonly kind: IdentityEntry["kind"]; readonly count: number }[];
  /** By channel. None: no log of it was given, and entries are what others say of it. */
  readonly logs: readonly IdentityLog[];
  /** null: no directory shows the host. */
  readonly account: {
    readonly domain: string;
    readonly dn: string;
    readonly connectionPoint: "present" | "missing" | "unknown";
    readonly evidence: Proof;
  } | null;
}
