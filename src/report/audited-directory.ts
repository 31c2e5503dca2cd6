import type { DirectoryRef } from "../evidence/index.ts";

/**
 * Of a host's service connection point. `sound`: it stands there and no check finds fault with it. `present`: as far as it
 * could be read. `unsound`: a check finds fault with it. `missing`: every server that was read whole shows the account
 * without it. `unknown`: nobody could tell.
 */
export type ConnectionPointWord = "sound" | "present" | "unsound" | "missing" | "unknown";

/** Why it is unknown, or only known to be there. */
export type UnjudgedReason =
  | "list-refused"
  | "access-not-shown"
  | "account-unseen"
  | "unread"
  | "unreadable"
  | "not-asked"
  | "owner-unknown"
  | "check-failed";

export interface AuditedConnectionPoint {
  readonly state: ConnectionPointWord;
  /** Of `present` and `unknown`. */
  readonly reason: UnjudgedReason | null;
  /** Ids of the checks that find fault with it, above information. */
  readonly faults: readonly string[];
}

/** Of a connection point; `none` where there is none. */
export type PointOwner =
  | { readonly kind: "none" | "self" | "unknown" }
  | {
      readonly kind: "other";
      readonly sid: string;
      /** null: not looked up, or not found. */
      readonly name: string | null;
    };

/** Of the account's service principal names of Hyper-V. `stale`: some name an old host. `none`: it has none of these classes. */
export type PrincipalNamesWord = "complete" | "incomplete" | "stale" | "none" | "unknown";

/** What happened to the account, by its replication metadata and dates. */
export interface AccountChange {
  readonly kind: "renamed" | "dns-name-changed" | "re-created" | "system-changed";
  /** FILETIME ticks. */
  readonly time: bigint;
}

/**
 * What the audit says of a host. `suspect`: a finding above information speaks against it. `question`: something calls for
 * an answer, but nothing is proven. `suppressed`: all that speaks against it is. `info`: only what needs no action, such as a host that is disabled or off. `unknown`:
 * it could not be judged. A sound host is not cleared: that takes backup trials.
 */
export type AuditWord = "sound" | "suspect" | "question" | "info" | "suppressed" | "unknown";

/** One computer that is or was a Hyper-V host, or that was asked for. */
export interface AuditedHost {
  readonly name: string;
  /** DNS name. */
  readonly domain: string;
  readonly dn: string;
  /** `client`: Windows 10, 11 or older; listed and not judged. */
  readonly kind: "server" | "client";
  readonly nested: boolean;
  readonly clusterNode: boolean;
  readonly askedFor: boolean;
  readonly activity: "active" | "disabled" | "stale" | "unknown";
  readonly connectionPoint: AuditedConnectionPoint;
  readonly owner: PointOwner;
  readonly principalNames: PrincipalNamesWord;
  /** By time. */
  readonly changes: readonly AccountChange[];
  readonly audit: AuditWord;
  /** Ids of the checks with findings about it, above information. */
  readonly reasons: readonly string[];
}

/** A computer that looked like a host and is none. */
export interface LeftOutComputer {
  readonly name: string;
  readonly domain: string;
  readonly reason: "cluster-name" | "virtual-computer" | "guest";
  readonly evidence: DirectoryRef;
}

export interface AuditedDomain {
  /** DNS name. */
  readonly domain: string;
  readonly namingContext: string;
  /** Servers and files that showed it. */
  readonly servers: readonly string[];
  /** Several servers showed it, and what they show was compared. */
  readonly compared: boolean;
}

/** What an audit of a directory saw, by name. */
export interface AuditedDirectory {
  readonly domains: readonly AuditedDomain[];
  readonly hosts: readonly AuditedHost[];
  readonly leftOut: readonly LeftOutComputer[];
  /** Names that were asked for and that no account bears. */
  readonly notFound: readonly string[];
}

/** Hosts that are judged. */
export function auditedServers({ hosts }: AuditedDirectory): readonly AuditedHost[] {
  return hosts.filter(({ kind }) => kind === "server");
}
