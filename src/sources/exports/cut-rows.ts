import type { BackupSession, RowOrigin } from "../../evidence/index.ts";
import type { RowExport } from "../row-exports/index.ts";
import type { ExportRows } from "../row-tables/index.ts";

type NameKind = "volume" | "host" | "vm" | "job" | "item";
type Name = readonly [kind: NameKind, text: string | null];

/**
 * A text that was cut within its last cell may end with half a name, which would be a node or a volume that there never was. Where it is
 * the beginning of a name that other rows have, and none that they have, the row is left out and told.
 */
export function withoutCutRows(read: readonly RowExport[]): readonly RowExport[] {
  if (read.every(({ open }) => open === null)) return read;
  const known: Readonly<Record<NameKind, Set<string>>> = {
    ...{ volume: new Set(), host: new Set() },
    ...{ vm: new Set(), job: new Set(), item: new Set() },
  };
  for (const { rows, open } of read) {
    for (const { line, names } of namesIn(rows)) {
      if (line === open?.line) continue;
      for (const [kind, text] of names) if (text !== null) known[kind].add(text.toLowerCase());
    }
  }
  return read.map((one) => {
    const { rows, open } = one;
    if (open === null) return one;
    const last = [...namesIn(rows)].filter(({ line }) => line === open.line).flatMap(({ names }) => names);
    const isCut = last.some(([kind, text]) => text === open.text && isBeginning(text.toLowerCase(), known[kind], kind));
    return isCut ? { rows: withoutLine(rows, open.line), account: open.accountWithout, open: null } : one;
  });
}

function* namesIn(rows: ExportRows): Generator<{ readonly line: number; readonly names: readonly Name[] }> {
  for (const { line, volume, node } of rows.ownership) {
    yield {
      line,
      names: [
        ["volume", volume],
        ["host", node],
      ],
    };
  }
  for (const row of rows.placement) yield { line: row.line, names: namesOfMachine(row) };
  for (const row of rows.sessions) {
    yield { line: row.line, names: [...namesOfMachine(row), ["host", row.proxy], ["job", row.job]] };
  }
  for (const { line, node } of rows.nodes) yield { line, names: [["host", node]] };
  for (const { line, host, item } of rows.installed)
    yield {
      line,
      names: [
        ["host", host],
        ["item", item],
      ],
    };
  for (const { line, from, to } of rows.groupMoves)
    yield {
      line,
      names: [
        ["host", from],
        ["host", to],
      ],
    };
  for (const { line, names } of rows.volumeNames) yield { line, names: names.map(({ text }) => ["volume", text]) };
}

function namesOfMachine({ volume, vm, host }: Pick<BackupSession, "volume" | "vm" | "host">): readonly Name[] {
  return [
    ["volume", volume],
    ["vm", vm],
    ["host", host],
  ];
}

/** A host's name without its domain is whole. */
function isBeginning(text: string, known: ReadonlySet<string>, kind: NameKind): boolean {
  if (known.has(text)) return false;
  const longer = [...known].filter((name) => name.startsWith(text));
  return longer.length > 0 && !(kind === "host" && longer.some((name) => name.startsWith(`${text}.`)));
}

function withoutLine(rows: ExportRows, line: number): ExportRows {
  const others = <T extends RowOrigin>(all: readonly T[]): readonly T[] => all.filter((row) => row.line !== line);
  return {
    ...rows,
    ownership: others(rows.ownership),
    volumeNames: others(rows.volumeNames),
    placement: others(rows.placement),
    sessions: others(rows.sessions),
    nodes: others(rows.nodes),
    installed: others(rows.installed),
    resources: others(rows.resources),
    ownedGroups: others(rows.ownedGroups),
    parameters: others(rows.parameters),
  };
}
