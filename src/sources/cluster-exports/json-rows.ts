/** What ConvertTo-Json wrote: one object or a list of them; null for text that is no such JSON. */
export function jsonRows(text: string): readonly ReadonlyMap<string, string>[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rows.map(rowOf);
}

function rowOf(value: unknown): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  if (typeof value !== "object" || value === null) return row;
  for (const [name, content] of Object.entries(value)) {
    const shown = textOf(content);
    if (shown !== null) row.set(name.toLowerCase(), shown);
  }
  return row;
}

/** Of an object, such as an owner node, its name. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("Name" in value)) return null;
  return typeof value.Name === "string" ? value.Name : null;
}
