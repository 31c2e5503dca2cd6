import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DirectorySource, DirectoryView } from "../../../src/evidence/index.ts";
import { readDirectoryExports } from "../../../src/sources/directory-exports/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { computer, connectionPoint, DOMAIN, entry } from "./seams/hosts.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const HV01 = computer("HV01") + connectionPoint("HV01");

/** What is read of one file with this content. */
async function read(
  content: string | Uint8Array,
): Promise<{ source: DirectorySource; views: readonly DirectoryView[] }> {
  const { sources, views } = await readDirectoryExports([folder.file("export", content)], {});
  const [source] = sources;
  if (source === undefined) throw new Error("no source");
  return { source, views };
}

const shown = ({ path, status, objects, problem }: DirectorySource): readonly unknown[] => [
  path,
  status,
  objects,
  problem?.code ?? null,
];
const namesIn = ({ computers }: DirectoryView): readonly (string | null)[] => computers.map(({ cn }) => cn);

describe("a directory export", () => {
  it("is a complete source and a view for its domain", async () => {
    const { source, views } = await read(HV01);
    expect(source).toEqual({
      path: join(folder.path, "export"),
      status: "complete",
      objects: 2,
      warnings: [],
      problem: null,
    });
    expect(views).toMatchObject([
      {
        server: join(folder.path, "export"),
        basis: "export",
        namingContext: DOMAIN,
        asksForConnectionPoints: true,
        asksForDeleted: false,
        readerSids: null,
        unread: [],
      },
    ]);
    expect(views.map(namesIn)).toEqual([["HV01"]]);
    expect([...(views[0]?.attributes ?? [])].sort()).toEqual([
      "cn",
      "objectclass",
      "servicebindinginformation",
      "serviceprincipalname",
      "whenchanged",
    ]);
  });

  const DN = "CN=HV01,OU=Hosts,DC=corp,DC=example";
  it.each<readonly [string, string | Uint8Array]>([
    ["LDIF", HV01],
    ["LDIF with comments first", `# ${"a comment\n#\n# ".repeat(50)}\n${HV01}`],
    ["LDIF with a version", `version: 1\n\n${HV01}`],
    ["LDIF of ldapsearch", `# extended LDIF\n#\n\n${HV01}search: 2\nresult: 0 Success\n\n# numEntries: 2\n`],
    ["LDIF in UTF-16", Buffer.from(`\ufeff${HV01}`, "utf16le")],
    ["csvde", `DN,objectClass,cn\r\n"${DN}",top;computer,HV01\r\n`],
    ["csvde in UTF-16", Buffer.from(`\ufeffDN,objectClass,cn\r\n"${DN}",top;computer,HV01\r\n`, "utf16le")],
    ["LDIF in big-endian UTF-16", Buffer.from(`\ufeff${HV01}`, "utf16le").swap16()],
    [
      "csvde in big-endian UTF-16",
      Buffer.from(`\ufeffDN,objectClass,cn\r\n"${DN}",top;computer,HV01\r\n`, "utf16le").swap16(),
    ],
    ["JSON of Get-ADObject", JSON.stringify([{ DistinguishedName: DN, ObjectClass: "computer", CN: "HV01" }])],
    [
      "CLIXML of Get-ADObject",
      `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADObject</T></TN><Props><S N="DistinguishedName">${DN}</S><S N="ObjectClass">computer</S><S N="CN">HV01</S></Props></Obj></Objs>`,
    ],
  ])("is told by its content: %s", async (_, content) => {
    const { source, views } = await read(content);
    expect([source.status, source.problem]).toEqual(["complete", null]);
    expect(views.map(namesIn)).toEqual([["HV01"]]);
  });

  it("has a view for each domain in it, and none for contexts without hosts", async () => {
    const { source, views } = await read(
      HV01 +
        computer("HV01", "DC=north,DC=corp,DC=example") +
        entry("DC=DomainDnsZones,DC=corp,DC=example", [["objectClass", "domainDNS"]]) +
        entry("CN=HV09", [["objectClass", "computer"]]),
    );
    expect(views.map((view) => [view.namingContext, view.asksForConnectionPoints, namesIn(view)])).toEqual([
      [DOMAIN, true, ["HV01"]],
      ["DC=north,DC=corp,DC=example", false, ["HV01"]],
    ]);
    expect(source.warnings).toEqual(["1 object in no domain left out"]);
  });

  it("without a connection point was not asked for any", async () => {
    const { views } = await read(computer("HV01"));
    expect(views).toMatchObject([{ asksForConnectionPoints: false }]);
  });

  it("with a deleted object was asked for deleted ones", async () => {
    const deleted = entry(
      `CN=Microsoft Hyper-V\\0ADEL:0f8fad5b-d9cb-469f-a165-70867728950e,CN=Deleted Objects,${DOMAIN}`,
      [
        ["objectClass", "serviceConnectionPoint"],
        ["isDeleted", "TRUE"],
        ["lastKnownParent", `CN=HV02,OU=Hosts,${DOMAIN}`],
      ],
    );
    const { views } = await read(HV01 + deleted);
    expect(views).toMatchObject([{ asksForDeleted: true, deletedConnectionPoints: [{}] }]);
  });

  it("without a computer says so", async () => {
    const { source, views } = await read(entry(`CN=Users,${DOMAIN}`, [["objectClass", "container"]]));
    expect([source.status, source.warnings]).toEqual(["complete", ["it holds no computer and no connection point"]]);
    expect(views).toMatchObject([{ namingContext: DOMAIN, computers: [] }]);
  });

  it("says what it holds besides objects", async () => {
    const { source } = await read(
      `${HV01}dn: CN=HV02,${DOMAIN}\nchangetype: delete\n\n# search reference\nref: ldap://corp.example/CN=x\n\n`,
    );
    expect(source.status).toBe("complete");
    expect(source.warnings).toEqual([
      "1 record of changes and deletions left out",
      "1 reference to other servers not followed by who exported",
    ]);
  });

  it.each([
    ["no connection point", ""],
    ["those of guests only", "CN=Windows Virtual Machine,CN=HV02"],
    ["those of another program only", "CN=SomeApp,CN=HV02"],
  ])("with %s was perhaps made without those of hosts", async (_, name) => {
    const point = entry(`${name},OU=Hosts,${DOMAIN}`, [["objectClass", "serviceConnectionPoint"]]);
    const { views } = await read(computer("HV01") + computer("HV02") + (name === "" ? "" : point));
    expect(views.map(({ asksForConnectionPoints }) => asksForConnectionPoints)).toEqual([false]);
  });

  it("of which a server sent only the first values lacks what stands below that object", async () => {
    const partial = entry(`CN=HV01,${DOMAIN}`, [
      ["objectClass", "computer"],
      ["servicePrincipalName;range=0-1499", "Hyper-V Replica Service/HV01"],
      ["memberOf;range=0-*", `CN=x,${DOMAIN}`],
    ]);
    const { source, views } = await read(partial + computer("HV02") + connectionPoint("HV02"));
    expect(source.warnings).toEqual(["1 object with only the first of many values"]);
    expect(views[0]?.unread.map(({ dn, problem }) => [dn, problem.code])).toEqual([
      [`CN=HV01,${DOMAIN}`, "partial-values"],
    ]);
    expect(views[0]?.computers[0]?.servicePrincipalNames).toEqual(["Hyper-V Replica Service/HV01"]);
  });
});

describe("a damaged export", () => {
  it("names the line, keeps the rest, and shows nothing to be missing", async () => {
    const { source, views } = await read(`${HV01}dn: CN=HV02,${DOMAIN}\ncn:: H\n\n${computer("HV03")}`);
    expect(shown(source).slice(1)).toEqual(["damaged", 3, "damaged-directory-export"]);
    const line = "line 13: the value of cn is no base64; the entry at line 12 is left out";
    expect(source.warnings).toEqual([line]);
    expect(source.problem?.happened).toContain(line);
    expect(views.map(namesIn)).toEqual([["HV01", "HV03"]]);
    expect(views[0]?.unread).toEqual([{ dn: DOMAIN, problem: source.problem }]);
  });

  it("lists some damages and counts the others", async () => {
    const { source } = await read(HV01 + `dn: CN=HV02,${DOMAIN}\ncn\n\n`.repeat(30));
    expect(source.warnings).toHaveLength(21);
    expect(source.warnings.at(-1)).toBe("10 more damages");
  });

  it.each<readonly [string, string | Uint8Array, string, string]>([
    ["LDIF", HV01.slice(0, -1), "damaged", "line 7: the file ends in this entry"],
    [
      "csvde",
      `DN,objectClass,cn\n"CN=A,${DOMAIN}",computer,A\n"CN=B,${DOMAIN}",computer,B`,
      "damaged",
      "the last line has no end",
    ],
    ["JSON", '[{"DistinguishedName":"CN=A,DC=x"},{', "unreadable", "no whole JSON"],
    [
      "CLIXML",
      '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0">',
      "unreadable",
      "line 1",
    ],
  ])("is one that is cut off: %s", async (_, content, status, happened) => {
    const { source } = await read(content);
    expect(source.status).toBe(status);
    expect(source.problem?.happened).toContain(happened);
  });
});

describe("what is no export", () => {
  it.each<readonly [string, string | Uint8Array, string]>([
    ["an empty file", "", "empty-file"],
    ["a file of line ends", "\n\n", "not-a-directory-export"],
    [
      "a picture",
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      "not-a-directory-export",
    ],
    ["a script", "#!/bin/sh\necho dn: CN=A\n", "not-a-directory-export"],
    ["a table of something else", "Name,State,OwnerNode\nA,Online,HV01\n", "not-a-directory-export"],
    ["an LDIF of nothing", "version: 1\n", "no-directory-objects"],
    ["a search that found nothing", "# extended LDIF\n\nsearch: 2\nresult: 0 Success\n\n", "no-directory-objects"],
    ["changes", `dn: CN=A,${DOMAIN}\nchangetype: delete\n\n`, "no-directory-objects"],
    ["damage and nothing else", "dn: CN=A\ncn\n\n", "damaged-directory-export"],
    ["JSON of something else", '{"a":1}', "damaged-directory-export"],
  ])("is unreadable: %s", async (_, content, code) => {
    const { source, views } = await read(content);
    expect(shown(source).slice(1)).toEqual(["unreadable", 0, code]);
    expect(views).toEqual([]);
  });

  it("is unreadable: a file that is not there, a pattern that fits nothing, a folder without exports", async () => {
    mkdirSync(join(folder.path, "empty"));
    const paths = ["missing.ldif", "*.ldf", "empty"].map((name) => join(folder.path, name));
    const { sources } = await readDirectoryExports(paths, {});
    expect(sources.map(({ path, problem }) => [path, problem?.code])).toEqual([
      [paths[1], "no-match"],
      [paths[2], "no-directory-exports"],
      [paths[0], "path-not-found"],
    ]);
  });
});

describe("folders and patterns", () => {
  it("lead to the exports in them, and each file is read once", async () => {
    const first = folder.file("a/hosts.ldif", HV01);
    const second = folder.file("a/b/HOSTS.LDF", computer("HV02"));
    folder.file("a/volumes.csv", "Name,State,OwnerNode\nA,Online,HV01\n");
    folder.file("a/volumes.json", '[{"Name":"A"}]');
    folder.file("a/events.xml", "<Events/>");
    folder.file("a/hosts.txt", HV01);
    symlinkSync(join(folder.path, "a"), join(folder.path, "a/b/loop"));
    const paths = [join(folder.path, "a"), join(folder.path, "*", "hosts.ldif"), first];
    const { sources, views } = await readDirectoryExports(paths, {});
    expect(sources.map(({ path, status }) => [path, status])).toEqual([
      [second, "complete"],
      [first, "complete"],
    ]);
    expect(views.map(({ server }) => server)).toEqual([second, first]);
    expect(await readDirectoryExports(paths.toReversed(), {})).toEqual({ sources, views });
  });
});

describe("while files are read", () => {
  it("it is told how far it came", async () => {
    const paths = [folder.file("a.ldif", HV01), folder.file("b.ldif", HV01.repeat(9000))];
    const told: number[] = [];
    let total = 0;
    await readDirectoryExports(paths, {
      onProgress: ({ bytesRead, bytesTotal }) => {
        told.push(bytesRead);
        total = bytesTotal;
      },
    });
    expect(total).toBe(HV01.length * 9001);
    expect(told.at(0)).toBe(HV01.length);
    expect(told.at(-1)).toBe(total);
    expect(told.length).toBeGreaterThan(2);
  });

  it("it can be ended", async () => {
    const controller = new AbortController();
    const path = folder.file("a.ldif", HV01.repeat(9000));
    const reason = new Error("interrupted");
    let calls = 0;
    const reading = readDirectoryExports([path], {
      signal: controller.signal,
      onProgress: () => {
        calls++;
        controller.abort(reason);
      },
    });
    await expect(reading).rejects.toBe(reason);
    expect(calls).toBe(1);
  });
});
