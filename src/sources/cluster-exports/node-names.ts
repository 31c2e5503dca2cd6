import { BadnodeError } from "../../shared/errors.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { cliXmlRows } from "./clixml-rows.ts";
import { delimitedRows } from "./delimited-rows.ts";
import { readExportedText } from "./exported-text.ts";
import { jsonRows } from "./json-rows.ts";

/** By property name in lower case: what was exported, of an object its name. */
export type ExportedRow = ReadonlyMap<string, string>;

/**
 * The node comes first: in an export of volumes, Name is the volume. An export of nodes has no other name than that.
 */
const COLUMNS = ["node", "ownernode", "nodename", "name"] as const;

/** The names of nodes in an ownership export or in what Get-ClusterNode or Get-ClusterSharedVolume gave; each once, sorted. */
export async function readNodeNames(path: string): Promise<readonly string[]> {
  const text = await readExportedText(path);
  const rows = rowsOf(text);
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

/** null for text that is damaged or of no kind that is known. */
function rowsOf(text: string): readonly ExportedRow[] | null {
  const [first = ""] = text.trimStart();
  if (first === "[" || first === "{") return jsonRows(text);
  return first === "<" ? cliXmlRows(text) : delimitedRows(text);
}

function nodesOf(rows: readonly ExportedRow[]): readonly string[] {
  const column = COLUMNS.find((name) => rows.some((row) => row.has(name)));
  if (column === undefined) return [];
  return distinctTexts(rows.map((row) => (row.get(column) ?? "").trim()).filter((name) => name !== ""));
}
