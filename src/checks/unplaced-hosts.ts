import { names, type Phrase } from "../report/index.ts";

/** Failures at the rate on hosts of which no log tells what they are: neither a finding nor silence. */
export interface UnplacedHosts {
  readonly kind: "unplaced";
  readonly hosts: readonly string[];
  /** In the check's own words. */
  readonly reason: Phrase;
}

/** null without any. */
export function unplacedHosts(storms: readonly { readonly host: string }[]): UnplacedHosts | null {
  const hosts = [...new Set(storms.map(({ host }) => host))];
  if (hosts.length === 0) return null;
  return { kind: "unplaced", hosts, reason: { code: "unplaced-hosts", arguments: { hosts: names(hosts) } } };
}
