import type { ExportFile, LeftOutRows, OwnershipRow } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import type { RowExport } from "../row-exports/index.ts";
import { explainNoRowUsed, shownExample } from "../row-tables/index.ts";

/**
 * A row with volume and node in each other's place would be a node and a volume that there never were. It is left out and told where its node is
 * called so as a volume more often than as a node, and its volume as a node more often than as a volume.
 */
export function withoutSwappedRows(read: readonly RowExport[]): readonly RowExport[] {
  const doubtful = doubtfulNames(read);
  if (doubtful.size === 0) return read;
  const uses = usesOf(read, doubtful);
  const isSwapped = ({ volume, node }: OwnershipRow): boolean =>
    (uses.get(keyOf(node)) ?? 0) > 0 && (uses.get(keyOf(volume)) ?? 0) < 0;
  return read.map((one) => {
    const swapped = one.rows.ownership.filter(isSwapped);
    return swapped.length === 0 ? one : without(one, swapped);
  });
}

/** Owners that something calls a volume, and volumes that something calls a node. Of a million rows only names are looked at. */
function doubtfulNames(read: readonly RowExport[]): ReadonlySet<string> {
  const owners = new Set<string>();
  const owned = new Set<string>();
  const nodes = new Set<string>();
  const volumes = new Set<string>();
  for (const { rows } of read) {
    for (const row of rows.ownership) {
      owners.add(row.node);
      owned.add(row.volume);
    }
    for (const row of rows.nodes) nodes.add(row.node);
    for (const { volume, host } of rows.placement) {
      volumes.add(volume);
      if (host !== null) nodes.add(host);
    }
    for (const { volume, host } of rows.sessions) {
      if (volume !== null) volumes.add(volume);
      if (host !== null) nodes.add(host);
    }
  }
  const [ownerKeys, ownedKeys] = [keysOf(owners), keysOf(owned)];
  const calledVolume = [...ownedKeys, ...keysOf(volumes)].filter((key) => ownerKeys.has(key));
  const calledNode = [...ownerKeys, ...keysOf(nodes)].filter((key) => ownedKeys.has(key));
  return new Set([...calledVolume, ...calledNode]);
}

function keysOf(names: Iterable<string>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const name of names) keys.add(keyOf(name));
  return keys;
}

/** How much more often each is called a volume than a node. */
function usesOf(read: readonly RowExport[], names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { of, text } of namesOf(read)) {
    const key = keyOf(text);
    if (names.has(key)) uses.set(key, (uses.get(key) ?? 0) + (of === "volume" ? 1 : -1));
  }
  return uses;
}

interface NameUse {
  readonly of: "volume" | "node";
  readonly text: string;
}

function* namesOf(read: readonly RowExport[]): Generator<NameUse> {
  for (const { rows } of read) {
    for (const { volume, node } of rows.ownership) {
      yield { of: "volume", text: volume };
      yield { of: "node", text: node };
    }
    for (const { node } of rows.nodes) yield { of: "node", text: node };
    for (const { volume, host } of rows.placement) {
      yield { of: "volume", text: volume };
      if (host !== null) yield { of: "node", text: host };
    }
    for (const { volume, host } of rows.sessions) {
      if (volume !== null) yield { of: "volume", text: volume };
      if (host !== null) yield { of: "node", text: host };
    }
  }
}

function without({ rows, account }: RowExport, swapped: readonly OwnershipRow[]): RowExport {
  const lines = new Set(swapped.map(({ line }) => line));
  const isOther = ({ line }: { readonly line: number }): boolean => !lines.has(line);
  const ownership = rows.ownership.filter(isOther);
  const others = { ...rows, ownership, volumeNames: rows.volumeNames.filter(isOther) };
  return { rows: others, account: accountOf(account, swapped, ownership), open: null };
}

function accountOf(account: ExportFile, swapped: readonly OwnershipRow[], others: readonly OwnershipRow[]): ExportFile {
  const [first, ...more] = swapped.toSorted((a, b) => a.line - b.line);
  if (first === undefined) return account;
  const told: LeftOutRows = {
    code: "row-swapped",
    count: 1 + more.length,
    line: first.line,
    example: shownExample(first.node),
  };
  const leftOut = [...account.leftOut, told].sort((a, b) => compareText(a.code, b.code));
  const rows = account.rows - told.count;
  const times = others.flatMap(({ time }) => time ?? []).sort(compareBigint);
  return {
    ...account,
    status: rows === 0 ? "unreadable" : "damaged",
    rows,
    leftOut,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
    problem: account.problem ?? (rows === 0 ? explainNoRowUsed(account.path, leftOut) : null),
  };
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
