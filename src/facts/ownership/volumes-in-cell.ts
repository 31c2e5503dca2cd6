/**
 * The names in one cell of a column of volumes: products list those of one attempt as `Disk 1;Disk 2` or `Disk 1|Disk 2`.
 * A cell that is a volume's name as a whole is that.
 */
export function volumesInCell(cell: string, nameOf: (name: string) => string | null): readonly string[] {
  if (!/[;|]/.test(cell) || nameOf(cell) !== null) return [cell];
  const names = cell
    .split(/[;|]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length === 0 ? [cell] : names;
}
