import { afterEach, beforeEach, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const HEAD = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';

async function statuses(text: string) {
  const file = folder.file("export", text);
  const { files } = await readExports([], { asked: { ownership: [file] } });
  return files.map(({ status, rows }) => [status, rows]);
}

test("objects that refer to each other without end are read up to a bound", { timeout: 20_000 }, async () => {
  const refs = (to: number): string => `<Ref N="A" RefId="${to}" />`.repeat(1) + `<Ref N="B" RefId="${to}" />`;
  const objects = Array.from(
    { length: 1000 },
    (_, at) =>
      `<Obj RefId="${at}"><Props><S N="Name">Disk ${at}</S><S N="OwnerNode">HV01</S>${refs(at - 1)}</Props></Obj>`,
  );
  expect(await statuses(`${HEAD}${objects.join("")}</Objs>`)).toEqual([["complete", 1000]]);
});

test.each([
  ["an attribute that does not end", `${HEAD}<Obj RefId="`, "x".repeat(3 << 20)],
  ["an object that does not end", `${HEAD}<Obj><Props>`, "<S>x</S>".repeat(1 << 19)],
  ["elements in elements", HEAD, "<Obj>".repeat(1 << 19)],
  ["a line that does not end", "Name Node\n---- ----\n", "x ".repeat(1 << 20)],
  ["braces in braces", "[", "{".repeat(1 << 21)],
])("%s is given up", { timeout: 20_000 }, async (_, start, rest) => {
  const [[status] = []] = await statuses(start + rest);
  expect(status).toBe("unreadable");
});

test("moves in one line without end are given up, each after a bound", { timeout: 20_000 }, async () => {
  const file = folder.file("cluster.log", `[=== Cluster ===]\n${"[RCM] move of group a from b to ".repeat(1 << 17)}`);
  const { files } = await readExports([file]);
  expect(files).toMatchObject([{ kind: "cluster-log", status: "unreadable", rows: 0 }]);
});
