import { type Evidence, type EvidenceRef, type Proof, type RowOrigin, rowRef } from "../../evidence/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { compareText } from "../../shared/order.ts";
import { compareRows } from "../row-order.ts";
import { readOwnership } from "./ownership-events.ts";
import { volumesInCell } from "./volumes-in-cell.ts";
import { tellingKey, type VolumeKey, volumeNameKey } from "./volume-key.ts";

/** A name that events, ownership rows, sessions or placements use and nothing maps to a volume. */
export interface UnmappedName {
  readonly name: string;
  /** Uses. */
  readonly count: number;
  readonly evidence: Proof;
  /** Where a role of that name moves, of which nothing tells that it holds the volume; null: none does. */
  readonly role: EvidenceRef | null;
}

/** By name. */
export function findUnmappedNames(
  { events, exports }: Pick<Evidence, "events" | "exports">,
  nameOf: (name: string, kind?: "group" | "resource") => string | null,
  otherGroups: ReadonlySet<VolumeKey>,
): readonly UnmappedName[] {
  const uses = new Map<string, NameUses>();
  const used = (name: string): NameUses => {
    // Every path below one folder is the same gap.
    const telling = tellingKey(name);
    const key = telling?.startsWith("path:") === true ? telling : name.trim().toLowerCase();
    const found = uses.get(key) ?? new NameUses(name.trim());
    uses.set(key, found);
    found.add(name.trim());
    return found;
  };
  const isUnmappedGroup = (group: string): boolean => {
    const key = volumeNameKey("group", group);
    if (key === null || otherGroups.has(key) || nameOf(group, "group") !== null) return false;
    return key.startsWith("guid:") || nameOf(group, "resource") !== null;
  };
  const roles = new MovedRoles();
  for (const event of events) {
    const { group = null, resource = null, volume = null } = readOwnership(event) ?? {};
    if (group !== null && resource === null) {
      roles.atEvent(group, event.ref);
      if (isUnmappedGroup(group)) used(group).atEvent(event.ref);
    }
    if (volume !== null && resource === null && nameOf(volume) === null) used(volume).atEvent(event.ref);
  }
  for (const row of exports.groupMoves) {
    roles.atRow(row.group, row, row.time);
    if (isUnmappedGroup(row.group)) used(row.group).atRow(row, row.time);
  }
  for (const row of exports.ownership) if (nameOf(row.volume) === null) used(row.volume).atRow(row, row.time);
  const usedInCell = (cell: string, row: RowOrigin, time: bigint | null): void => {
    if (nameOf(cell) !== null) return;
    for (const volume of volumesInCell(cell, nameOf)) if (nameOf(volume) === null) used(volume).atRow(row, time);
  };
  for (const row of exports.placement) usedInCell(row.volume, row, row.time);
  for (const row of exports.sessions) if (row.volume !== null) usedInCell(row.volume, row, row.start);
  return [...uses.values()].flatMap((one) => one.told(roles)).sort((a, b) => compareText(a.name, b.name));
}

class NameUses {
  #name: string;
  #count = 0;
  #event: EvidenceRef | null = null;
  #row: { readonly row: RowOrigin; readonly time: bigint | null } | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  add(name: string): void {
    this.#count++;
    if (compareText(name, this.#name) < 0) this.#name = name;
  }

  /** Events come in their order. */
  atEvent(ref: EvidenceRef): void {
    this.#event ??= ref;
  }

  atRow(row: RowOrigin, time: bigint | null): void {
    if (this.#row === null || compareRows(row, this.#row.row) < 0) this.#row = { row, time };
  }

  told(roles: MovedRoles): readonly UnmappedName[] {
    const ofRow = this.#row === null ? null : rowRef(this.#row.row, timeText(this.#row.time));
    const first = this.#event ?? ofRow;
    return first === null
      ? []
      : [{ name: this.#name, count: this.#count, evidence: [first], role: roles.named(this.#name) }];
  }
}

/** Roles by name, each with the first that tells that it moves. */
class MovedRoles {
  readonly #events = new Map<string, EvidenceRef>();
  readonly #rows = new Map<string, { readonly row: RowOrigin; readonly time: bigint }>();

  atEvent(group: string, ref: EvidenceRef): void {
    const key = roleKey(group);
    if (!this.#events.has(key)) this.#events.set(key, ref);
  }

  atRow(group: string, row: RowOrigin, time: bigint): void {
    const key = roleKey(group);
    const known = this.#rows.get(key);
    if (known === undefined || compareRows(row, known.row) < 0) this.#rows.set(key, { row, time });
  }

  named(name: string): EvidenceRef | null {
    const told = this.#rows.get(roleKey(name));
    return this.#events.get(roleKey(name)) ?? (told === undefined ? null : rowRef(told.row, filetimeToIso(told.time)));
  }
}

function roleKey(name: string): string {
  return name.trim().toLowerCase();
}

function timeText(time: bigint | null): string {
  return time === null ? "" : filetimeToIso(time);
}
