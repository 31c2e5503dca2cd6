import {
  type EventEvidence,
  type Evidence,
  type EvidenceRef,
  type GroupMoveRow,
  type OwnershipRow,
  rowRef,
} from "../../evidence/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import type { Hosts } from "../hosts.ts";
import { compareRows } from "../row-order.ts";
import { type OwnershipSaid, readOwnership } from "./ownership-events.ts";
import { snapshotSeries } from "./snapshot-series.ts";
import type { Volumes } from "./volumes.ts";

/** Where a fact stands; a reference is made of it when it is shown. A million rows have no object besides. */
export type FactSource = EventEvidence | OwnershipRow | GroupMoveRow;

/**
 * `announced`: it is about to move. `left`, `arrived`: the node itself says so. `listed`: a history has it from now on.
 * `seen`: an export was made at this moment. Nodes are hosts; null: not told.
 */
export interface OwnershipFact {
  readonly kind: "announced" | "left" | "arrived" | "listed" | "seen";
  /** FILETIME ticks. */
  readonly time: bigint;
  readonly from: string | null;
  readonly to: string | null;
  /** The host that wrote it; null: an export. */
  readonly writer: string | null;
  readonly source: FactSource;
}

/** In the order in which things happen, where times are equal. */
const KINDS: readonly OwnershipFact["kind"][] = ["announced", "left", "arrived", "listed", "seen"];

export function refOf(source: FactSource): EvidenceRef {
  if ("ref" in source) return source.ref;
  return rowRef(source, source.time === null ? "" : filetimeToIso(source.time));
}

interface GivenFacts {
  readonly said: OwnershipSaid[];
  readonly rows: OwnershipRow[];
  readonly moves: GroupMoveRow[];
}

/** What is said of one volume; facts are made of it one volume at a time. */
export interface VolumeFacts {
  readonly volume: string;
  /** In order. */
  facts(): readonly OwnershipFact[];
}

/** By volume; all volumes. */
export function collectOwnershipFacts(
  { events, exports, latest }: Pick<Evidence, "events" | "exports" | "latest">,
  hosts: Hosts,
  volumes: Volumes,
): readonly VolumeFacts[] {
  // Where there is one cluster, nobody asks.
  const nodeOf = (name: string | null, time: bigint | null): string | undefined =>
    volumes.clusters.length === 0 ? undefined : hosts.nameOf(name, time);
  const given = new Map<string, GivenFacts>(volumes.names.map((name) => [name, { said: [], rows: [], moves: [] }]));
  for (const event of events) {
    // A clock that ran wild says nothing of when.
    if (event.time < EARLIEST_RECORD_TIME || event.time > latest) continue;
    const said = readOwnership(event);
    if (said === null || said.what === null) continue;
    given.get(volumeSaid(said, volumes, nodeOf(event.computer, event.time)) ?? "")?.said.push(said);
  }
  for (const row of exports.ownership) {
    given.get(volumes.nameOf(row.volume, undefined, nodeOf(row.node, row.time)) ?? "")?.rows.push(row);
  }
  for (const row of exports.groupMoves) {
    given.get(volumes.nameOf(row.group, "group", nodeOf(row.from, row.time)) ?? "")?.moves.push(row);
  }
  const series = snapshotSeries(exports.ownership);
  return [...given]
    .sort(([a], [b]) => compareText(a, b))
    .map(([volume, told]) => ({ volume, facts: () => factsOf(told, hosts, series) }));
}

function volumeSaid({ resource, group, volume }: OwnershipSaid, { nameOf }: Volumes, node?: string): string | null {
  if (resource !== null) return nameOf(resource, "resource", node);
  if (group !== null) return nameOf(group, "group", node);
  return volume === null ? null : nameOf(volume, undefined, node);
}

function factsOf(
  { said, rows, moves }: GivenFacts,
  hosts: Hosts,
  series: ReadonlySet<string>,
): readonly OwnershipFact[] {
  const facts: OwnershipFact[] = [];
  for (const one of said) facts.push(...factSaid(one, hosts));
  for (const row of moves) {
    const nodes = { from: hosts.nameOf(row.from, row.time), to: hosts.nameOf(row.to, row.time) };
    // A cluster that forms gives each role to the node that has it.
    const isMove = nodes.from !== nodes.to;
    facts.push({ kind: isMove ? "announced" : "arrived", time: row.time, writer: null, source: row, ...nodes });
  }
  for (const row of rows) {
    const { time, form, file } = row;
    if (time === null) continue;
    const node = hosts.nameOf(row.node, time);
    if (form === "history" && !series.has(file)) {
      facts.push({ kind: "listed", time, from: null, to: node, writer: null, source: row });
    } else facts.push({ kind: "seen", time, from: node, to: node, writer: null, source: row });
  }
  return facts.sort(compareFacts);
}

function factSaid({ event, what, from, to }: OwnershipSaid, hosts: Hosts): readonly OwnershipFact[] {
  const { time } = event;
  const writer = hosts.nameOf(event.computer, time);
  const fact = { time, writer, source: event } as const;
  if (what === "arrived") return [{ ...fact, kind: what, from: null, to: writer }];
  if (what === "left") return [{ ...fact, kind: what, from: writer, to: null }];
  if (what === null || to === null) return [];
  const nodes = { from: from === null ? null : hosts.nameOf(from, time), to: hosts.nameOf(to, time) };
  return nodes.from === nodes.to ? [] : [{ ...fact, kind: "announced", ...nodes }];
}

function compareFacts(a: OwnershipFact, b: OwnershipFact): number {
  return (
    compareBigint(a.time, b.time) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.from ?? "", b.from ?? "") ||
    compareText(a.to ?? "", b.to ?? "") ||
    compareSources(a.source, b.source)
  );
}

function compareSources(a: FactSource, b: FactSource): number {
  if ("ref" in a) {
    if (!("ref" in b)) return -1;
    return compareText(a.ref.file, b.ref.file) || compareBigint(a.recordId, b.recordId);
  }
  return "ref" in b ? 1 : compareRows(a, b);
}
