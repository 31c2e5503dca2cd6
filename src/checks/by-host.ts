/** What facts tell, by the host that it is about, in their order. */
export function byHost<T>(facts: readonly T[], nameOf: (fact: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const fact of facts) {
    const group = groups.get(nameOf(fact));
    if (group === undefined) groups.set(nameOf(fact), [fact]);
    else group.push(fact);
  }
  return groups;
}
