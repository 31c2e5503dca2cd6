import type { AttributeValue } from "../directory-objects/index.ts";

/** Search filters; values are escaped by whoever sends them, so that no name can change what is asked. */
export type SearchFilter =
  | { readonly kind: "and" | "or"; readonly of: readonly SearchFilter[] }
  | { readonly kind: "not"; readonly of: SearchFilter }
  | { readonly kind: "present"; readonly attribute: string }
  | { readonly kind: "equals"; readonly attribute: string; readonly value: AttributeValue }
  | { readonly kind: "starts"; readonly attribute: string; readonly value: string };

export interface SearchRequest {
  /** DN; empty for the rootDSE. */
  readonly base: string;
  readonly scope: "base" | "one" | "subtree";
  readonly filter: SearchFilter;
  readonly attributes: readonly string[];
  /** Also deleted objects (1.2.840.113556.1.4.417). */
  readonly showDeleted?: boolean;
  /** Owner, group and list of nTSecurityDescriptor (1.2.840.113556.1.4.801, flags 7). */
  readonly securityDescriptors?: boolean;
}

/** One entry of an answer, normalised: names as the server wrote them, options such as `;range=0-1499` included. */
export interface SearchEntry {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly AttributeValue[]>;
}

/** One page: its entries, and where the server says that more lies elsewhere. Those are not followed. */
export interface SearchPage {
  readonly entries: readonly SearchEntry[];
  readonly referrals: readonly string[];
}

/** A bound connection to one directory server. It can only read. */
export interface DirectoryConnection {
  /** As it was given or found. */
  readonly server: string;
  /**
   * Pages of 500. What goes wrong is thrown as a BadnodeError with its plain words, whatever pages came before; codes begin with `directory-`, such as
   * `directory-no-such-object`, `directory-timeout`, `directory-size-limit`, `directory-referral`, `directory-connection-lost`, `directory-control-refused`.
   */
  search(request: SearchRequest): AsyncIterable<SearchPage>;
  /** Requests sent so far, bind included. */
  readonly requests: number;
  /** Ends the connection whatever state it is in. Never throws. */
  close(): Promise<void>;
}
