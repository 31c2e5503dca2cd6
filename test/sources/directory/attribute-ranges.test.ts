import { describe, expect, test } from "vitest";
import { host, point, readOne, shortNames } from "./directory-objects.ts";
import { FakeDirectory, type FakeDirectoryOptions } from "./fake-directory.ts";

const names = Array.from({ length: 10 }, (_, index) => `Microsoft Virtual Console Service/alias-${index}`);
const asksForRange = ({ attributes }: FakeDirectory["searches"][number]): boolean =>
  attributes.some((name) => name.includes(";range="));

function directoryWith(options: FakeDirectoryOptions = {}): FakeDirectory {
  return new FakeDirectory("dc1", {
    objects: [host("HV01", { servicePrincipalName: names }), point("HV01")],
    ...options,
  });
}

describe("an attribute of which not all values come at once", () => {
  test("is completed", async () => {
    const directory = directoryWith({ valuesAtOnce: 4 });
    const { view, source } = await readOne(directory);
    const asked = directory.searches.filter(asksForRange).map(({ attributes }) => attributes);
    expect(asked.filter(([name]) => name?.startsWith("service"))).toEqual([
      ["servicePrincipalName;range=4-*"],
      ["servicePrincipalName;range=8-*"],
    ]);
    expect(view?.computers.map(({ servicePrincipalNames }) => servicePrincipalNames)).toEqual([names]);
    expect(source.status).toBe("complete");
  });

  test("is completed of connection points too", async () => {
    const objects = [host("HV01"), point("HV01", { keywords: ["a", "b", "c", "d", "e", "f", "g"] })];
    const { view } = await readOne(directoryWith({ objects, valuesAtOnce: 5 }));
    expect(view?.connectionPoints[0]?.attributes.get("keywords")).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });

  test("is cut where the rest does not come, and the object is unread", async () => {
    const faults = [{ meets: asksForRange, code: "directory-busy" }];
    const { view, source } = await readOne(directoryWith({ valuesAtOnce: 5, faults }));
    expect(view?.computers[0]?.servicePrincipalNames).toEqual(names.slice(0, 5));
    expect(view?.unread).toMatchObject([{ dn: host("HV01").dn, problem: { code: "directory-values-cut" } }]);
    expect(source).toMatchObject({ status: "damaged", problem: { code: "directory-values-cut" } });
  });

  test("is not asked for without end", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `HOST/${index}`);
    const servicePrincipalName = [...names, ...many];
    const objects = [host("HV01", { servicePrincipalName })];
    const directory = directoryWith({ objects, valuesAtOnce: 5 });
    const { source } = await readOne(directory);
    expect(directory.searches.filter(asksForRange)).toHaveLength(20);
    expect(source.problem?.code).toBe("directory-values-cut");
  });

  test("costs a bounded number of questions, however many objects have one", async () => {
    const objects = Array.from({ length: 300 }, (_, index) =>
      host(`HV${100 + index}`, { servicePrincipalName: names }),
    );
    const directory = directoryWith({ objects, valuesAtOnce: 6 });
    const { view } = await readOne(directory);
    expect(directory.searches.filter(asksForRange)).toHaveLength(100);
    expect(new Set(shortNames(view?.computers ?? [])).size).toBe(300);
    expect(view?.unread.filter(({ problem }) => problem.code === "directory-values-cut").length).toBe(200);
  });
});
