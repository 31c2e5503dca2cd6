import { join } from "node:path";
import { ESLint, Linter } from "eslint";
import { describe, expect, test } from "vitest";

const project = join(import.meta.dirname, "..", "..");
const eslint = new ESLint({ cwd: project });

/** The globals, calls and imports of `line` that the project's lint rules forbid in `file`, by rule. */
async function forbidden(file: string, line: string): Promise<string[]> {
  const { rules } = (await eslint.calculateConfigForFile(join(project, file))) as Linter.Config;
  const restrictions = Object.entries(rules ?? {}).filter(([name]) => name.startsWith("no-restricted-"));
  const messages = new Linter().verify(line, [{ rules: Object.fromEntries(restrictions) }]);
  return messages.map(({ ruleId, message }) => ruleId ?? message);
}

const reachingOut = {
  "process.exitCode = 1;": "no-restricted-globals",
  "globalThis.process.exit();": "no-restricted-globals",
  "console.log(1);": "no-restricted-globals",
  "export const now = Date.now();": "no-restricted-syntax",
  "export const now = new Date();": "no-restricted-syntax",
  "export const now = Date();": "no-restricted-syntax",
  "export const now = performance.now();": "no-restricted-globals",
  "export const chance = Math.random();": "no-restricted-syntax",
  "export const order = ['b', 'a'].sort((a, b) => a.localeCompare(b));": "no-restricted-syntax",
  "export const answer = fetch('http://example.test');": "no-restricted-globals",
  "setTimeout(() => {}, 1);": "no-restricted-globals",
};

const pureRooms = ["shared", "formats/evtx", "evidence", "catalogue", "facts", "checks", "report", "reporters"];

describe.each(pureRooms)("src/%s", (room) => {
  test("reaches neither process nor clock, chance, network or locale", async () => {
    const found = await Promise.all(
      Object.keys(reachingOut).map(async (line) => [line, await forbidden(`src/${room}/planted.ts`, line)]),
    );
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(reachingOut).map(([line, rule]) => [line, [rule]])),
    );
  });

  test("may convert a time that it was given", async () => {
    expect(await forbidden(`src/${room}/planted.ts`, "export const at = new Date(0).getTime();")).toEqual([]);
  });
});

test("src/sources may wait and reach out, but has neither process nor clock", async () => {
  expect(
    await forbidden("src/sources/directory/bind.ts", "setTimeout(() => fetch('http://example.test'), 1);"),
  ).toEqual([]);
  expect(await forbidden("src/sources/directory/bind.ts", "process.exit(Date.now());")).toEqual([
    "no-restricted-globals",
    "no-restricted-syntax",
  ]);
});

test("src/cli has process and clock, but leaves nothing to chance", async () => {
  expect(await forbidden("src/cli/main.ts", "process.exitCode = Date.now();")).toEqual([]);
  expect(await forbidden("src/cli/main.ts", "process.exitCode = Math.random();")).toEqual(["no-restricted-syntax"]);
});

test("src/formats/evtx takes crc32 from node:zlib and nothing else", async () => {
  expect(await forbidden("src/formats/evtx/chunk.ts", `import { crc32 } from "node:zlib"; crc32("");`)).toEqual([]);
  expect(
    await forbidden("src/formats/evtx/chunk.ts", `import { inflateSync } from "node:zlib"; inflateSync("");`),
  ).toEqual(["no-restricted-imports"]);
});

test("the sample generator is deterministic; only its main file knows the process", async () => {
  expect(await forbidden("samples/generate/main.ts", "process.exitCode = 1;")).toEqual([]);
  expect(await forbidden("samples/generate/writer.ts", "process.exitCode = 1;")).toEqual(["no-restricted-globals"]);
  expect(await forbidden("samples/generate/main.ts", "export const at = [Date.now(), Math.random()];")).toEqual([
    "no-restricted-syntax",
    "no-restricted-syntax",
  ]);
});
