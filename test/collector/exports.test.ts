import { beforeAll, describe, expect, test } from "vitest";
import type { Node } from "web-tree-sitter";
import { COLLECTOR_DEFAULTS, collectorScript } from "../../src/collector/index.ts";
import { attributesAskedFor } from "../../src/sources/directory/audit-questions.ts";
import { exportContent } from "../../src/sources/exports/export-content.ts";
import { readRowText } from "../../src/sources/row-exports/index.ts";
import { NO_ROW_OPTIONS } from "../../src/sources/row-tables/index.ts";
import { nodesOf, powershellParser } from "./parsed-script.ts";

const SCRIPT = collectorScript({ version: "1.2.3", ...COLLECTOR_DEFAULTS });

let script: Node;
beforeAll(async () => {
  script = (await powershellParser())(SCRIPT);
});

/** What is exported before the text of the file's name, of the block around it. */
function blockOf(file: string): Node {
  const named = new RegExp(`(?:-ChildPath|-FileName) '${file}'`);
  const blocks = nodesOf(script, "script_block", "command").filter(
    ({ text }) => named.test(text) && text.includes("Export-Csv"),
  );
  const [smallest] = [...blocks].sort((a, b) => a.text.length - b.text.length);
  if (smallest === undefined) throw new Error(`nothing writes ${file}`);
  return smallest;
}

/** The header that Export-Csv writes: of Select-Object's columns, or of the objects that are made. */
function headerOf(file: string): readonly string[] {
  const block = blockOf(file);
  const columns = /\$columns = @\((.*?)\n? *\)\n/s.exec(block.text)?.[1];
  if (columns === undefined) return [...block.text.matchAll(/^ +(\w+) = /gm)].map(([, name = ""]) => name);
  return [
    ...columns
      .replaceAll("$timeColumn", "'Time'")
      .replaceAll("$clusterColumn", "'Cluster'")
      .replace(/Expression = \{.*\}/g, "")
      .matchAll(/'(\w+)'/g),
  ].map(([, name = ""]) => name);
}

/** Cells that a cluster would show, by column. */
const CELLS: Readonly<Record<string, string>> = {
  Time: "2026-10-01T04:00:00.0000000Z",
  Cluster: "CLUSTER1",
  State: "Online",
  OwnerNode: "HV01",
  OwnerGroup: "2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a01",
  ResourceType: "Physical Disk",
  GroupType: "ClusterSharedVolume",
  Id: "2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a02",
  FriendlyVolumeName: "C:\\ClusterStorage\\Volume3",
  PartitionName: "\\\\?\\Volume{2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a03}\\",
  NodeWeight: "1",
  DynamicWeight: "1",
  ClusterObject: "Cluster Disk 3",
  Value: "{2F1D0C35-9F30-4F0C-9F5C-0A6A0F3B0A04}",
  VMName: "VM01",
  Path: "C:\\ClusterStorage\\Volume3\\VM01\\disk.vhdx",
  ComputerName: "HV01",
  JobName: "Nightly",
  Status: "Failed",
  JobSessId: "2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a05",
  IsRetryMode: "False",
  StartTimeUtc: "2026-10-01T01:00:00.0000000Z",
  StopTimeUtc: "2026-10-01T01:20:00.0000000Z",
};
const NAMES: Readonly<Record<string, string>> = {
  "owners.csv": "Cluster Disk 3",
  "groups.csv": CELLS["OwnerGroup"] ?? "",
  "resources.csv": "Cluster Disk 3",
  "parameters.csv": "DiskIdGuid",
  "nodes.csv": "HV01",
  "sessions.csv": "VM01",
};

/** One row of the file, as Windows PowerShell 5.1 writes it. */
function exported(file: string): string {
  const header = headerOf(file);
  const row = header.map((column) => (column === "Name" ? (NAMES[file] ?? "") : (CELLS[column] ?? "")));
  return [header, row].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\r\n") + "\r\n";
}

describe("the lists that the script writes", () => {
  test.each([
    ["owners.csv", "volumes"],
    ["groups.csv", "groups"],
    ["resources.csv", "resources"],
    ["parameters.csv", "parameters"],
    ["nodes.csv", "nodes"],
    ["placement.csv", "placement"],
    ["sessions.csv", "sessions"],
  ])("%s is recognised as %s, and every column has its cell", (file, kind) => {
    expect(headerOf(file).filter((column) => column !== "Name" && CELLS[column] === undefined)).toEqual([]);
    expect(exportContent(exported(file))).toBe(kind);
    expect(readRowText(exported(file), file, NO_ROW_OPTIONS).account).toMatchObject({ status: "complete", rows: 1 });
  });

  test("tell at which moment which node owned which volume of which cluster, and its other names", () => {
    const { ownership, volumeNames } = readRowText(exported("owners.csv"), "owners.csv", NO_ROW_OPTIONS).rows;
    expect(ownership).toEqual([
      {
        file: "owners.csv",
        line: 2,
        form: "snapshot",
        time: 134353008000000000n,
        volume: "Cluster Disk 3",
        node: "HV01",
        cluster: "CLUSTER1",
      },
    ]);
    expect(volumeNames[0]?.names).toEqual([
      { kind: "resource", text: "Cluster Disk 3" },
      { kind: "path", text: "C:\\ClusterStorage\\Volume3" },
      { kind: "volume-guid", text: "\\\\?\\Volume{2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a03}\\" },
    ]);
  });

  test("tell when which machine's backup failed, in which run of which job", () => {
    const [session] = readRowText(exported("sessions.csv"), "sessions.csv", NO_ROW_OPTIONS).rows.sessions;
    expect(session).toMatchObject({
      start: 134352900000000000n,
      end: 134352912000000000n,
      result: "failed",
      vm: "VM01",
      job: "Nightly",
      isRetry: false,
      run: "2f1d0c35-9f30-4f0c-9f5c-0a6a0f3b0a05",
    });
  });
});

/** The names in a list of the directory's part. */
function listed(variable: string): readonly string[] {
  const text = new RegExp(`\\$${variable} = @\\((.*?)\\n    \\)`, "s").exec(SCRIPT)?.[1] ?? "";
  return [...text.matchAll(/'([^']+)'/g)].map(([, name = ""]) => name.toLowerCase());
}

test("a directory is asked for all that an audit of a live one asks for", () => {
  // Active Directory has the XML of it; every object comes with its name.
  const elsewhere = ["replpropertymetadata", "distinguishedname"];
  const asked = [...attributesAskedFor({ securityDescriptors: true })].filter((name) => !elsewhere.includes(name));
  const ofHosts = listed("ofComputers");
  const ofPoints = listed("ofPoints");
  expect(ofPoints).toContain("*");
  const ofPointsAlone = asked.filter((name) => !ofHosts.includes(name));
  expect(ofPointsAlone).toEqual([
    "keywords",
    "servicebindinginformation",
    "serviceclassname",
    "servicednsname",
    "servicednsnametype",
  ]);
  for (const name of ["ntsecuritydescriptor", "msds-replattributemetadata"]) expect(ofPoints).toContain(name);
  expect(listed("ofDeleted")).toEqual(["cn", "lastknownparent", "whenchanged", "isdeleted", "objectguid"]);
});

test("cluster.log is made in UTC", () => {
  expect(nodesOf(script, "command_parameter").filter(({ text }) => /^-(?:UseLocalTime|lt)$/i.test(text))).toEqual([]);
  expect(SCRIPT).toContain("Get-ClusterLog -Cluster $ClusterName -Node $Node");
});
