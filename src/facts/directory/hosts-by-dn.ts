import { dnKey } from "../../shared/distinguished-name.ts";
import type { DirectoryHost } from "./directory-host.ts";

/** By the dnKey of each DN that a view shows of its account; a DN that two hosts had in turn is the first one's. */
export function hostsByDn(hosts: readonly DirectoryHost[]): ReadonlyMap<string, DirectoryHost> {
  const byDn = new Map<string, DirectoryHost>();
  for (const host of hosts)
    for (const { object } of host.accounts) {
      const key = dnKey(object.dn);
      if (!byDn.has(key)) byDn.set(key, host);
    }
  return byDn;
}
