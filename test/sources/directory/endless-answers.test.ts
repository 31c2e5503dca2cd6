import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SearchEntry, SearchPage, SearchRequest } from "../../../src/sources/directory/connection.ts";
import { asksForHosts, host, point, readOne, shortNames } from "./directory-objects.ts";
import { FakeDirectory, NAMING_CONTEXT } from "./fake-directory.ts";

const LONG = "x".repeat(4 * 1024 * 1024);
const OBJECTS = [host("HV01"), point("HV01"), host("HV02")];

/** Answers the question for hosts with pages without end, and counts them. */
class Endless extends FakeDirectory {
  pages = 0;
  readonly #page: (number: number) => Promise<SearchPage> | SearchPage;

  constructor(page: (number: number) => Promise<SearchPage> | SearchPage) {
    super("dc1", { objects: OBJECTS });
    this.#page = page;
  }

  override async *search(request: SearchRequest): ReturnType<FakeDirectory["search"]> {
    yield* super.search(request);
    while (asksForHosts(request)) yield await this.#page(this.pages++);
  }
}

function entry(name: string, values: SearchEntry["attributes"] = new Map()): SearchEntry {
  const attributes = new Map([["objectClass", ["top", "computer"]], ["sAMAccountName", [`${name}$`]], ...values]);
  return { dn: `CN=${name},${NAMING_CONTEXT}`, attributes };
}

function pageOf(...entries: readonly SearchEntry[]): SearchPage {
  return { entries, referrals: [] };
}

async function readEndless(page: ConstructorParameters<typeof Endless>[0]) {
  const directory = new Endless(page);
  const { view, source } = await readOne(directory);
  return { pages: directory.pages, view, source, searches: directory.searches };
}

describe("a server that sends pages without end is asked no further", () => {
  test.each<[string, (number: number) => SearchPage, number, string]>([
    ["one new object in each", (number) => pageOf(entry(`HV${number}`)), 300, "223 pages with 224 objects"],
    ["the same object in each", () => pageOf(entry("HV")), 150, "more than 100 pages with nothing new"],
    [
      "the same objects in each",
      () => pageOf(...Array.from({ length: 400 }, (_, index) => entry(`H${index}`))),
      150,
      "more than 5000 objects once more",
    ],
    [
      "nothing but references",
      (number) => ({ entries: [], referrals: [`ldap://a${number}/DC=x${number}`] }),
      150,
      "more than 100 pages with nothing new",
    ],
    [
      "megabytes in each value",
      (number) => pageOf(...[1, 2, 3, 4].map((one) => entry(`HV${number}-${one}`, new Map([["cn", [LONG]]])))),
      300,
      "more than 512 MiB to be kept",
    ],
  ])("with %s", async (_, page, atMost, said) => {
    const { pages, view, source, searches } = await readEndless(page);
    expect(pages).toBeLessThan(atMost);
    expect(source).toMatchObject({ status: "damaged", problem: { code: "directory-endless-answer" } });
    expect(source.problem?.happened).toContain(said);
    expect(searches.filter(({ scope }) => scope === "subtree")).toHaveLength(1);
    expect(view?.unread.map(({ dn, lacks }) => [dn, lacks])).toEqual([
      [NAMING_CONTEXT, "computers"],
      [NAMING_CONTEXT, "connection-points"],
    ]);
  });
});

describe("a reading that brings little in a long time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("ends after twenty time-outs of a request, and a tenth of one for every 500 objects that came", async () => {
    const second = (number: number): Promise<SearchPage> =>
      new Promise((resolve) => setTimeout(() => resolve(pageOf(...numbered(number))), 10_000));
    const numbered = (page: number): readonly SearchEntry[] =>
      Array.from({ length: 50 }, (_, index) => entry(`HV${page * 50 + index}`));
    const reading = readEndless(second);
    await vi.advanceTimersByTimeAsync(3_600_000);
    const { pages, source } = await reading;
    // 600 s, and 3 s for every ten pages of 10 s.
    expect(pages).toBeGreaterThan(59);
    expect(pages).toBeLessThan(65);
    expect(source.problem?.happened).toContain("little in a long time");
  });
});

describe("objects from outside the domain", () => {
  class Foreign extends FakeDirectory {
    override async *search(request: SearchRequest): ReturnType<FakeDirectory["search"]> {
      yield* super.search(request);
      const stranger = { ...entry("X"), dn: "CN=X,DC=other,DC=net" };
      if (asksForHosts(request)) yield pageOf(stranger, { ...stranger, dn: "CN=Y\\,DC=corp\\,DC=example" });
    }
  }

  test("are not taken, and that is told", async () => {
    const saved: string[] = [];
    const options = { onEntry: (_: string, { dn }: { readonly dn: string }) => saved.push(dn) };
    const { view, source } = await readOne(new Foreign("dc1", { objects: OBJECTS }), options);
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02"]);
    expect(saved.filter((dn) => /^CN=[XY]/.test(dn))).toEqual([]);
    expect(source).toMatchObject({ status: "damaged", problem: { code: "directory-foreign-objects" } });
    expect(source.warnings).toEqual([
      "Not everything that came was taken: The server sent 2 objects from outside DC=corp,DC=example, which was asked, " +
        "the first of them CN=X,DC=other,DC=net: left out.",
    ]);
  });
});
