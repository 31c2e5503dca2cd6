import { describe, expect, test } from "vitest";
import {
  asksForDeleted,
  asksForDns,
  asksForGuests,
  asksForHosts,
  asksForPoints,
  host,
  point,
  readOne,
  shortNames,
} from "./directory-objects.ts";
import { failure, FakeDirectory, type Fault, NAMING_CONTEXT } from "./fake-directory.ts";

const OBJECTS = ["HV01", "HV02", "HV03"].flatMap((name) => [host(name), point(name)]);

function read(...faults: readonly Fault[]) {
  return readOne(new FakeDirectory("dc1", { objects: OBJECTS, faults, pageSize: 2 }));
}

const problem = (code: string) => failure(code).explanation;

describe("a search for computers that breaks off", () => {
  test.each(["directory-time-limit", "directory-size-limit", "directory-busy", "directory-administrative-limit"])(
    "with %s keeps what came, and says that computers are missing; those with a connection point are looked up",
    async (code) => {
      const objects = [...OBJECTS, host("HV04")];
      const faults = [{ meets: asksForHosts, code, afterPages: 1 }];
      const { view, source } = await readOne(new FakeDirectory("dc1", { objects, faults, pageSize: 2 }));
      expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02", "HV03"]);
      expect(shortNames(view?.connectionPoints ?? [])).toEqual(["HV01", "HV02", "HV03"]);
      expect(view?.asksForConnectionPoints).toBe(true);
      expect(view?.unread).toEqual([{ dn: NAMING_CONTEXT, lacks: "computers", problem: problem(code) }]);
      expect(source).toMatchObject({ status: "damaged", problem: problem(code) });
      expect(source.warnings).toEqual([`Not all computers below ${NAMING_CONTEXT} came: The server answers ${code}.`]);
    },
  );

  test("leaves computers unread too where the look-up fails", async () => {
    const code = "directory-administrative-limit";
    const { view } = await read({ meets: asksForHosts, code, afterPages: 1 }, { meets: asksForDns, code });
    expect(view?.unread).toContainEqual({ dn: NAMING_CONTEXT, lacks: "computers", problem: problem(code) });
  });
});

describe("a search for connection points", () => {
  test("that breaks off leaves in doubt what did not come, save what a direct question for it brings", async () => {
    const { view, source } = await read({ meets: asksForPoints, code: "directory-time-limit", afterPages: 1 });
    expect(shortNames(view?.connectionPoints ?? [])).toEqual(["HV01", "HV02", "HV03"]);
    expect(view?.asksForConnectionPoints).toBe(true);
    expect(view?.unread).toEqual([
      { dn: NAMING_CONTEXT, lacks: "connection-points", problem: problem("directory-time-limit") },
    ]);
    expect(source.status).toBe("damaged");
  });

  test("that brings nothing was as good as not asked", async () => {
    const { view } = await read({ meets: asksForPoints, code: "directory-administrative-limit" });
    expect(view?.connectionPoints).toEqual([]);
    expect(view?.asksForConnectionPoints).toBe(false);
    expect(view?.unread.map(({ lacks }) => lacks)).toEqual(["connection-points"]);
  });
});

describe("a search for deleted connection points", () => {
  test.each(["directory-control-refused", "directory-insufficient-rights"])(
    "that is refused with %s is usual for a plain account, and says nothing of deletions",
    async (code) => {
      const { view, source } = await read({ meets: asksForDeleted, code });
      expect(view?.asksForDeleted).toBe(false);
      expect(view?.unread).toEqual([]);
      expect(source).toMatchObject({
        status: "complete",
        warnings: [`Deleted connection points are not shown: The server answers ${code}.`],
      });
    },
  );

  test("that breaks off damages the source, and makes nothing else doubtful", async () => {
    const { view, source } = await read({ meets: asksForDeleted, code: "directory-time-limit" });
    expect(view?.asksForDeleted).toBe(false);
    expect(view?.unread).toEqual([]);
    expect(source.status).toBe("damaged");
  });
});

test("without the guests' connection points it is only not known which hosts are virtual", async () => {
  const { view, source } = await read({ meets: asksForGuests, code: "directory-time-limit" });
  expect(view?.unread).toEqual([]);
  expect(source).toMatchObject({ status: "damaged", problem: problem("directory-time-limit") });
});

describe.each(["directory-connection-lost", "directory-timeout", "directory-unsound-answer"])(
  "a connection that ends with %s",
  (code) => {
    test("in the middle of an answer keeps what came before, and nothing further is asked", async () => {
      const lost = { meets: asksForHosts, code, afterPages: 1 };
      const directory = new FakeDirectory("dc1", { objects: OBJECTS, faults: [lost], pageSize: 2 });
      const { view, source } = await readOne(directory);
      expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02"]);
      expect(view).toMatchObject({ asksForConnectionPoints: false, asksForDeleted: false });
      expect(view?.unread).toEqual([
        { dn: NAMING_CONTEXT, lacks: "computers", problem: problem(code) },
        { dn: NAMING_CONTEXT, lacks: "connection-points", problem: problem(code) },
      ]);
      expect(source).toMatchObject({ status: "damaged", problem: problem(code) });
      expect(directory.searches.filter(({ scope }) => scope === "subtree")).toHaveLength(1);
    });

    test("before anything came leaves the server unread", async () => {
      const { view, source } = await read({ meets: asksForHosts, code });
      expect(view).toBeNull();
      expect(source).toMatchObject({ status: "unreadable", problem: problem(code) });
    });
  },
);

test("anything but a plain problem is a defect, and not taken for the server's fault", async () => {
  const directory = new FakeDirectory("dc1", {
    objects: OBJECTS,
    beforePage: () => Promise.reject(new Error("a defect")),
  });
  await expect(readOne(directory)).rejects.toThrow("a defect");
  expect(directory.closed).toBeGreaterThan(0);
});
