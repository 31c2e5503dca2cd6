import type { EvidenceRef } from "../../evidence/index.ts";
import { JoinedTexts } from "../../shared/joined-texts.ts";
import { compareText } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";
import type { VolumeKey } from "./volume-key.ts";
import type { VolumeTie } from "./volume-ties.ts";

/** One name that inputs give to several volumes: it stands for none of them. */
export interface KeyConflict {
  readonly key: VolumeKey;
  /** The volumes' keys, sorted. */
  readonly volumes: readonly VolumeKey[];
  /** One for each volume. */
  readonly evidence: readonly EvidenceRef[];
}

export interface VolumeAssignment {
  /** A volume's own key is its resource's, or the best of its names. */
  readonly volumeOf: ReadonlyMap<VolumeKey, VolumeKey>;
  /** By key. */
  readonly conflicts: readonly KeyConflict[];
}

/**
 * Which names are one volume's. A disk's resource has an owner, and one volume is one resource: names that are tied to
 * it are its names, and names that are only tied to one another are those of the resource that one of them has. A name
 * that is tied to two resources joins nothing.
 */
export function assignVolumes(ties: readonly VolumeTie[]): VolumeAssignment {
  const resourcesOf = new Map<VolumeKey, Map<VolumeKey, EvidenceRef>>();
  const volumeOf = new Map<VolumeKey, VolumeKey>();
  for (const { resources, aliases, evidence } of ties) {
    for (const resource of resources) {
      volumeOf.set(resource, resource);
      for (const alias of aliases) {
        const known = resourcesOf.get(alias) ?? new Map<VolumeKey, EvidenceRef>();
        resourcesOf.set(alias, known);
        if (!known.has(resource)) known.set(resource, evidence);
      }
    }
  }
  const conflicts: KeyConflict[] = [];
  const conflicting = new Set<VolumeKey>();
  const contradict = (key: VolumeKey, claims: ReadonlyMap<VolumeKey, EvidenceRef>): void => {
    const sorted = [...claims].sort(([a], [b]) => compareText(a, b));
    conflicts.push({ key, volumes: sorted.map(([one]) => one), evidence: sorted.map(([, evidence]) => evidence) });
    conflicting.add(key);
  };
  for (const [alias, resources] of resourcesOf) {
    const [only, another] = resources.keys();
    if (another !== undefined) contradict(alias, resources);
    else if (only !== undefined) volumeOf.set(alias, only);
  }
  const names = new JoinedNames();
  const evidenceOf = new Map<VolumeKey, EvidenceRef>();
  const isVolume = new Set<VolumeKey>();
  for (const tie of ties) {
    if (tie.resources.length > 0) continue;
    const aliases = tie.aliases.filter((alias) => !conflicting.has(alias));
    names.join(aliases);
    for (const alias of aliases) {
      if (!evidenceOf.has(alias)) evidenceOf.set(alias, tie.evidence);
      if (tie.isVolume) isVolume.add(alias);
    }
  }
  for (const group of names.groups()) {
    const claims = new Map<VolumeKey, EvidenceRef>();
    for (const alias of group) {
      const volume = volumeOf.get(alias);
      const evidence = evidenceOf.get(alias);
      if (volume !== undefined && evidence !== undefined && !claims.has(volume)) claims.set(volume, evidence);
    }
    const [only, another] = claims.keys();
    const own = only ?? (group.some((alias) => isVolume.has(alias)) ? bestName(group) : undefined);
    for (const alias of group) {
      if (volumeOf.has(alias) || own === undefined) continue;
      if (another !== undefined) contradict(alias, claims);
      else volumeOf.set(alias, own);
    }
  }
  return { volumeOf, conflicts: conflicts.sort((a, b) => compareText(a.key, b.key)) };
}

/** What an administrator knows it by: its path before a role, and that before numbers. */
function bestName(group: readonly VolumeKey[]): VolumeKey | undefined {
  const ranked = ["path:", "group:"].flatMap((kind) => group.filter((key) => key.startsWith(kind)));
  return ranked[0] ?? group[0];
}

/** Names that are one volume's, without saying which. */
class JoinedNames {
  readonly #joined = new JoinedTexts();

  /** One alone is a group of its own. */
  join(keys: readonly VolumeKey[]): void {
    for (const key of keys) this.#joined.join(keys[0] ?? key, key);
  }

  /** Each sorted. */
  groups(): readonly (readonly VolumeKey[])[] {
    const keys = [...this.#joined.texts()].sort(compareText);
    return sortedGroups(keys, (key) => this.#joined.rootOf(key)).map(([, group]) => group);
  }
}
