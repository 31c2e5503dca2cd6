import {
  type EventEvidence,
  type Evidence,
  type ExportEvidence,
  type GroupMoveRow,
  NO_EXPORTS,
  type OwnershipRow,
  type VolumeNames,
} from "../../evidence/index.ts";
import type { Hosts } from "../hosts.ts";
import type { Clusters } from "./clusters.ts";
import { readOwnership } from "./ownership-events.ts";

type Told = Pick<Evidence, "events" | "exports">;

/** What names volumes: of one cluster, or as yet of none. */
type Piece =
  | { readonly kind: "event"; readonly event: EventEvidence }
  | { readonly kind: "owner"; readonly row: OwnershipRow }
  | { readonly kind: "names"; readonly row: VolumeNames }
  | { readonly kind: "move"; readonly row: GroupMoveRow };

/**
 * The evidence of each cluster, and of none (null). Where a cluster is not told, it is the one that alone knows a volume of that
 * name; what several know is nobody's.
 */
export function partByCluster(evidence: Told, hosts: Hosts, clusters: Clusters): ReadonlyMap<string | null, Told> {
  const parts = new Map<string | null, Part>([...clusters.names, null].map((name) => [name, new Part()]));
  const untold: Piece[] = [];
  for (const piece of piecesOf(evidence)) {
    const cluster = clusterOf(piece, hosts, clusters);
    if (cluster === null) untold.push(piece);
    else parts.get(cluster)?.add(piece);
  }
  const named = clusters.names.flatMap((name) => parts.get(name) ?? []);
  const owners = untold.map((piece) => named.filter((part) => part.knows(piece)));
  for (const [at, piece] of untold.entries()) {
    const [only, another] = owners[at] ?? [];
    if (another === undefined) (only ?? parts.get(null))?.add(piece);
  }
  return new Map([...parts].map(([name, part]) => [name, part.told()]));
}

function* piecesOf({ events, exports }: Told): Generator<Piece> {
  for (const event of events) yield { kind: "event", event };
  for (const row of exports.ownership) yield { kind: "owner", row };
  for (const row of exports.volumeNames) yield { kind: "names", row };
  for (const row of exports.groupMoves) yield { kind: "move", row };
}

function clusterOf(piece: Piece, hosts: Hosts, { clusterOf: ofHost, named }: Clusters): string | null {
  switch (piece.kind) {
    case "event":
      return ofHost(hosts.nameOf(piece.event.computer, piece.event.time));
    case "move":
      return ofHost(hosts.nameOf(piece.row.from, piece.row.time));
    case "owner":
      return ofHost(hosts.nameOf(piece.row.node, piece.row.time));
    case "names": {
      const { cluster, node } = piece.row;
      const own = cluster === undefined ? null : named(cluster);
      return own ?? (node === undefined ? null : ofHost(hosts.nameOf(node, null)));
    }
  }
}

class Part {
  readonly #events: EventEvidence[] = [];
  readonly #ownership: OwnershipRow[] = [];
  readonly #volumeNames: VolumeNames[] = [];
  readonly #groupMoves: GroupMoveRow[] = [];
  readonly #names = new Set<string>();

  add(piece: Piece): void {
    for (const name of namesIn(piece)) this.#names.add(name);
    if (piece.kind === "event") this.#events.push(piece.event);
    else if (piece.kind === "owner") this.#ownership.push(piece.row);
    else if (piece.kind === "names") this.#volumeNames.push(piece.row);
    else this.#groupMoves.push(piece.row);
  }

  knows(piece: Piece): boolean {
    return namesIn(piece).some((name) => this.#names.has(name));
  }

  told(): Told {
    const exports: ExportEvidence = {
      ...NO_EXPORTS,
      ownership: this.#ownership,
      volumeNames: this.#volumeNames,
      groupMoves: this.#groupMoves,
    };
    return { events: this.#events, exports };
  }
}

/** In lower case. */
function namesIn(piece: Piece): readonly string[] {
  switch (piece.kind) {
    case "event": {
      const { resource = null, group = null, volume = null } = readOwnership(piece.event) ?? {};
      return [resource, group, volume].flatMap((name) => name?.trim().toLowerCase() ?? []);
    }
    case "owner":
      return [piece.row.volume.trim().toLowerCase()];
    case "move":
      return [piece.row.group.trim().toLowerCase()];
    case "names":
      return piece.row.names.map(({ text }) => text.trim().toLowerCase());
  }
}
