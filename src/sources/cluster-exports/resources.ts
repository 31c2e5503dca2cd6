import type { NodeRow } from "../../evidence/index.ts";
import {
  type ColumnNames,
  type Columns,
  type DiskParameter,
  type ExportAccount,
  hasColumn,
  NO_ROWS,
  type ResourceGroup,
  type ResourceRow,
  type RowsOfKind,
  type RowTable,
  rowsOfKind,
} from "../row-tables/index.ts";
import { CLUSTER_NAMES, clusterIn } from "./ownership-history.ts";

const RESOURCE: ColumnNames<"name" | "group" | "type" | "groupType" | "id" | "node" | "cluster"> = {
  name: ["name", "resource", "resourcename"],
  group: ["ownergroup"],
  type: ["resourcetype"],
  groupType: ["ownergroup.grouptype"],
  id: ["id", "resourceid"],
  node: ["ownernode"],
  cluster: CLUSTER_NAMES,
};
const GROUP: ColumnNames<"name" | "type" | "node"> = {
  name: ["name", "group"],
  type: ["grouptype"],
  node: ["ownernode"],
};
const PARAMETER: ColumnNames<"resource" | "name" | "value"> = {
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
  const node = table.text(columns.node);
  const cluster = clusterIn(table, columns.cluster);
  const row: ResourceRow = {
    file,
    line: table.line,
    resource: name,
    id: table.text(columns.id),
    group,
    groupType: table.text(columns.groupType),
    ...cluster,
    ...(node === null ? {} : { node }),
  };
  return { resources: isDisk ? [row] : [], node, ...cluster };
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
  (table) => hasColumn(table, ["clusterobject"]) || hasColumn(table, ["type", "parametertype"]),
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
  readonly cluster?: string;
}

function kindOf<C extends string>(
  names: ColumnNames<C>,
  needed: readonly NoInfer<C>[],
  toldBy: (columns: Columns<C>, table: RowTable, account: ExportAccount) => Told | null,
  isCertain: (table: RowTable) => boolean = () => true,
): RowsOfKind {
  return rowsOfKind({
    kind: "volumes",
    names: () => names,
    needed,
    isCertain,
    open(table, columns, account) {
      const resources: ResourceRow[] = [];
      const groups: ResourceGroup[] = [];
      const parameters: DiskParameter[] = [];
      const nodes = new Map<string, NodeRow>();
      return {
        readRow() {
          const told = toldBy(columns, table, account);
          if (told === null) return;
          account.use(table.line, null);
          resources.push(...(told.resources ?? []));
          groups.push(...(told.groups ?? []));
          parameters.push(...(told.parameters ?? []));
          const node = told.node ?? null;
          const cluster = told.cluster === undefined ? {} : { cluster: told.cluster };
          const key = JSON.stringify([node, told.cluster]);
          if (node !== null && !nodes.has(key))
            nodes.set(key, { file: account.path, line: table.line, node, ...cluster });
        },
        rows: () => ({ ...NO_ROWS, resources, groups, parameters, nodes: [...nodes.values()] }),
      };
    },
  });
}
