/** What belongs together by one name, such as that of a host, in the order given. */
export function byName<T>(facts: readonly T[], nameOf: (fact: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const fact of facts) {
    const group = groups.get(nameOf(fact));
    if (group === undefined) groups.set(nameOf(fact), [fact]);
    else group.push(fact);
  }
  return groups;
}
