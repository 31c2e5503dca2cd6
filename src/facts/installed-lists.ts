import type { Evidence, InstalledKind, InstalledRow } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";
import { compareRows } from "./row-order.ts";

/** What lists of one kind say is installed on one host. */
export interface InstalledList {
  readonly host: string;
  readonly kind: InstalledKind;
  /** The first row of each, by name. */
  readonly items: ReadonlyMap<string, InstalledRow>;
  /** One of the files was read whole: what it does not name is not listed. */
  readonly isWhole: boolean;
  /** No row names the host: the folder does. */
  readonly isHostInferred: boolean;
}

/** By kind and host, in the order of the first rows. A list that nobody knows the host of tells nothing. */
export function deriveInstalledLists({ exports }: Pick<Evidence, "exports">, hosts: Hosts): readonly InstalledList[] {
  const whole = new Set(exports.files.flatMap(({ path, status }) => (status === "complete" ? [path] : [])));
  const lists = new Map<string, InstalledList & { readonly items: Map<string, InstalledRow> }>();
  for (const row of [...exports.installed].sort(compareRows)) {
    if (row.host === null) continue;
    const host = hosts.nameOf(row.host, null);
    const key = `${row.kind}\n${host}`;
    const known = lists.get(key);
    const items = known?.items ?? new Map<string, InstalledRow>();
    if (!items.has(row.item)) items.set(row.item, row);
    lists.set(key, {
      host,
      kind: row.kind,
      items,
      isWhole: known?.isWhole === true || whole.has(row.file),
      isHostInferred: row.isHostInferred && known?.isHostInferred !== false,
    });
  }
  return [...lists.values()];
}
