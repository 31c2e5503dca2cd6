import type { ComputerObject, ConnectionPointObject, DirectoryView, UnreadPart } from "../../evidence/index.ts";

/** One object as one server or export shows it. */
export interface Seen<T> {
  readonly view: DirectoryView;
  readonly object: T;
}

export type SeenComputer = Seen<ComputerObject>;
export type SeenConnectionPoint = Seen<ConnectionPointObject>;

/**
 * `list-refused`: the reader may not see what stands below the account, or its list cannot be read. `unread`: a part of the directory that may hold it did not come.
 * `access-not-shown`: an export shows none, and no access lists, so that one may have been hidden from whoever made it.
 * `unreadable`: it stands there, without an attribute. `not-asked`: no connection point at all was asked for or exported.
 */
export type UnknownReason = "list-refused" | "access-not-shown" | "unread" | "unreadable" | "not-asked";

/** Of `CN=Microsoft Hyper-V` right below the account. Where servers disagree, one that shows it decides. */
export type ConnectionPointState =
  | { readonly kind: "present"; readonly points: readonly [SeenConnectionPoint, ...SeenConnectionPoint[]] }
  /** Every view that was read whole shows the account without it. */
  | { readonly kind: "missing"; readonly accounts: readonly [SeenComputer, ...SeenComputer[]] }
  | {
      readonly kind: "unknown";
      readonly reason: UnknownReason;
      readonly accounts: readonly [SeenComputer, ...SeenComputer[]];
      /** Of `unread`: all that is told of one DN; none where the whole file is damaged. */
      readonly parts: readonly UnreadPart[];
      /** Of `unreadable`: what stands there. */
      readonly points: readonly SeenConnectionPoint[];
    };

/** `stale`: no logon for 45 days by lastLogonTimestamp and pwdLastSet, against the view's time. `unknown`: none of that is shown. */
export type Activity = "active" | "disabled" | "stale" | "unknown";

/** A computer that is or was a Hyper-V host by its SPNs or its connection point, or that was asked for. */
export interface DirectoryHost {
  /**
   * `HV01`; where several domains have one, or a host of the logs or exports that is not known to be this one is called so, `HV01.CORP.EXAMPLE`. Who
   * has the name of a host of those is that host.
   */
  readonly name: string;
  /** Its naming context. */
  readonly namingContext: string;
  /** `client`: Windows 10, 11 or older by operatingSystem; listed apart and not judged. */
  readonly kind: "server" | "client";
  /** It has a guest's connection point: it is a virtual machine itself. */
  readonly isNested: boolean;
  /** By SPNs of class MSServerClusterMgmtAPI. */
  readonly isClusterNode: boolean;
  /** By name, with --hosts or --nodes-from. */
  readonly isAskedFor: boolean;
  readonly hasHyperVSpns: boolean;
  readonly activity: Activity;
  /** One per view, those that say most first. */
  readonly accounts: readonly [SeenComputer, ...SeenComputer[]];
  readonly connectionPoint: ConnectionPointState;
  /** Of which objects some server or file did not give all values of some attribute: what is not among those may be there. */
  readonly cutValues: { readonly account: boolean; readonly connectionPoint: boolean };
}

/** A host whose connection point came and whose account did not, so that nothing else of it is known. */
export interface UnseenHost {
  readonly name: string;
  /** Its naming context. */
  readonly namingContext: string;
  readonly isAskedFor: boolean;
  /** Of the account, as the connection point's DN has it. */
  readonly dn: string;
  readonly points: readonly [SeenConnectionPoint, ...SeenConnectionPoint[]];
}

/** A computer that looked like a host and is none. */
export interface LeftOutComputer {
  readonly name: string;
  readonly reason: "cluster-name" | "virtual-computer" | "guest";
  readonly account: SeenComputer;
  /** The object, the attribute that tells, and its value; of a guest, its connection point. */
  readonly dn: string;
  readonly attribute: string;
  readonly value: string;
}
