import { afterEach, beforeEach, expect, it } from "vitest";
import type { DirectoryView } from "../../../src/evidence/index.ts";
import { readDirectoryExports } from "../../../src/sources/directory-exports/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { computer, connectionPoint, DOMAIN, entry } from "./seams/hosts.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

async function viewsOf(...contents: readonly string[]): Promise<readonly DirectoryView[]> {
  const paths = contents.map((content, index) => folder.file(`${index}.ldif`, content));
  return (await readDirectoryExports(paths, {})).views;
}

const unreadIn = (views: readonly DirectoryView[]) =>
  views.map(({ unread }) => unread.map(({ dn, lacks, problem: { code } }) => [dn, lacks, code]));
const HV01 = computer("HV01") + connectionPoint("HV01");
const UNSEEN = [`CN=HV02,OU=Hosts,${DOMAIN}`, "computers", "directory-object-unseen"];

it("a connection point whose account is not in the export tells of a host that did not come", async () => {
  const views = await viewsOf(HV01 + connectionPoint("HV02"));
  expect(unreadIn(views)).toEqual([[UNSEEN]]);
  expect(views[0]?.unread[0]?.problem.happened).toBe(
    `A connection point stands below CN=HV02,OU=Hosts,${DOMAIN}, which ${folder.path}/0.ldif does not hold.`,
  );
});

it("accounts that another file of the domain holds did come", async () => {
  expect(unreadIn(await viewsOf(computer("HV01") + computer("HV02"), connectionPoint("HV02")))).toEqual([[], []]);
  const other = computer("HV02", "DC=lab,DC=example");
  expect(unreadIn(await viewsOf(HV01 + connectionPoint("HV02"), other))).toEqual([[UNSEEN], []]);
});

it("what is no computer, and what lies in LostAndFound, is none that did not come", async () => {
  const folderEntry = entry(`CN=HV02,OU=Hosts,${DOMAIN}`, [["objectClass", "container"]]);
  const lost = ["CN=LostAndFound", "CN=HV03,CN=LostAndFound"].map((parent) =>
    entry(`CN=Microsoft Hyper-V,${parent},${DOMAIN}`, [["objectClass", "serviceConnectionPoint"]]),
  );
  const guest = entry(`CN=Windows Virtual Machine,CN=VM,${DOMAIN}`, [["objectClass", "serviceConnectionPoint"]]);
  expect(unreadIn(await viewsOf(HV01 + folderEntry + connectionPoint("HV02") + lost.join("") + guest))).toEqual([[]]);
});

it("of very many some are told one by one, and the others as a number", async () => {
  const points = Array.from({ length: 250 }, (_, index) => connectionPoint(`HV${1000 + index}`));
  const [view] = await viewsOf(HV01 + points.join(""));
  expect(view?.unread).toHaveLength(101);
  expect(view?.unread.at(-1)).toMatchObject({
    dn: DOMAIN,
    lacks: "computers",
    problem: { happened: `Connection points stand below 150 more objects that ${folder.path}/0.ldif does not hold.` },
  });
});
