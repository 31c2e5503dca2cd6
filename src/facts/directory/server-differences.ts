import type { DirectoryEvidence, DirectoryView } from "../../evidence/index.ts";
import type { DirectoryHost } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** What one server shows of it; null: nothing, though it was read. */
export interface ShownValue {
  readonly view: DirectoryView;
  readonly dn: string;
  readonly value: string | null;
}

/** One thing about a host that servers of one domain show differently. */
export interface ServerDifference {
  readonly host: DirectoryHost;
  /** The account itself or its connection point (attribute `distinguishedName`, value its DN), or one attribute of either (lDAPDisplayName). */
  readonly subject: "account" | "connection-point" | "account-attribute" | "connection-point-attribute";
  readonly attribute: string;
  readonly shown: readonly [ShownValue, ShownValue, ...ShownValue[]];
}

export interface ServerDifferences {
  readonly differences: readonly ServerDifference[];
  /** Naming contexts that two servers or more showed. */
  readonly compared: readonly { readonly namingContext: string; readonly servers: readonly string[] }[];
}

export function deriveServerDifferences(directory: DirectoryEvidence, hosts: DirectoryHosts): ServerDifferences {
  if (directory.views.length < 2) return { differences: [], compared: [] };
  throw new Error("not built yet", { cause: [directory, hosts] });
}
