import type { DirectoryHost, DirectoryHosts } from "../facts/directory/index.ts";
import type { Finding, Severity } from "../report/index.ts";
import { byName } from "./by-name.ts";
import { severityOn } from "./host-severity.ts";

/** Findings about objects that stand where they should not, by the host that they belong to; `further`: those that belong to none. */
export interface MisplacedFindings {
  readonly of: (host: DirectoryHost) => readonly Finding[];
  readonly further: readonly Finding[];
  /** Hosts were asked for by name, so that nobody asked for those. */
  readonly isByName: boolean;
}

/**
 * What belongs to clients, or to hosts that were not asked for, is left out: these are not judged. What belongs to none is
 * information where hosts were asked for by name: it was not asked for, and may still be where theirs went.
 */
export function misplacedFindings<T extends { readonly name: string }>(
  misplaced: readonly T[],
  { hosts, others, unfound, unseen }: Pick<DirectoryHosts, "hosts" | "others" | "unfound" | "unseen">,
  findingOf: (one: T, severity: Severity) => Finding,
): MisplacedFindings {
  const known = new Set([...hosts, ...others].map(({ name }) => name));
  const isByName = unfound.length > 0 || [...hosts, ...unseen].some(({ isAskedFor }) => isAskedFor);
  const misplacedOf = byName(misplaced, ({ name }) => name);
  return {
    isByName,
    of: (host) => (misplacedOf.get(host.name) ?? []).map((one) => findingOf(one, severityOn(host, "warning"))),
    further: misplaced
      .filter(({ name }) => !known.has(name))
      .map((one) => ({
        ...findingOf(one, isByName ? "info" : "warning"),
        subject: { kind: "object", name: one.name },
      })),
  };
}
