import { type EvidenceHorizon, type OwnershipTimeline, rowsOfChannel } from "../facts/index.ts";
import type { NextTestRow } from "../report/index.ts";
import { compareText } from "../shared/order.ts";
import { NO_NAMES } from "./next-tests.ts";

/**
 * Pairs of these nodes of which one owned nothing any more when the other first owned something: some of its volumes. One host before and behind
 * a renaming looks so where no log is given, and counts as two. Those that logs show as one host have one name here; a System log in which
 * the other has its own name before and after the hand-over shows that they are two.
 */
export function possibleRenames(
  nodes: readonly string[],
  { volumes }: Pick<OwnershipTimeline, "volumes">,
  horizon: EvidenceHorizon,
): readonly NextTestRow[] {
  const systemLogs = rowsOfChannel(horizon, "System");
  const tenures = new Map(nodes.map((node) => [node, tenureOf(node, volumes)]));
  return [...nodes].sort(compareText).flatMap((before) =>
    [...nodes].sort(compareText).flatMap((behind): readonly NextTestRow[] => {
      const [old, young] = [tenures.get(before), tenures.get(behind)];
      if (before === behind || old?.to === null || old?.to === undefined || young?.from === null) return [];
      if (young === undefined || old.to > young.from) return [];
      const { to: left } = old;
      const { from: arrived } = young;
      const isLogged = systemLogs.some(
        ({ host, from, to }) => host === behind && from !== null && to !== null && from <= left && to >= arrived,
      );
      if (isLogged) return [];
      const isHandedOver = [...young.first].some((volume) => old.last.has(volume));
      return isHandedOver ? [{ ...NO_NAMES, code: "give-system-log", from: before, to: behind }] : [];
    }),
  );
}

type OwnershipInterval = OwnershipTimeline["volumes"][number]["intervals"][number];

/** When a node owned anything. FILETIME ticks; null: since or until no known moment. */
interface Tenure {
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** Volumes that it owned at the beginning, and at the end. */
  readonly first: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
}

function tenureOf(node: string, volumes: OwnershipTimeline["volumes"]): Tenure | undefined {
  const owned = volumes.flatMap(({ volume, intervals }) =>
    intervals.flatMap((interval) => (interval.node === node ? [{ volume, interval }] : [])),
  );
  if (owned.length === 0) return undefined;
  const from = least(owned.map(({ interval }) => interval.from));
  const to = most(owned.map(({ interval }) => interval.to));
  const at = (isThen: (interval: OwnershipInterval) => boolean): ReadonlySet<string> =>
    new Set(owned.flatMap(({ volume, interval }) => (isThen(interval) ? [volume] : [])));
  return { from, to, first: at((one) => one.from === from), last: at((one) => one.to === to) };
}

function least(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce((all, one) => (all === null || one === null ? null : one < all ? one : all));
}

function most(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce((all, one) => (all === null || one === null ? null : one > all ? one : all));
}
