import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";

const CLUSTER = ["ownership.csv", "placement.csv", "volumes.json", "volumes.xml"];

describe.each(["missing-scp", "healthy"])("the sample %s", (sample) => {
  const folder = join("samples", sample);
  const rowsIn = (path: string): number => readFileSync(join(folder, path), "utf8").trim().split("\n").length - 1;

  test("has exports that are told by their content, among logs and a directory", async () => {
    const { files, ...rows } = await readExports([folder]);
    expect(
      files.map(({ path, kind, status, rows: used, leftOut, warnings }) => [
        path,
        kind,
        status,
        used,
        leftOut,
        warnings,
      ]),
    ).toEqual([
      [join(folder, "backup", "sessions.csv"), "sessions", "complete", rowsIn("backup/sessions.csv"), [], []],
      [join(folder, "cluster", "ownership.csv"), "ownership", "complete", rowsIn("cluster/ownership.csv"), [], []],
      [join(folder, "cluster", "placement.csv"), "placement", "complete", rowsIn("cluster/placement.csv"), [], []],
      [join(folder, "cluster", "volumes.json"), "volumes", "complete", 12, [], []],
      [join(folder, "cluster", "volumes.xml"), "volumes", "complete", 12, [], []],
    ]);
    expect(rows.sessions).toHaveLength(rowsIn("backup/sessions.csv"));
    expect(rows.ownership).toHaveLength(rowsIn("cluster/ownership.csv") + 24);
    expect(rows.placement).toHaveLength(rowsIn("cluster/placement.csv"));
  });

  test("has volumes that CLIXML and JSON tell alike", async () => {
    const read = async (name: string) => await readExports([join(folder, "cluster", name)]);
    const [json, clixml] = [await read("volumes.json"), await read("volumes.xml")];
    const owners = (from: typeof json) =>
      from.ownership.map(({ volume, node, form, time }) => [volume, node, form, time]);
    expect(owners(clixml)).toEqual(owners(json));
    expect(json.volumeNames[0]?.names).toEqual([
      { kind: "resource", text: "Cluster Disk 1" },
      { kind: "resource-id", text: "0d787530-47d8-46a3-40ff-5aca25bc772a" },
      { kind: "path", text: "C:\\ClusterStorage\\Volume1" },
    ]);
    expect(clixml.volumeNames.map(({ names }) => names.slice(0, 3))).toEqual(
      json.volumeNames.map(({ names }) => names),
    );
  });

  test("is the same whatever the order of the paths", async () => {
    const paths = CLUSTER.map((name) => join(folder, "cluster", name));
    expect(await readExports(paths.toReversed())).toEqual(await readExports([...paths, join(folder, "cluster")]));
  });
});
