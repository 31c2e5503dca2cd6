import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findEventLogs } from "../../../src/sources/event-logs/find-logs.ts";
import { TestFolder } from "./written-logs.ts";

const onWindows = process.platform === "win32";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** Each found path below the folder, a problem with its code. */
async function found(...paths: readonly string[]): Promise<readonly string[]> {
  const entries = await findEventLogs(paths.map((path) => join(folder.path, path)));
  return entries.map((entry) => {
    const name = relative(folder.path, entry.path).replaceAll("\\", "/");
    return entry.kind === "log" ? name : `${name} ${entry.problem.code}`;
  });
}

describe("finding event logs", () => {
  it("walks folders and takes .evtx in any case, in order of the path", async () => {
    folder.file("Node_2/System.EVTX", "");
    folder.file("Node_1/deep/Application.evtx", "");
    folder.file("Node_1/readme.txt", "");
    expect(await found(".")).toEqual(["Node_1/deep/Application.evtx", "Node_2/System.EVTX"]);
  });

  it("gives the same list whatever the order of the arguments", async () => {
    folder.file("a.evtx", "");
    folder.file("b.evtx", "");
    expect(await found("b.evtx", "a.evtx")).toEqual(await found("a.evtx", "b.evtx"));
  });

  it("takes a file that is named, whatever its extension", async () => {
    folder.file("System.bak", "");
    expect(await found("System.bak")).toEqual(["System.bak"]);
  });

  it("finds a file once, by whatever ways it is reached", async () => {
    folder.file("logs/a.evtx", "");
    expect(await found("logs", "logs/a.evtx", "logs/../logs", "logs/*.evtx")).toEqual(["logs/a.evtx"]);
  });

  it.skipIf(onWindows)("survives links that lead in a circle, and follows others once", async () => {
    folder.file("logs/a.evtx", "");
    symlinkSync("..", join(folder.path, "logs", "up"));
    symlinkSync("self.evtx", join(folder.path, "logs", "self.evtx"));
    symlinkSync("logs", join(folder.path, "again"));
    expect(await found("logs", "again")).toEqual(["again/a.evtx", "again/self.evtx link-loop"]);
  });

  it("expands patterns itself: one folder, any depth, sets and alternatives, in any case", async () => {
    folder.file("HV01/System.evtx", "");
    folder.file("HV02/System.EVTX", "");
    folder.file("HV02/old/System.evtx", "");
    folder.file("PROXY01/System.evtx", "");
    expect(await found("HV*/*.evtx")).toEqual(["HV01/System.evtx", "HV02/System.EVTX"]);
    expect(await found("**/System.evtx")).toHaveLength(4);
    expect(await found("HV0[2-9]/**/*.evtx")).toEqual(["HV02/System.EVTX", "HV02/old/System.evtx"]);
    expect(await found("{HV01,PROXY01}/*.evtx")).toEqual(["HV01/System.evtx", "PROXY01/System.evtx"]);
    expect(await found("HV0?")).toEqual(["HV01/System.evtx", "HV02/System.EVTX", "HV02/old/System.evtx"]);
  });

  it("prefers a file that bears the pattern as its name", async () => {
    folder.file("logs [1].evtx", "");
    folder.file("logs 1.evtx", "");
    expect(await found("logs [1].evtx")).toEqual(["logs [1].evtx"]);
  });

  it("names what led to no log, and finds the rest", async () => {
    folder.file("empty-folder/readme.txt", "");
    folder.file("a.evtx", "");
    expect(await found("missing.evtx", "empty-folder", "none*.evtx", "a.evtx")).toEqual([
      "a.evtx",
      "empty-folder no-logs",
      "missing.evtx path-not-found",
      "none*.evtx no-match",
    ]);
  });

  it.skipIf(onWindows)("never waits for a pipe", async () => {
    spawnSync("mkfifo", [join(folder.path, "pipe.evtx")]);
    expect(await found(".")).toEqual(["pipe.evtx not-a-file"]);
  });
});
