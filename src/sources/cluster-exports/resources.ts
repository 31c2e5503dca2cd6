import type { NodeRow } from "../../evidence/index.ts";
import {
  type ColumnIndex,
  type DiskParameter,
  type ExportAccount,
  NO_COLUMN,
  NO_ROWS,
  type ResourceGroup,
  type ResourceRow,
  type RowReading,
  type RowsOfKind,
  type RowTable,
} from "../row-tables/index.ts";

/** Each name of a column, as `columnKey` makes it. */
type Names<C extends string> = Readonly<Record<C, readonly string[]>>;
type Columns<C extends string> = Readonly<Record<C, ColumnIndex>>;

const RESOURCE: Names<"name" | "group" | "type" | "groupType" | "id" | "node"> = {
  name: ["name", "resource", "resourcename"],
  group: ["ownergroup"],
  type: ["resourcetype"],
  groupType: ["ownergroup.grouptype"],
  id: ["id", "resourceid"],
  node: ["ownernode"],
};
const GROUP: Names<"name" | "type" | "node"> = { name: ["name", "group"], type: ["grouptype"], node: ["ownernode"] };
const PARAMETER: Names<"resource" | "name" | "value"> = {
  resource: ["clusterobject", "object"],
  name: ["name"],
  value: ["value"],
};

/** What Get-ClusterResource showed: `Name,State,OwnerGroup,ResourceType`. Documented: its default view has these columns. */
export const RESOURCES: RowsOfKind = kindOf(RESOURCE, ["name", "group", "type"], (columns, table, account) => {
  const name = account.needed(table, columns.name);
  const group = name === null ? null : account.needed(table, columns.group);
  if (name === null || group === null) return null;
  const { path: file } = account;
  const isDisk = /^physical disk$/i.test(table.text(columns.type) ?? "");
  const row: ResourceRow = {
    file,
    line: table.line,
    resource: name,
    id: table.text(columns.id),
    group,
    groupType: table.text(columns.groupType),
  };
  return { resources: isDisk ? [row] : [], node: table.text(columns.node) };
});

/** What Get-ClusterGroup showed, with the type of each group. */
export const GROUPS: RowsOfKind = kindOf(GROUP, ["name", "type"], (columns, table, account) => {
  const group = account.needed(table, columns.name);
  const type = group === null ? null : account.needed(table, columns.type);
  if (group === null || type === null) return null;
  return { groups: [{ group, type }], node: table.text(columns.node) };
});

/** What Get-ClusterParameter showed of resources: a row for each parameter, of which the disk's GUID and serial number are names of a volume. */
export const DISK_PARAMETERS: RowsOfKind = kindOf(
  PARAMETER,
  ["resource", "name", "value"],
  (columns, table, account) => {
    const resource = account.needed(table, columns.resource);
    const name = resource === null ? null : account.needed(table, columns.name);
    if (resource === null || name === null) return null;
    const kind = DISK_NAMES.get(name.toLowerCase());
    const text = table.text(columns.value);
    if (kind === undefined || text === null) return {};
    return { parameters: [{ file: account.path, line: table.line, resource, kind, text }] };
  },
  // Tables of an object, a name and a value are many.
  (table) => table.find(["clusterobject"]) !== NO_COLUMN || table.find(["type", "parametertype"]) !== NO_COLUMN,
);

/** Documented: DiskIdGuid. Not seen in any public script: a parameter with the serial number. */
const DISK_NAMES: ReadonlyMap<string, DiskParameter["kind"]> = new Map([
  ["diskidguid", "disk-guid"],
  ["diskserialnumber", "serial"],
  ["serialnumber", "serial"],
]);

/** What one row tells. */
interface Told {
  readonly resources?: readonly ResourceRow[];
  readonly groups?: readonly ResourceGroup[];
  readonly parameters?: readonly DiskParameter[];
  readonly node?: string | null;
}

function kindOf<C extends string>(
  names: Names<C>,
  needed: readonly NoInfer<C>[],
  told: (columns: Columns<C>, table: RowTable, account: ExportAccount) => Told | null,
  isCertain: (table: RowTable) => boolean = () => true,
): RowsOfKind {
  const missing = (table: RowTable): readonly string[] =>
    needed.filter((column) => table.find(names[column]) === NO_COLUMN);
  return {
    kind: "volumes",
    isShownBy: (table) => missing(table).length === 0 && isCertain(table),
    missing,
    open: (table, account) => new ToldReading(table, account, (row) => told(columnsOf(names, row), row, account)),
  };
}

function columnsOf<C extends string>(names: Names<C>, table: RowTable): Columns<C>;
function columnsOf(names: Names<string>, table: RowTable): Columns<string> {
  return Object.fromEntries(Object.entries(names).map(([column, known]) => [column, table.find(known)]));
}

class ToldReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #told: (table: RowTable) => Told | null;
  readonly #resources: ResourceRow[] = [];
  readonly #groups: ResourceGroup[] = [];
  readonly #parameters: DiskParameter[] = [];
  readonly #nodes = new Map<string, NodeRow>();

  constructor(table: RowTable, account: ExportAccount, told: (table: RowTable) => Told | null) {
    this.#table = table;
    this.#account = account;
    this.#told = told;
  }

  readRows(most: number): void {
    while (this.#account.rows < most && this.#table.next()) this.#readRow();
  }

  rows() {
    return {
      ...NO_ROWS,
      resources: this.#resources,
      groups: this.#groups,
      parameters: this.#parameters,
      nodes: [...this.#nodes.values()],
    };
  }

  #readRow(): void {
    const { defect, line } = this.#table;
    if (defect !== null) {
      this.#account.leaveOut(defect, this.#table, 0);
      return;
    }
    const told = this.#told(this.#table);
    if (told === null) return;
    this.#account.use(null);
    this.#resources.push(...(told.resources ?? []));
    this.#groups.push(...(told.groups ?? []));
    this.#parameters.push(...(told.parameters ?? []));
    const node = told.node ?? null;
    if (node !== null && !this.#nodes.has(node)) this.#nodes.set(node, { file: this.#account.path, line, node });
  }
}
