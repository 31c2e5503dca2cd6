import { compareText } from "../shared/order.ts";

export type Group<T> = readonly [T, ...T[]];

/** Groups in order of their key, members in the order given. */
export function sortedGroups<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): readonly (readonly [string, Group<T>])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b));
}
