import { compareBigint } from "../../../src/shared/order.ts";
import { jittered, later, type Moment } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { dayAt, isWorkingDay } from "./calendar.ts";
import type { Move, PlannedNode, Volume } from "./plan.ts";

/** Two moves in three days, as administrators balance their volumes. */
const MOVES_A_NIGHT = 2 / 3;
const WORKING_HOURS = { from: 8, to: 15.5 } as const;
const HOURS_BEFORE_UPGRADE = 4;
const MORNING_HOUR = 9.4;

/** Who owns what, volume by volume. */
class Ownership {
  readonly #owners: Map<string, string>;

  constructor(owners: Iterable<readonly [volume: string, node: string]>) {
    this.#owners = new Map(owners);
  }

  of(volume: Volume): string {
    return this.#owners.get(volume.name) ?? "";
  }

  count(node: string): number {
    return [...this.#owners.values()].filter((owner) => owner === node).length;
  }

  give(volume: Volume, node: string): void {
    this.#owners.set(volume.name, node);
  }
}

/** The owners at the first backup: the volumes dealt out to the nodes in turn. */
export function dealtOwner(nodes: readonly PlannedNode[], volume: number): PlannedNode {
  const owner = nodes[volume % nodes.length];
  if (owner === undefined) throw new RangeError("A cluster has at least one node.");
  return owner;
}

/**
 * What happens in the week before the backups. A node that is updated gives its volumes away and has them back when it
 * is up again. A volume dealt to a renamed node comes to it only when that node has joined the cluster; one dealt to an
 * upgraded node goes away before the upgrade and comes back after it.
 */
export function movesBeforeBackups(
  nodes: readonly PlannedNode[],
  volumes: readonly Volume[],
  random: SeededRandom,
): readonly Move[] {
  return volumes.flatMap((volume, index) => {
    const node = dealtOwner(nodes, index);
    const standIn = goodNodeBefore(nodes, nodes.indexOf(node));
    if (standIn === null) return [];
    const around = (from: PlannedNode, to: PlannedNode, gone: Moment, back: Moment): readonly Move[] => [
      { time: jittered(later(gone, index * 5), random), volume, from: from.name, to: to.name },
      { time: jittered(later(back, index * 5), random), volume, from: to.name, to: from.name },
    ];
    const first = node.cause === "renamed" ? standIn : node;
    const beforeThat = goodNodeBefore(nodes, nodes.indexOf(first));
    const updated =
      first.patchedAt === null || beforeThat === null
        ? []
        : around(first, beforeThat, later(first.patchedAt, -600), later(first.patchedAt, 180));
    if (node.joinedAt === null) return updated;
    const back = later(node.joinedAt, 5_400);
    if (node.upgradedAt !== null) {
      return [...updated, ...around(node, standIn, later(node.upgradedAt, -HOURS_BEFORE_UPGRADE * 3_600), back)];
    }
    return [...updated, { time: jittered(later(back, index * 60), random), volume, from: standIn.name, to: node.name }];
  });
}

/** The nearest good node before this one, in a circle; null where none is good. */
function goodNodeBefore(nodes: readonly PlannedNode[], position: number): PlannedNode | null {
  return [...nodes.slice(position + 1), ...nodes.slice(0, position)].findLast(({ isBad }) => !isBad) ?? null;
}

/** From the first day with a backup. */
export interface WorkingSpan {
  readonly firstMoment: Moment;
  readonly firstDay: number;
  readonly nights: number;
}

/** A volume and its owner at the first backup. */
export interface DealtVolume {
  readonly volume: Volume;
  readonly node: PlannedNode;
}

/** A volume goes round all nodes: every working morning between the nights the next one has it. */
export function movesInTurn(
  span: WorkingSpan,
  nodes: readonly PlannedNode[],
  { volume, node }: DealtVolume,
  random: SeededRandom,
): readonly Move[] {
  const first = nodes.indexOf(node);
  const ownerAfter = (moves: number): string => dealtOwner(nodes, first + moves).name;
  return workingDays(span).map((day, index) => ({
    time: jittered(dayAt(span.firstMoment, day, MORNING_HOUR), random),
    volume,
    from: ownerAfter(index),
    to: ownerAfter(index + 1),
  }));
}

/**
 * Moves in working hours between the nights. Volumes go from good to bad, from bad to good and from good to good in
 * turn, the least moved first. A bad node never gives away its only volume, a good one only where none has two.
 */
export function movesBetweenBackups(
  span: WorkingSpan,
  nodes: readonly PlannedNode[],
  dealt: readonly DealtVolume[],
  random: SeededRandom,
): readonly Move[] {
  const volumes = dealt.map(({ volume }) => volume);
  const ownership = new Ownership(dealt.map(({ volume, node }) => [volume.name, node.name]));
  const moved = new Map<string, number>();
  const moves: Move[] = [];
  for (const [turn, time] of moveTimes(span, random).entries()) {
    const move = nextMove({ turn, time, nodes, volumes, ownership, moved }, random);
    if (move === null) continue;
    ownership.give(move.volume, move.to);
    moved.set(move.volume.name, (moved.get(move.volume.name) ?? 0) + 1);
    moves.push(move);
  }
  return moves;
}

/** Behind the first night and before the last, so that each volume has a night under either owner. */
function moveTimes(span: WorkingSpan, random: SeededRandom): readonly Moment[] {
  const { firstMoment, firstDay, nights } = span;
  const days = workingDays(span);
  const count = days.length === 0 ? 0 : Math.round(nights * MOVES_A_NIGHT);
  return Array.from({ length: count }, (_, index) => {
    const day = days[Math.floor((index * days.length) / count)] ?? firstDay;
    const hour = WORKING_HOURS.from + random.next() * (WORKING_HOURS.to - WORKING_HOURS.from);
    return jittered(dayAt(firstMoment, day, hour), random);
  }).toSorted(compareBigint);
}

function workingDays({ firstMoment, firstDay, nights }: WorkingSpan): readonly number[] {
  return Array.from({ length: Math.max(0, nights - 1) }, (_, index) => firstDay + 1 + index).filter((day) =>
    isWorkingDay(dayAt(firstMoment, day, 0)),
  );
}

interface Situation {
  readonly turn: number;
  readonly time: Moment;
  readonly nodes: readonly PlannedNode[];
  readonly volumes: readonly Volume[];
  readonly ownership: Ownership;
  readonly moved: ReadonlyMap<string, number>;
}

function nextMove({ turn, time, nodes, volumes, ownership, moved }: Situation, random: SeededRandom): Move | null {
  const isRich = nodes.some(({ name }) => ownership.count(name) > 1);
  for (const [sources, targets] of kindsOfMoves(nodes, turn)) {
    const givers = new Set(sources.filter((node) => canGive(node, ownership, isRich)).map(({ name }) => name));
    const volume = volumes
      .filter((candidate) => givers.has(ownership.of(candidate)))
      .toSorted((a, b) => (moved.get(a.name) ?? 0) - (moved.get(b.name) ?? 0))[0];
    if (volume === undefined) continue;
    const from = ownership.of(volume);
    const [first, ...rest] = targets.filter(({ name }) => name !== from);
    if (first !== undefined) return { time, volume, from, to: random.pick(first, ...rest).name };
  }
  return null;
}

/** From which nodes to which, the kind whose turn it is first. */
function kindsOfMoves(
  nodes: readonly PlannedNode[],
  turn: number,
): readonly (readonly [sources: readonly PlannedNode[], targets: readonly PlannedNode[]])[] {
  const bad = nodes.filter(({ isBad }) => isBad);
  const good = nodes.filter(({ isBad }) => !isBad);
  const kinds = [
    [good, bad],
    [bad, good],
    [good, good],
  ] as const;
  const first = turn % kinds.length;
  return [...kinds.slice(first), ...kinds.slice(0, first), [bad, bad]];
}

/** Where no node has two volumes, a good one may give away its only one. */
function canGive({ name, isBad }: PlannedNode, ownership: Ownership, isRich: boolean): boolean {
  const owned = ownership.count(name);
  return owned > 1 || (owned === 1 && !isBad && !isRich);
}
