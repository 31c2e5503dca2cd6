import type { Evidence } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { JoinedTexts } from "../../shared/joined-texts.ts";
import type { Hosts } from "../hosts.ts";
import { interleavedOwners } from "./interleaved-owners.ts";
import { joinOwners } from "./joined-owners.ts";
import { deriveLogSilence } from "./log-silence.ts";
import { type OwnerDuring, OwnerIndex } from "./owner-index.ts";
import { joinFacts } from "./ownership-changes.ts";
import { collectOwnershipFacts } from "./ownership-facts.ts";
import { intervalsOf, type OwnershipInterval } from "./ownership-intervals.ts";
import type { Volumes } from "./volumes.ts";

export type { OwnerDuring } from "./owner-index.ts";
export type { OwnershipInterval } from "./ownership-intervals.ts";

export interface VolumeTimeline {
  readonly volume: string;
  /** In time order, without holes; empty where nothing tells an owner. */
  readonly intervals: readonly OwnershipInterval[];
}

export interface OwnershipTimeline {
  /** By volume. */
  readonly volumes: readonly VolumeTimeline[];
  /** Every node that owned something, or that an input names as a node; sorted. */
  readonly nodes: readonly string[];
  /** Nodes that owned something, those together that something moved between or one list shows; each sorted, by its first. */
  readonly ownerGroups: readonly (readonly string[])[];
  /** Both ends included. `tolerance`: ticks by which clocks may differ; a move so close to an end counts as inside. */
  readonly ownerDuring: (volume: string, from: bigint, to: bigint, tolerance: bigint) => OwnerDuring;
}

/** `tolerance`: ticks by which the clocks of those that tell of one move may differ. */
export function deriveOwnershipTimeline(
  evidence: Pick<Evidence, "events" | "logs" | "exports" | "latest">,
  hosts: Hosts,
  volumes: Volumes,
  tolerance: bigint,
): OwnershipTimeline {
  const silence = deriveLogSilence(evidence, hosts);
  const joined = joinOwners(evidence, hosts);
  const timelines = collectOwnershipFacts(evidence, hosts, volumes).map((told) => {
    const facts = told.facts();
    const interleaved = interleavedOwners(facts, joined, tolerance);
    const intervals = interleaved === null ? intervalsOf(joinFacts(facts, tolerance), silence) : [interleaved];
    return { volume: told.volume, intervals };
  });
  const indexes = new Map(timelines.map(({ volume, intervals }) => [volume, new OwnerIndex(intervals)]));
  const owners = new Set(timelines.flatMap(({ intervals }) => ownersIn(intervals)));
  return {
    volumes: timelines,
    nodes: distinctTexts([...hosts.clusterNodes, ...owners]),
    ownerGroups: groupsOf(owners, joined),
    ownerDuring: (volume, from, to, within) => indexes.get(volume)?.during(from, to, within) ?? { kind: "unknown" },
  };
}

function groupsOf(owners: ReadonlySet<string>, joined: JoinedTexts): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const owner of distinctTexts(owners)) {
    const root = joined.rootOf(owner);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [owner]);
    else group.push(owner);
  }
  return [...groups.values()];
}

function ownersIn(intervals: readonly OwnershipInterval[]): readonly string[] {
  const owners = new Set<string>();
  for (const { claims } of intervals) for (const claim of claims) owners.add(claim);
  return [...owners];
}
