import { BadnodeError } from "../../shared/errors.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { type ExportedRow, exportedRows } from "./exported-rows.ts";
import { readExportedText } from "./exported-text.ts";

/**
 * The node comes first: in an export of volumes, Name is the volume. An export of nodes has no other name than that.
 */
const COLUMNS = ["node", "ownernode", "nodename", "name"] as const;

/** The names of nodes in an ownership export or in what Get-ClusterNode or Get-ClusterSharedVolume gave; each once, sorted. */
export async function readNodeNames(path: string): Promise<readonly string[]> {
  const rows = exportedRows(await readExportedText(path));
  if (rows === null) {
    throw new BadnodeError({
      code: "node-export-damaged",
      happened: `${path} cannot be read as a cluster export.`,
      likelyCause: "It is cut off, or neither delimited text, JSON nor CLIXML.",
      nextStep: "Export it again: Get-ClusterNode | ConvertTo-Json | Out-File nodes.json",
    });
  }
  const names = nodesOf(rows);
  if (names.length > 0) return names;
  throw new BadnodeError({
    code: "no-node-names",
    happened: `${path} names no node.`,
    likelyCause: "It has no column Node, OwnerNode or Name.",
    nextStep:
      "Give an ownership export (time,volume,node) or what Get-ClusterNode printed as delimited text, JSON or CLIXML.",
  });
}

function nodesOf(rows: readonly ExportedRow[]): readonly string[] {
  const column = COLUMNS.find((name) => rows.some((row) => row.has(name)));
  if (column === undefined) return [];
  return distinctTexts(rows.map((row) => (row.get(column) ?? "").trim()).filter((name) => name !== ""));
}
