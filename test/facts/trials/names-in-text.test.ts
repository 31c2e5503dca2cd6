import { expect, test } from "vitest";
import { mayNameBackup, namesInText } from "../../../src/facts/trials/names-in-text.ts";

test("what may name a snapshot set, or a volume by another name than its own, whatever the language", () => {
  const { guids, names } = namesInText(
    "Der Snapshot {D9881313-D0F6-936A-5FD6-00382959A761} auf C:\\ClusterStorage\\Volume3\\a.vhdx, LUN EX-6000EX51A9 von server",
  );
  expect(guids).toEqual(["d9881313-d0f6-936a-5fd6-00382959a761"]);
  expect(names).toEqual(expect.arrayContaining(["C:\\ClusterStorage\\Volume3", "EX-6000EX51A9", "6000EX51A9"]));
  expect(names).not.toContain("Snapshot");
});

test("the folder of a Cluster Shared Volume ends where its name may, though the sentence goes on", () => {
  const { names } = namesInText("C:\\ClusterStorage\\SQL Data is in use.");
  expect(names).toEqual(expect.arrayContaining(["C:\\ClusterStorage\\SQL", "C:\\ClusterStorage\\SQL Data"]));
});

test.each([
  ["a GUID", "set d9881313-d0f6-936a-5fd6-00382959a761", true],
  ["a folder of Cluster Shared Volumes", "C:\\ClusterStorage\\Data is in use", true],
  ["a serial", "device 6000EX51A9", true],
  ["a name of several parts", "app-08 failed", true],
  ["a short name with a number", "vm1 failed", true],
  ["a name in quotes", "Machine 'exchange' failed", true],
  ["a name of several parts without a number", "app-web failed", true],
  ["words alone", "The snapshot is already mounted to a different server.", false],
  ["short numbers", "error 5 of 12", false],
  ["an apostrophe", "It couldn't be mounted", false],
  ["nothing", "", false],
])("a text with %s", (_, value, expected) => {
  expect(mayNameBackup({ data: [{ value }] })).toBe(expected);
});

test("a long text of a hostile vendor is cut and costs no more than its length", () => {
  const started = performance.now();
  for (const part of ["a-", "1.", "{", "C:\\ClusterStorage\\", "a", "0"]) namesInText(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(1000);
});
