import type { ExportEvidence, ExportFile, ExportKind } from "../../evidence/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import { NO_LATEST_TIME } from "../../shared/plausible-time.ts";
import { readClusterLog } from "../cluster-exports/cluster-log.ts";
import { sharedDiskNames } from "../cluster-exports/disk-names.ts";
import { ownersOfResources } from "../cluster-exports/resource-owners.ts";
import { explainExportDefect, explainExportError } from "../directory-exports/export-problem.ts";
import { fileErrorCode, type GivenPath } from "../paths/index.ts";
import { exportKindOf, readRowFile, type RowExport, unreadRows } from "../row-exports/index.ts";
import { columnTimes, NO_ROW_OPTIONS, NO_ROWS, type RowOptions, unreadFile } from "../row-tables/index.ts";
import { withoutCutRows } from "./cut-rows.ts";
import { withoutSwappedRows } from "./swapped-rows.ts";
import type { ExportContent } from "./export-content.ts";
import { type AskedKind, findRowExports, type FoundRowExport, type FoundRowExportPath } from "./find-row-exports.ts";

/** Files, folders, patterns and unpacked archives that somebody says are exports of one kind. */
export type AskedExports = Readonly<Partial<Record<AskedKind, readonly GivenPath[]>>>;

export interface ReadExportsOptions extends Partial<RowOptions> {
  readonly asked?: AskedExports;
  /** Ends the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes over all files. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

/**
 * Reads what exports under the paths tell of a cluster and its backups, recognised by their content, and those that are said to be exports. Event logs
 * and directory exports are left to those who read them. Each file is read once, and told of in order of the paths.
 * @throws BadnodeError for a time zone that is not known; rejects for the signal
 */
export async function readExports(
  paths: readonly GivenPath[],
  { asked = {}, signal, onProgress, ...given }: ReadExportsOptions = {},
): Promise<ExportEvidence> {
  const options = { ...NO_ROW_OPTIONS, ...given };
  columnTimes(options);
  signal?.throwIfAborted();
  const { found, passedBy } = await findAll(paths, asked);
  const bytesTotal = found.reduce((total, file) => total + (file.kind === "export" ? file.size : 0), 0);
  let bytesBefore = 0;
  const read: RowExport[] = [];
  for (const file of found) {
    if (file.kind === "problem") {
      read.push(unreadRows(unreadFile(file.path, file.asked, file.problem)));
      continue;
    }
    const onBytes = (bytes: number): boolean => {
      onProgress?.({ bytesRead: bytesBefore + Math.min(bytes, file.size), bytesTotal });
      return signal?.aborted !== true;
    };
    read.push(await readFound(file, options, onBytes));
    signal?.throwIfAborted();
    bytesBefore += file.size;
  }
  return { ...joined(withoutSwappedRows(withoutCutRows(read))), passedBy };
}

const ASKED_KINDS: readonly AskedKind[] = ["ownership", "sessions", "placement"];

/** A file that somebody said something of is not read a second time for what it shows. */
async function findAll(
  paths: readonly GivenPath[],
  asked: AskedExports,
): Promise<{ readonly found: readonly FoundRowExportPath[]; readonly passedBy: number }> {
  const files = new Map<string, FoundRowExport>();
  const problems = new Map<string, FoundRowExportPath>();
  const known = new Set<string>();
  const passedBy = new Set<string>();
  for (const kind of [...ASKED_KINDS, null]) {
    const under = await findRowExports(kind === null ? paths : (asked[kind] ?? []), kind);
    for (const path of under.passedBy) passedBy.add(path);
    for (const file of under.found) {
      if (file.kind === "problem") {
        const key = `${file.path}\n${file.problem.code}`;
        if (!problems.has(key)) problems.set(key, file);
      } else if (kind !== null || !known.has(file.realPath)) {
        known.add(file.realPath);
        files.set(`${file.content}\n${file.realPath}`, file);
      }
    }
  }
  const found = [...files.values(), ...problems.values()].sort(
    (a, b) => compareText(a.path, b.path) || compareText(orderOf(a), orderOf(b)),
  );
  return { found, passedBy: passedBy.size };
}

function orderOf(file: FoundRowExportPath): string {
  return file.kind === "export" ? file.content : file.problem.code;
}

async function readFound(
  file: FoundRowExport,
  options: RowOptions,
  onBytes: (bytesRead: number) => boolean,
): Promise<RowExport> {
  const { path, content } = file;
  try {
    if (content !== "cluster-log") return await readRowFile(file, options, content, onBytes);
    const { groupMoves, account } = await readClusterLog(file, options.latest ?? NO_LATEST_TIME, onBytes);
    return { ...unreadRows(account), rows: { ...NO_ROWS, groupMoves } };
  } catch (error) {
    if (error instanceof BadnodeError) throw error;
    const explain = fileErrorCode(error) === null ? explainExportDefect : explainExportError;
    return unreadRows(unreadFile(path, kindOf(content), explain(path, error)));
  }
}

function kindOf(content: ExportContent): ExportKind {
  return content === "cluster-log" ? content : exportKindOf(content);
}

function joined(read: readonly RowExport[]): Omit<ExportEvidence, "passedBy"> {
  const all = read.map(({ rows }) => rows);
  const volumeNames = all.flatMap((rows) => rows.volumeNames);
  const ofResources = {
    resources: all.flatMap((rows) => rows.resources),
    groups: all.flatMap((rows) => rows.groups),
    ownedGroups: all.flatMap((rows) => rows.ownedGroups),
    parameters: all.flatMap((rows) => rows.parameters),
  };
  const told = {
    ownership: all.flatMap((rows) => rows.ownership),
    groupMoves: all.flatMap((rows) => rows.groupMoves),
    volumeNames: [...volumeNames, ...sharedDiskNames(ofResources, volumeNames)],
    placement: all.flatMap((rows) => rows.placement),
    sessions: all.flatMap((rows) => rows.sessions),
    nodes: all.flatMap((rows) => rows.nodes),
    installed: all.flatMap((rows) => rows.installed),
  };
  const owners = ownersOfResources(ofResources, told);
  return {
    ...told,
    ownership: [...told.ownership, ...owners],
    files: accountsOf(read, new Set(owners.map(({ file }) => file))),
  };
}

const WITHOUT_VOLUMES =
  "none of its groups is known to hold a volume: Get-ClusterResource with OwnerGroup tells which do";

/** `telling`: files of resources and groups that tell an owner. */
function accountsOf(read: readonly RowExport[], telling: ReadonlySet<string>): readonly ExportFile[] {
  return read.map(({ rows, account }) =>
    rows.ownedGroups.length === 0 || telling.has(account.path)
      ? account
      : { ...account, warnings: [...account.warnings, WITHOUT_VOLUMES] },
  );
}
