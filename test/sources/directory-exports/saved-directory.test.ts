import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DirectorySource, DirectoryView } from "../../../src/evidence/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { readDirectoryExports, SavedDirectory } from "../../../src/sources/directory-exports/index.ts";
import type { DirectoryEntry } from "../../../src/sources/directory-objects/index.ts";
import { readLdif } from "../../formats/ldif/seams/reading.ts";
import { entryOf, FRAME, viewOf } from "../directory-objects/entries.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const HOSTS = String.raw`OU=Hosts\, Süd,DC=corp,DC=example`;
const CONFLICT = String.raw`\0ACNF:0f8fad5b-d9cb-469f-a165-70867728950e`;
const GUID = Uint8Array.from(Buffer.from("cae6c95b9d27fa7e9cb5c6dbf70a5cef", "hex"));
const DESCRIPTOR = Uint8Array.from(
  Buffer.from("AQAEhBQAAAAAAAAAAAAAAAAAAAABBQAAAAAABRUAAADc9Nw7gz0rRoKLpigAAgAA", "base64"),
);

const COMPUTER = entryOf(`CN=HV-MÜNCHEN,${HOSTS}`, {
  objectClass: ["top", "computer"],
  cn: "HV-MÜNCHEN",
  sAMAccountName: "HV-MÜNCHEN$",
  objectGUID: GUID,
  nTSecurityDescriptor: DESCRIPTOR,
  servicePrincipalName: ["Hyper-V Replica Service/HV-MÜNCHEN", "Hyper-V Replica Service/hv.corp.example"],
  whenChanged: "20260914211511.0Z",
});
const POINT = entryOf(`CN=Microsoft Hyper-V,CN=HV-MÜNCHEN,${HOSTS}`, {
  objectClass: ["top", "serviceConnectionPoint"],
  serviceBindingInformation: " RDP listener port=2179\n# badnode: whole {}",
  keywords: ["", ":<", "dn: CN=x"].filter((value) => value !== ""),
});
const DUPLICATE = entryOf(`CN=Microsoft Hyper-V${CONFLICT},CN=HV-MÜNCHEN,${HOSTS}`, {
  objectClass: ["top", "serviceConnectionPoint"],
  cn: "Microsoft Hyper-V\nCNF:0f8fad5b-d9cb-469f-a165-70867728950e",
});
const ENTRIES = [COMPUTER, POINT, DUPLICATE];

const FIRST: DirectoryView = viewOf(ENTRIES, {
  ...FRAME,
  server: "dc1.corp.example",
  time: isoToFiletime("2026-09-14T21:20:00.1234567Z"),
  attributes: new Set(["cn", "objectclass", "serviceprincipalname"]),
  asksForDeleted: true,
  readerSids: new Set(Array.from({ length: 450 }, (_, index) => `S-1-5-21-1-2-3-${1000 + index}`)),
  principals: new Map([["S-1-5-21-1-2-3-512", "CORP\\Domänen-Admins"]]),
  unread: [
    {
      dn: `OU=Geheim,${HOSTS}`,
      problem: { code: "directory-refused", happened: "It may not be read.", likelyCause: "Rights.", nextStep: "Ask." },
    },
  ],
});
const SECOND: DirectoryView = viewOf([COMPUTER], { ...FRAME, server: "dc2.corp.example", readerSids: new Set() });

const complete = (path: string, objects: number): DirectorySource => ({
  path,
  status: "complete",
  objects,
  warnings: [],
  problem: null,
});
const CHANGED = "it is not as it was saved (its checksum does not fit): a piece is missing, or was changed";
const SOURCES = [complete("dc1", 3), complete("dc2", 1)];

interface Saved {
  readonly views: readonly DirectoryView[];
  readonly sources: readonly DirectorySource[];
}

function save(
  sections: readonly (readonly [server: string, entries: readonly DirectoryEntry[]])[],
  reading: Saved,
): string {
  let text = "";
  const saved = new SavedDirectory((part) => {
    text += part;
  });
  for (const [server, entries] of sections) for (const entry of entries) saved.entry(server, entry);
  saved.finish(reading);
  return text;
}

const TEXT = save(
  [
    ["dc1.corp.example", ENTRIES],
    ["dc2.corp.example", [COMPUTER]],
  ],
  { views: [FIRST, SECOND], sources: SOURCES },
);

async function read(text: string): Promise<{ views: readonly DirectoryView[]; source: DirectorySource | undefined }> {
  const { views, sources } = await readDirectoryExports([folder.file("audit.ldif", text)], {});
  return { views, source: sources[0] };
}

const inFile = (view: DirectoryView): DirectoryView => ({
  ...view,
  server: `${view.server} in ${folder.path}/audit.ldif`,
});

describe("what was read of directories and saved", () => {
  it("gives the same views again, which name the server and the file", async () => {
    const { views, source } = await read(TEXT);
    expect(views).toEqual([inFile(FIRST), inFile(SECOND)]);
    expect(source).toMatchObject({ status: "complete", objects: 4, warnings: [], problem: null });
  });

  it("is the same when it is saved again", () => {
    const again = save(
      [
        ["dc1.corp.example", ENTRIES],
        ["dc2.corp.example", [COMPUTER]],
      ],
      { views: [FIRST, SECOND], sources: SOURCES },
    );
    expect(again).toBe(TEXT);
  });

  it("is LDIF of ASCII to any other program", () => {
    expect(TEXT).toMatch(/^# Objects of Active Directory/);
    expect(TEXT).toMatch(/^(?:[ -~]{0,76}\n)+$/);
    const { entries, problems } = readLdif(TEXT);
    expect(problems).toEqual([]);
    expect(entries.map(({ dn }) => dn)).toEqual([...ENTRIES, COMPUTER].map(({ dn }) => dn));
  });

  it("may be joined with another file, and read in lines that end as Windows ends them", async () => {
    const other = save(
      [
        ["dc3.corp.example", ENTRIES],
        ["dc4.corp.example", [COMPUTER]],
      ],
      {
        views: [
          { ...FIRST, server: "dc3.corp.example" },
          { ...SECOND, server: "dc4.corp.example" },
        ],
        sources: SOURCES,
      },
    );
    const { views, source } = await read((TEXT + other).replaceAll("\n", "\r\n"));
    expect(source?.status).toBe("complete");
    expect(views.map(({ server }) => server.split(".")[0])).toEqual(["dc1", "dc2", "dc3", "dc4"]);
  });

  it("holds no password that an administrator may read", () => {
    const secrets = [
      "ms-Mcs-AdmPwd",
      "msLAPS-Password",
      "msLAPS-EncryptedPassword",
      "unicodePwd",
      "msDS-ManagedPassword",
    ];
    const entry = entryOf("CN=A,DC=x", { cn: "A", ...Object.fromEntries(secrets.map((name) => [name, "hunter2"])) });
    const text = save([["dc1", [entry]]], { views: [], sources: [] });
    expect(text).toContain("cn: A\n");
    expect(text).not.toContain("hunter2");
    expect(text).not.toMatch(/pwd|password:/i);
  });

  it("keeps a server that showed nothing", async () => {
    const empty = viewOf([], { ...FRAME, server: "dc1" });
    const { views, source } = await read(save([], { views: [empty], sources: [complete("dc1", 0)] }));
    expect(views).toEqual([inFile(empty)]);
    expect(source).toMatchObject({ status: "complete", objects: 0 });
  });

  it("counts nothing of a server of which no view came, and stays incomplete for it", async () => {
    const problem = { code: "directory-timeout", happened: "dc2 did not answer.", nextStep: "Try again." };
    const failed: DirectorySource = { path: "dc2", status: "unreadable", objects: 0, warnings: ["slow"], problem };
    const text = save(
      [
        ["dc1.corp.example", ENTRIES],
        ["dc2.corp.example", [COMPUTER]],
      ],
      { views: [FIRST], sources: [complete("dc1", 3), failed] },
    );
    const { views, source } = await read(text);
    expect(views).toEqual([inFile(FIRST)]);
    expect(source).toMatchObject({ status: "damaged", warnings: ["dc2: slow"], problem });
  });

  it("is not finished where objects came under another name than their view", () => {
    expect(() => save([["10.0.0.1", ENTRIES]], { views: [FIRST], sources: [] })).toThrow(
      "the objects of dc1.corp.example were not saved under its name",
    );
  });
});

describe("a saved file that is cut off", () => {
  it("is never complete, and shows nothing to be missing", async () => {
    const cuts = [...TEXT.matchAll(/\n/g)].map(({ index }) => index + 1).filter((_, index) => index % 5 === 0);
    const begin = TEXT.indexOf("# badnode: begin");
    for (const cut of [...cuts, TEXT.length - 10]) {
      if (cut < begin || cut === TEXT.length) continue;
      const { views, source } = await read(TEXT.slice(0, cut));
      expect([cut, source?.status]).toEqual([cut, views.length === 0 ? "unreadable" : "damaged"]);
      expect(views.every(({ unread }) => unread.some(({ dn }) => dn === "DC=corp,DC=example"))).toBe(true);
    }
  });

  it("is told by its damage where an entry or a note is missing or changed", async () => {
    const changed = {
      entry: TEXT.replace(/\ndn::[^]*?\n\n/, "\n"),
      reader: TEXT.replace(/# badnode: reader[^#]*/g, ""),
      note: TEXT.replace("# badnode: attributes [", "# badnode: attributes {"),
      begin: TEXT.replace('# badnode: begin {"version":1,"server":"dc2', '# badnode: begin {"version":2,"server":"dc2'),
    };
    for (const [what, text] of Object.entries(changed)) {
      const { source } = await read(text);
      expect([what, source?.status]).toEqual([what, "damaged"]);
    }
    const { views, source } = await read(changed.entry);
    expect(source?.warnings).toEqual(["of 3 objects that were saved of dc1.corp.example 2 are here", CHANGED]);
    expect(views.map(({ unread }) => unread.length)).toEqual([2, 1]);
  });
});

describe("a saved file with a piece cut out of its midst", () => {
  it("is never complete, unless what it says is left as it was", async () => {
    for (let start = 0; start < TEXT.length; start += 211) {
      for (const length of [1, 8, 76, 77, 500, 1500]) {
        const { views, source } = await read(TEXT.slice(0, start) + TEXT.slice(start + length));
        if (source?.status === "complete") expect(views).toEqual([inFile(FIRST), inFile(SECOND)]);
      }
    }
  });

  it.each([
    ["inside one record", "serviceBindingInformation::", "\n"],
    [
      "over two records, whose number stays",
      "objectClass: serviceConnectionPoint",
      "objectClass: serviceConnectionPoint",
    ],
    ["in a note", ',"objectclass"', ',"serviceprincipalname"'],
  ])("%s is damaged, and shows nothing to be missing", async (_, from, to) => {
    const start = TEXT.indexOf(from);
    const end = TEXT.indexOf(to, start + 1);
    expect(Math.min(start, end - start)).toBeGreaterThan(0);
    const { views, source } = await read(TEXT.slice(0, start) + TEXT.slice(end));
    expect(source?.status).toBe("damaged");
    expect(views.every(({ unread }) => unread.some(({ dn }) => dn === "DC=corp,DC=example"))).toBe(true);
  });

  it("says so by its checksum", async () => {
    const { source } = await read(TEXT.replace(/\nserviceBindingInformation::[^\n]*/, ""));
    expect(source).toMatchObject({ status: "damaged", warnings: [CHANGED, CHANGED] });
  });

  it("cannot be told where an older badnode saved it without a checksum, which is said", async () => {
    const { views, source } = await read(TEXT.replace(/,"sum":"[0-9a-f]{8}"/, ""));
    expect(views).toEqual([inFile(FIRST), inFile(SECOND)]);
    expect(source).toMatchObject({
      status: "complete",
      warnings: [
        "an older badnode saved this, without a checksum: whether a piece of it is missing cannot be told; save it anew",
      ],
    });
  });
});

describe("comments that claim to be badnode's", () => {
  const COMPUTERS = "dn: CN=A,DC=x\nobjectClass: computer\ncn: A\n\n";

  it.each([
    ["no JSON", "end {"],
    ["a version that never was", 'begin {"version":0,"server":"dc1"}'],
    ["a server of any length", `begin {"version":1,"server":"${"x".repeat(5000)}"}`],
    ["one that is too long", `attributes ["${"x".repeat(2_000_000)}"]`],
    ["nothing", ""],
    ["an unknown word", "format {}"],
    ["a note of no server", 'view {"server":"dc1"}'],
    ["an end of nothing", 'whole {"servers":1}'],
    ["deep nesting", `unread ${"[".repeat(100_000)}`],
    ["another shape", 'unread [{"dn":1}]'],
  ])("that nobody understands make it damaged, as they may tell what was not read: %s", async (_, note) => {
    const { views, source } = await read(`# badnode: ${note}\n\n${COMPUTERS}`);
    expect(source).toMatchObject({ status: "damaged", objects: 1 });
    expect(source?.warnings).toEqual([
      '1 comment led by "badnode:" and not understood',
      "line 1: what this comment says of the saved objects is not understood",
    ]);
    expect(views).toMatchObject([{ basis: "export", computers: [{ cn: "A" }], unread: [{ dn: "DC=x" }] }]);
  });

  it("of a newer version say that a newer badnode is wanted", async () => {
    const { views, source } = await read(TEXT.replaceAll('begin {"version":1', 'begin {"version":2'));
    expect(source?.status).toBe("damaged");
    expect(source?.problem?.happened).toContain("a newer badnode saved this, and only that one understands it");
    expect(views.map(({ unread }) => unread.map(({ dn }) => dn))).toEqual([["DC=corp,DC=example"]]);
  });

  it.each([
    ["beginning", /# badnode: begin[^\n]*\n/g],
    ["notes", /# badnode: [^\n]*\n(?: [^\n]*\n)*/g],
  ])("make it damaged where the %s is gone", async (_, lost) => {
    const { views, source } = await read(TEXT.replace(lost, ""));
    expect(source?.status).toBe("damaged");
    expect(views.every(({ unread }) => unread.some(({ dn }) => dn === "DC=corp,DC=example"))).toBe(true);
  });

  it("make what they tell of damaged where they are torn", async () => {
    const { views, source } = await read(TEXT.replace("# badnode: unread", "# badnode\0\0\0\0\0\0\0\0"));
    expect(source?.status).toBe("damaged");
    expect(views.every(({ namingContext, unread }) => unread.some(({ dn }) => dn === namingContext))).toBe(true);
  });

  it("are no notes inside an entry or a value", async () => {
    const text = "dn: CN=A,DC=x\nobjectClass: computer\n# badnode: whole {}\ncn: # badnode: whole {}\n\n";
    expect((await read(text)).source?.warnings).toEqual([]);
  });
});
