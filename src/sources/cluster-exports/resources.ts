import type { NodeRow } from "../../evidence/index.ts";
import {
  CLUSTER_NAMES,
  clusterIn,
  type ColumnIndex,
  type ColumnNames,
  type Columns,
  type DiskParameter,
  type ExportAccount,
  hasColumn,
  NO_ROWS,
  type OwnedGroup,
  type ResourceGroup,
  type ResourceRow,
  type RowOptions,
  type RowsOfKind,
  type RowTable,
  rowsOfKind,
} from "../row-tables/index.ts";
import { ownerIn } from "./owner-cell.ts";
import { OWNERSHIP_NAMES } from "./ownership-history.ts";

const RESOURCE: ColumnNames<"name" | "group" | "type" | "groupType" | "id" | "node" | "time" | "cluster"> = {
  name: ["name", "resource", "resourcename"],
  group: ["ownergroup"],
  type: ["resourcetype"],
  groupType: ["ownergroup.grouptype"],
  id: ["id", "resourceid"],
  node: ["ownernode"],
  time: OWNERSHIP_NAMES.time,
  cluster: CLUSTER_NAMES,
};
const GROUP: ColumnNames<"name" | "type" | "node" | "time" | "cluster"> = {
  name: ["name", "group"],
  type: ["grouptype"],
  node: ["ownernode"],
  time: OWNERSHIP_NAMES.time,
  cluster: CLUSTER_NAMES,
};
const PARAMETER: ColumnNames<"resource" | "name" | "value"> = {
  resource: ["clusterobject", "object"],
  name: ["name"],
  value: ["value"],
};

/** What Get-ClusterResource showed: `Name,State,OwnerGroup,ResourceType`, and with OwnerNode also who has them. Documented: its default view has these columns. */
export const RESOURCES: RowsOfKind = kindOf(RESOURCE, ["name", "group", "type"], (columns, table, account, options) => {
  const name = account.needed(table, columns.name);
  const group = name === null ? null : account.needed(table, columns.group);
  if (name === null || group === null) return null;
  const { path: file } = account;
  const time = timeOf(columns.time, table, account, options);
  if (time === "left-out") return null;
  const isDisk = /^physical disk$/i.test(table.text(columns.type) ?? "");
  const node = ownerIn(table, columns.node);
  if (isDisk && node !== null && table.time(columns.time) === null)
    account.tellUndated({ of: "resources", isDated: options.ownershipTime !== null });
  const cluster = clusterIn(table, columns.cluster);
  const row: ResourceRow = {
    file,
    line: table.line,
    resource: name,
    id: table.text(columns.id),
    group,
    groupType: table.text(columns.groupType),
    time,
    ...cluster,
    ...(node === null ? {} : { node }),
  };
  return { resources: isDisk ? [row] : [], node, ...cluster };
});

/** What Get-ClusterGroup showed, with the type of each group. */
export const GROUPS: RowsOfKind = kindOf(GROUP, ["name", "type"], (columns, table, account, options) => {
  const group = account.needed(table, columns.name);
  const type = group === null ? null : account.needed(table, columns.type);
  if (group === null || type === null) return null;
  const time = timeOf(columns.time, table, account, options);
  if (time === "left-out") return null;
  const node = ownerIn(table, columns.node);
  if (node !== null && table.time(columns.time) === null)
    account.tellUndated({ of: "groups", isDated: options.ownershipTime !== null });
  const cluster = clusterIn(table, columns.cluster);
  const row = { file: account.path, line: table.line, group, time, ...cluster };
  return { groups: [{ group, type }], ownedGroups: node === null ? [] : [{ ...row, node }], node, ...cluster };
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

/** FILETIME ticks of the moment that a row is of; null: nobody said. */
function timeOf(
  column: ColumnIndex,
  table: RowTable,
  account: ExportAccount,
  { ownershipTime }: RowOptions,
): bigint | "left-out" | null {
  const written = account.timeIfAny(table, column);
  return written === null || written === "left-out" ? (written ?? ownershipTime) : written.ticks;
}

/** What one row tells. */
interface Told {
  readonly resources?: readonly ResourceRow[];
  readonly groups?: readonly ResourceGroup[];
  readonly ownedGroups?: readonly OwnedGroup[];
  readonly parameters?: readonly DiskParameter[];
  readonly node?: string | null;
  readonly cluster?: string;
}

function kindOf<C extends string>(
  names: ColumnNames<C>,
  needed: readonly NoInfer<C>[],
  toldBy: (columns: Columns<C>, table: RowTable, account: ExportAccount, options: RowOptions) => Told | null,
  isCertain: (table: RowTable) => boolean = () => true,
): RowsOfKind {
  return rowsOfKind({
    kind: "volumes",
    names: () => names,
    needed,
    isCertain,
    open(table, columns, account, options) {
      const resources: ResourceRow[] = [];
      const groups: ResourceGroup[] = [];
      const ownedGroups: OwnedGroup[] = [];
      const parameters: DiskParameter[] = [];
      const nodes = new Map<string, NodeRow>();
      return {
        readRow() {
          const told = toldBy(columns, table, account, options);
          if (told === null) return;
          account.use(table.line, null);
          resources.push(...(told.resources ?? []));
          groups.push(...(told.groups ?? []));
          ownedGroups.push(...(told.ownedGroups ?? []));
          parameters.push(...(told.parameters ?? []));
          const node = told.node ?? null;
          const cluster = told.cluster === undefined ? {} : { cluster: told.cluster };
          const key = JSON.stringify([node, told.cluster]);
          if (node !== null && !nodes.has(key))
            nodes.set(key, { file: account.path, line: table.line, node, ...cluster });
        },
        rows: () => ({ ...NO_ROWS, resources, groups, ownedGroups, parameters, nodes: [...nodes.values()] }),
      };
    },
  });
}
