import type { EvidenceRef, Proof } from "../../evidence/index.ts";

/** What happened to a host's identity, and what is told of it; null: not shown. Times are FILETIME ticks. */
export type IdentityChange =
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "joined-domain"; readonly domain: string | null }
  | { readonly kind: "domain-join-failed"; readonly domain: string | null; readonly error: string | null }
  /** The join took an account that was there already. */
  | { readonly kind: "account-reused"; readonly dn: string | null }
  /**
   * `requested`: somebody asked for it. `in-order`: shut down first, nothing says by whom. `unexpected`: it went down without being shut down.
   * `not-shown`: the log does not tell what came before.
   */
  | {
      readonly kind: "restarted";
      readonly how: "requested" | "in-order" | "unexpected" | "not-shown";
      readonly by: string | null;
      readonly downSince: bigint | null;
    }
  /** And not seen to start again. */
  | { readonly kind: "shut-down"; readonly by: string | null }
  /** `isUpgrade`: a restart between the two gives an upgrade as its reason; without it a new installation looks the same. */
  | { readonly kind: "build-changed"; readonly from: number; readonly to: number; readonly isUpgrade: boolean }
  /** Its logs begin with the set-up of its Windows, under a name with a domain. */
  | { readonly kind: "logs-begin-with-upgrade"; readonly build: number }
  /** Its System log was new at this boot, and its cluster found its software updated afterwards. */
  | { readonly kind: "logs-begin-anew"; readonly build: number }
  | { readonly kind: "feature-added" | "feature-removed"; readonly feature: string }
  /** `seenBy`: whose logs say so. */
  | { readonly kind: "added-to-cluster" | "evicted-from-cluster"; readonly seenBy: readonly string[] }
  | { readonly kind: "joined-cluster"; readonly cluster: string | null }
  | { readonly kind: "left-cluster" }
  /** The cluster did not know it by this name. */
  | { readonly kind: "refused-by-cluster"; readonly name: string | null; readonly cluster: string | null }
  | { readonly kind: "log-cleared"; readonly channel: string; readonly by: string | null }
  | { readonly kind: "clock-set"; readonly from: bigint; readonly to: bigint }
  | { readonly kind: "account-created"; readonly domain: string }
  /** As told by its age beside the accounts of its domain's other hosts. */
  | { readonly kind: "account-re-created"; readonly domain: string }
  | { readonly kind: "account-renamed" | "account-dns-name-changed" | "account-system-changed" }
  | { readonly kind: "connection-point-created" | "connection-point-deleted" };

export type IdentityEntry = IdentityChange & {
  readonly time: bigint;
  /** `verified`: a record or an attribute says so. `inferred`: it follows from several, or from dates. */
  readonly basis: "verified" | "inferred";
  /** The event that says so, `EventLog 6011`; null where it is none, or several of equal weight. */
  readonly event: string | null;
  readonly evidence: Proof;
};

export function proofOf(first: EvidenceRef, ...others: readonly (EvidenceRef | null)[]): Proof {
  return [first, ...others.filter((ref) => ref !== null)];
}
