import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHostList, readNodeNames } from "../../../src/sources/cluster-exports/index.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-names-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, "export");
  writeFileSync(path, content);
  return path;
}

function clixml(...objects: readonly string[]): string {
  const namespace = "http://schemas.microsoft.com/powershell/2004/04";
  return `<Objs Version="1.1.0.1" xmlns="${namespace}">${objects.join("")}</Objs>`;
}

const node = (name: string): string =>
  `<Obj RefId="0"><ToString>${name}</ToString><Props><S N="Name">${name}</S></Props></Obj>`;

describe("a list of hosts", () => {
  test("has a name a line or between commas, comments and blank lines", async () => {
    const text = '# cluster 1\r\nHV01\r\n\r\n  HV02 , "HV03";HV04 # moved\nHV01\n';
    expect(await readHostList(file(text))).toEqual(["HV01", "HV02", "HV03", "HV04", "HV01"]);
  });

  test.each(["\ufeffHVÄ1\r\n", Buffer.from("\ufeffHVÄ1\r\n", "utf16le"), Buffer.from("HVÄ1\r\n", "latin1")])(
    "may be UTF-8, UTF-16 or ANSI",
    async (content) => {
      expect(await readHostList(file(content))).toEqual(["HVÄ1"]);
    },
  );

  test("may have a DN a line, as the directory writes it, and names beside", async () => {
    const text =
      "CN=HV01,OU=Hosts,DC=corp,DC=example\r\nHV02, HV03\n" +
      '"CN=HV04\\, alt,OU=Rack #3,DC=corp,DC=example" # moved\ncn=HV05,ou=x,dc=corp,dc=example#x\n';
    expect(await readHostList(file(text))).toEqual([
      "CN=HV01,OU=Hosts,DC=corp,DC=example",
      "HV02",
      "HV03",
      "CN=HV04\\, alt,OU=Rack #3,DC=corp,DC=example",
      "cn=HV05,ou=x,dc=corp,dc=example",
    ]);
  });

  test.each([
    ["names beside a DN", "HV02, CN=HV01,OU=Hosts,DC=corp,DC=example"],
    ["a DN without its end", "CN=HV01,OU=Hosts"],
    ["a DN that is not escaped", "CN=HV01, alt,OU=Hosts,DC=corp,DC=example"],
    ["two DNs", "CN=HV01,DC=corp,DC=example;CN=HV02,DC=corp"],
  ])("with %s in one line is refused, with the line's number", async (_, line) => {
    await expect(readHostList(file(`HV07\n${line}\n`))).rejects.toThrow(
      /Line 2 of .* is neither one distinguished name/,
    );
  });

  test("that names nobody is an error, not every host", async () => {
    await expect(readHostList(file("# nobody\n\n"))).rejects.toMatchObject({ code: "no-names" });
    await expect(readHostList(join(folder, "missing"))).rejects.toMatchObject({ code: "list-unreadable" });
  });
});

describe("the nodes of a cluster export", () => {
  test.each<[string, string]>([
    [
      "ownership, with other columns and case",
      "Volume;NODE;Time\r\nDisk 1;HV02;x\r\nDisk 2;HV01;y\r\nDisk 3;HV02;z\r\n",
    ],
    ["Export-Csv of nodes, with its type", '#TYPE Node\r\n"Name","State"\r\n"HV01","Up"\r\n"HV02","Up"\r\n'],
    ["Export-Csv of volumes", '"Name","State","OwnerNode"\r\n"Disk 1","Online","HV01"\r\n"Disk 2","Online","HV02"\r\n'],
    ["JSON of nodes", '[{"Name":"HV01","Id":"1"},{"Name":"HV02"}]'],
    ["JSON of volumes", '[{"Name":"Disk 1","OwnerNode":{"Name":"HV01"}},{"Name":"Disk 2","OwnerNode":"HV02"}]'],
    ["CLIXML of nodes", clixml(node("HV01"), node("HV02"))],
    ["CLIXML of a list", clixml(`<Obj RefId="9"><LST>${node("HV02")}${node("HV01")}</LST></Obj>`)],
    [
      "CLIXML of volumes, one owner below the export's depth",
      clixml(
        `<Obj RefId="1"><Props><S N="Name">Disk 1</S>${node("HV01").replace("RefId", 'N="OwnerNode" RefId')}</Props></Obj>`,
        '<Obj RefId="2"><Props><S N="Name">Disk 2</S><S N="OwnerNode">HV02</S></Props></Obj>',
      ),
    ],
  ])("%s", async (_, text) => {
    expect(await readNodeNames(file(text))).toEqual(["HV01", "HV02"]);
    expect(await readNodeNames(file(Buffer.from(`\ufeff${text}`, "utf16le")))).toEqual(["HV01", "HV02"]);
  });

  test("one object of JSON is one node", async () => {
    expect(await readNodeNames(file('{"Name":"HV01"}'))).toEqual(["HV01"]);
  });

  test.each([
    ["JSON that is cut off", '[{"Name":"HV01"}'],
    ["CLIXML that is cut off", clixml(node("HV01")).slice(0, -20)],
    ["another XML", "<html></html>"],
    ["a quote that is not closed", 'Name\n"HV01\n'],
  ])("%s is damaged: half a list is no list", async (_, text) => {
    await expect(readNodeNames(file(text))).rejects.toMatchObject({ code: "node-export-damaged" });
  });

  test.each(["", "State,Id\nUp,1\n", "[]", "null", clixml()])("without names is an error: %j", async (text) => {
    const code = text === "null" || text === "" ? /no-node-names|node-export-damaged/ : /no-node-names/;
    await expect(readNodeNames(file(text))).rejects.toMatchObject({ code: expect.stringMatching(code) as unknown });
  });
});
