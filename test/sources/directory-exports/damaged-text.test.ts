import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DirectorySource, DirectoryView } from "../../../src/evidence/index.ts";
import { readDirectoryExports } from "../../../src/sources/directory-exports/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { DOMAIN } from "./seams/hosts.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

async function read(content: Uint8Array): Promise<{ source?: DirectorySource; views: readonly DirectoryView[] }> {
  const { sources, views } = await readDirectoryExports([folder.file("export", content)], {});
  return { ...(sources[0] === undefined ? {} : { source: sources[0] }), views };
}

const CSVDE = `DN,objectClass,cn\r\n"CN=HV01,${DOMAIN}",computer,HV01\r\n"CN=HVÜ1,${DOMAIN}",computer,HVÜ1\r\n`;
const JSON_TEXT = JSON.stringify([
  { DistinguishedName: `CN=HV01,${DOMAIN}`, ObjectClass: "computer", CN: "HV01" },
  { DistinguishedName: `CN=HVÜ1,${DOMAIN}`, ObjectClass: "computer", CN: "HVÜ1" },
]);

describe("bytes that are no UTF-8 text", () => {
  it.each([
    ["csvde", CSVDE, 3],
    ["JSON", JSON_TEXT, 1],
  ])("make %s damaged, and what has them is left out", async (_, text, line) => {
    const { source, views } = await read(Buffer.from(text, "latin1"));
    expect(source).toMatchObject({
      status: "damaged",
      warnings: [`line ${line}: bytes that are no text, neither in UTF-8 nor in UTF-16; what has such is left out`],
    });
    expect(views.map(({ computers, unread }) => [computers.map(({ cn }) => cn), unread.length])).toEqual([
      [["HV01"], 1],
    ]);
  });

  it.each<BufferEncoding>(["utf8", "utf16le"])("are not those of letters in %s", async (encoding) => {
    const { source, views } = await read(Buffer.from(`\ufeff${CSVDE}`, encoding));
    expect(source).toMatchObject({ status: "complete", warnings: [] });
    expect(views[0]?.computers.map(({ cn }) => cn)).toEqual(["HV01", "HVÜ1"]);
  });
});

it.each([512, 4096])("a block of %i zeros in a csvde export makes it damaged wherever it lies", async (length) => {
  const lines = Array.from({ length: 400 }, (_, index) => `"CN=HV${index},${DOMAIN}",computer,HV${index}\r\n`);
  const bytes = Buffer.from(`DN,objectClass,cn\r\n${lines.join("")}`);
  for (let at = 0; at < bytes.length; at += 997) {
    const torn = Buffer.from(bytes).fill(0, at, Math.min(at + length, bytes.length));
    expect([at, (await read(torn)).source?.status]).not.toEqual([at, "complete"]);
  }
});
