import { type EventEvidence, type Evidence, type EvidenceRef, type RowOrigin, rowRef } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import { compareRows } from "../row-order.ts";
import { learnNearGroups } from "./near-groups.ts";
import { type OwnershipSaid, readOwnership } from "./ownership-events.ts";
import { possibleKeys, tellingKey, type VolumeKey, volumeNameKey } from "./volume-key.ts";

/** Names that an input gives to one volume. */
export interface VolumeTie {
  /** Of the disk; none where the input names it otherwise only. */
  readonly resources: readonly VolumeKey[];
  readonly aliases: readonly VolumeKey[];
  /** There is such a volume even where nothing names its resource. */
  readonly isVolume: boolean;
  readonly evidence: EvidenceRef;
}

export interface VolumeTies {
  /** Each once. */
  readonly ties: readonly VolumeTie[];
  /** Roles that hold resources of which none is known as a disk, bear a virtual machine's name, or that of a disk that is in another. */
  readonly otherGroups: ReadonlySet<VolumeKey>;
  /** How a key is written, in the first of the sorted spellings. */
  readonly spellings: ReadonlyMap<VolumeKey, string>;
}

export function collectVolumeTies({ events, exports }: Pick<Evidence, "events" | "exports">): VolumeTies {
  const found = new FoundTies();
  for (const row of exports.volumeNames) {
    const named = row.names.flatMap(({ kind, text }) => {
      const key = found.spelled(volumeNameKey(kind, text), text);
      return key === null ? [] : [{ kind, key }];
    });
    const resources = named.flatMap(({ kind, key }) => (kind === "resource" ? [key] : []));
    const aliases = named.flatMap(({ kind, key }) => (kind === "resource" ? [] : [key]));
    // A role alone may be a virtual machine's.
    const isVolume = named.some(({ kind }) => kind !== "group");
    found.addRow({ resources, aliases, isVolume }, row);
  }
  const said = events.flatMap((event) => readOwnership(event) ?? []);
  for (const { event, resource, volume, target, isDisk } of said) {
    const disk = isDisk ? found.spelled(volumeNameKey("resource", resource ?? ""), resource ?? "") : null;
    const aliases = [volumeNameKey("path", volume ?? ""), tellingKey(target ?? "")].flatMap((key) => key ?? []);
    if (disk === null && aliases.length < 2) continue;
    for (const key of aliases) found.spelled(key, volume ?? "");
    found.addEvent({ resources: disk === null ? [] : [disk], aliases, isVolume: false }, event);
  }
  const states = resourcesOfGroups(said);
  const groupsOf = (isDisk: (resource: VolumeKey) => boolean): readonly GroupTie[] =>
    states.filter(({ resource }) => isDisk(resource));
  nameOwnedVolumes(exports, found, new Set(groupsOf((resource) => found.has(resource)).map(({ group }) => group)));
  const ofDisks = groupsOf((resource) => found.has(resource));
  const guidGroups = new Set(ofDisks.filter(({ group }) => isGuid(group)).map(({ resource }) => resource));
  for (const { resource, group, event, spelling } of ofDisks) {
    // Before it became a Cluster Shared Volume, a disk was in another role: that of all disks without one.
    if (!isGuid(group) && guidGroups.has(resource)) continue;
    found.spelled(group, spelling.group);
    found.spelled(resource, spelling.resource);
    found.addEvent({ resources: [resource], aliases: [group], isVolume: false }, event);
  }
  const diskGroups = new Set(ofDisks.map(({ group }) => group));
  const otherGroups = new Set(states.flatMap(({ group }) => (diskGroups.has(group) ? [] : [group])));
  for (const vm of namedMachines(exports)) otherGroups.add(vm);
  const nearGroups = learnNearGroups(said, { known: diskGroups, others: otherGroups });
  for (const { resource, group, event } of nearGroups) {
    found.addEvent({ resources: [resource], aliases: [group], isVolume: false }, event);
  }
  for (const { resource, group } of [...exportedGroups(exports), ...ofDisks, ...nearGroups]) {
    const namesake = resource.replace(/^resource:/, "group:");
    if (group !== namesake && !diskGroups.has(namesake)) otherGroups.add(namesake);
  }
  return { ties: found.ties(), otherGroups, spellings: found.spellings };
}

/** An owned volume's plain name is its resource's, unless it is known as something else of one. */
function nameOwnedVolumes({ ownership }: Evidence["exports"], found: FoundTies, groups: ReadonlySet<VolumeKey>): void {
  const firstOf = new Map<string, (typeof ownership)[number]>();
  for (const row of ownership) {
    const first = firstOf.get(row.volume);
    if (first === undefined || compareRows(row, first) < 0) firstOf.set(row.volume, row);
  }
  // Known are the names of all else, not those that rows before this one brought.
  const isKnown = found.known();
  for (const row of firstOf.values()) {
    const telling = tellingKey(row.volume);
    if (telling !== null) {
      found.spelled(telling, row.volume);
      found.addRow({ resources: [], aliases: [telling], isVolume: true }, row);
      continue;
    }
    if (possibleKeys(row.volume).some((key) => isKnown.has(key) || groups.has(key))) continue;
    const resource = found.spelled(volumeNameKey("resource", row.volume), row.volume);
    if (resource !== null) found.addRow({ resources: [resource], aliases: [], isVolume: true }, row);
  }
}

function* namedMachines({ placement, sessions }: Evidence["exports"]): Generator<VolumeKey> {
  const machines = new Set<string>();
  for (const { vm } of placement) machines.add(vm);
  // A machine has hundreds of backups.
  for (const { vm } of sessions) if (vm !== null) machines.add(vm);
  for (const vm of machines) yield* volumeNameKeys("group", vm);
}

function* exportedGroups({ volumeNames }: Evidence["exports"]): Generator<Pick<GroupTie, "resource" | "group">> {
  for (const { names } of volumeNames) {
    const keys = (kind: "group" | "resource"): readonly VolumeKey[] =>
      names.flatMap((name) => (name.kind === kind ? volumeNameKeys(kind, name.text) : []));
    for (const resource of keys("resource")) for (const group of keys("group")) yield { resource, group };
  }
}

function volumeNameKeys(kind: "group" | "resource", text: string): readonly VolumeKey[] {
  const key = volumeNameKey(kind, text);
  return key === null ? [] : [key];
}

interface GroupTie {
  readonly resource: VolumeKey;
  readonly group: VolumeKey;
  readonly spelling: { readonly resource: string; readonly group: string };
  /** The first that says so. */
  readonly event: EventEvidence;
}

/** From 1637 and 1673: of all resources, of which most are virtual machines'. */
function resourcesOfGroups(said: readonly OwnershipSaid[]): readonly GroupTie[] {
  const ties = new Map<string, GroupTie>();
  for (const { event, resource, group } of said) {
    if (resource === null || group === null) continue;
    const keys = { resource: volumeNameKey("resource", resource), group: volumeNameKey("group", group) };
    if (keys.resource === null || keys.group === null) continue;
    const id = JSON.stringify([keys.resource, keys.group]);
    if (!ties.has(id)) {
      ties.set(id, { resource: keys.resource, group: keys.group, spelling: { resource, group }, event });
    }
  }
  return [...ties.values()];
}

type TieGiven = Omit<VolumeTie, "evidence">;

class FoundTies {
  readonly spellings = new Map<VolumeKey, string>();
  readonly #fromEvents = new Map<string, VolumeTie>();
  readonly #fromRows = new Map<string, { readonly tie: TieGiven; readonly row: RowOrigin }>();
  readonly #known = new Set<VolumeKey>();

  spelled(key: VolumeKey | null, spelling: string): VolumeKey | null {
    const trimmed = spelling.trim();
    if (key === null || trimmed === "") return key;
    const before = this.spellings.get(key);
    if (before === undefined || compareText(trimmed, before) < 0) this.spellings.set(key, trimmed);
    return key;
  }

  has(key: VolumeKey): boolean {
    return this.#known.has(key);
  }

  /** As of now. */
  known(): ReadonlySet<VolumeKey> {
    return new Set(this.#known);
  }

  /** Events come in their order. */
  addEvent(tie: TieGiven, { ref }: EventEvidence): void {
    const id = this.#idOf(tie);
    if (!this.#fromEvents.has(id)) this.#fromEvents.set(id, { ...tie, evidence: ref });
  }

  addRow(tie: TieGiven, row: RowOrigin): void {
    if (tie.resources.length + tie.aliases.length === 0) return;
    const id = this.#idOf(tie);
    const before = this.#fromRows.get(id);
    if (before === undefined || compareRows(row, before.row) < 0) this.#fromRows.set(id, { tie, row });
  }

  ties(): readonly VolumeTie[] {
    const rows = [...this.#fromRows.values()].map(({ tie, row }) => ({ ...tie, evidence: rowRef(row, "") }));
    return [...rows, ...this.#fromEvents.values()];
  }

  #idOf({ resources, aliases, isVolume }: TieGiven): string {
    for (const key of [...resources, ...aliases]) this.#known.add(key);
    return JSON.stringify([resources, aliases, isVolume]);
  }
}

function isGuid(key: VolumeKey): boolean {
  return key.startsWith("guid:");
}
