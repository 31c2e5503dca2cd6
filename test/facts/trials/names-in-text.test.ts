import { expect, test } from "vitest";
import { mayNameBackup, namesInText } from "../../../src/facts/trials/names-in-text.ts";

test("names in a text, whatever its language, are GUIDs, paths, serials and names of several parts", () => {
  const { guids, names } = namesInText(
    "Der Snapshot {D9881313-D0F6-936A-5FD6-00382959A761} von app-08 auf C:\\ClusterStorage\\Volume3\\a.vhdx, LUN 6000EX51A9",
  );
  expect(guids).toEqual(["d9881313-d0f6-936a-5fd6-00382959a761"]);
  expect(names).toEqual(expect.arrayContaining(["C:\\ClusterStorage\\Volume3", "app-08", "6000EX51A9"]));
});

test.each([
  ["a GUID", "set d9881313-d0f6-936a-5fd6-00382959a761", true],
  ["a folder of Cluster Shared Volumes", "C:\\ClusterStorage\\Data is in use", true],
  ["a serial", "device 6000EX51A9", true],
  ["a name of several parts", "app-08 failed", true],
  ["words alone", "The snapshot is already mounted to a different server.", false],
  ["short numbers", "error 5 of 12", false],
  ["nothing", "", false],
])("a text with %s", (_, value, expected) => {
  expect(mayNameBackup({ data: [{ value }] })).toBe(expected);
});

test("a long text of a hostile vendor is cut and costs no more than its length", () => {
  const started = performance.now();
  for (const part of ["a-", "1.", "{", "C:\\ClusterStorage\\", "a", "0"]) namesInText(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(1000);
});
