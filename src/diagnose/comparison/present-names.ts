import type { EarlierCandidate } from "../../evidence/index.ts";
import type { Report } from "../../report/index.ts";

/** null: nothing that was given now names it. */
export type PresentName = (earlier: Pick<EarlierCandidate, "name" | "formerNames">) => string | null;

/** A host that was renamed in between is the same host. A name that two hosts gave up tells none of them. */
export function presentNames({ nodes, proxies }: Pick<Report, "nodes" | "proxies">): PresentName {
  const hosts = [...nodes, ...proxies];
  const present = new Map(hosts.map(({ name }) => [keyOf(name), name]));
  const given = new Map<string, string | null>();
  for (const { name, aliases } of hosts) {
    for (const alias of aliases) {
      const key = keyOf(alias.name);
      given.set(key, given.has(key) && given.get(key) !== name ? null : name);
    }
  }
  return ({ name, formerNames }) =>
    present.get(keyOf(name)) ??
    given.get(keyOf(name)) ??
    formerNames.map((former) => present.get(keyOf(former))).find((found) => found !== undefined) ??
    null;
}

export function keyOf(name: string): string {
  return name.toUpperCase();
}

export function isSameName(a: string, b: string): boolean {
  return keyOf(a) === keyOf(b);
}
