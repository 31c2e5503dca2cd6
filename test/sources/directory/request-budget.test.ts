import { describe, expect, test } from "vitest";
import { binarySid, computer, guestPoint, host, ownedBy, point, readOne, sidOf } from "./directory-objects.ts";
import { FakeDirectory, type FakeObject } from "./fake-directory.ts";

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${10_000 + index}`);
}

/** What an audit may cost: no request per host. */
function budgetOf(objects: readonly FakeObject[]): number {
  return Math.floor(objects.length / 500) + 20;
}

describe("the requests to a server", () => {
  test("are these in a small domain: who are you, hosts, points, guests, deleted", async () => {
    const directory = new FakeDirectory("dc1", { objects: [host("HV01"), point("HV01")] });
    await readOne(directory);
    // With the bind, and two questions to the rootDSE.
    expect(directory.requests).toBe(7);
  });

  const worst: readonly (readonly [string, readonly FakeObject[], readonly string[] | null])[] = [
    ["3,000 sound hosts", numbered("HV", 3000).flatMap((name) => [host(name), point(name)]), null],
    [
      "5,500 hosts, of which 10 lack their connection points",
      numbered("HV", 5500).flatMap((name, index) => (index < 10 ? [host(name)] : [host(name), point(name)])),
      null,
    ],
    [
      "1,000 connection points of computers that lost their services",
      numbered("HV", 1000).flatMap((name) => [computer(name), point(name)]),
      null,
    ],
    [
      "3,000 connection points of computers that lost their services",
      numbered("HV", 3000).flatMap((name) => [computer(name), point(name)]),
      null,
    ],
    ["3,000 virtual machines", numbered("VM", 3000).flatMap((name) => [computer(name), guestPoint(name)]), null],
    [
      "all that can come together, with 1,000 names that do not exist",
      [
        ...numbered("HV", 2).map((name) => host(name)),
        ...numbered("OLD", 1000).flatMap((name, index) => [
          computer(name, { objectSid: binarySid(sidOf(2000 + index)) }),
          point(name, ownedBy(sidOf(5000 + index))),
        ]),
      ],
      numbered("GONE", 1000),
    ],
    [
      "1,000 connection points below nothing that is shown, and 1,000 names that do not exist",
      [...numbered("OLD", 1000).map((name) => point(name)), ...numbered("HV", 2).map((name) => host(name))],
      numbered("GONE", 1000),
    ],
  ];
  test.each(worst)("are at most one for 500 objects and 20 with %s", async (_, objects, hosts) => {
    const directory = new FakeDirectory("dc1", { objects });
    const { source } = await readOne(directory, { hosts });
    expect(source.status).toBe("complete");
    expect(directory.requests).toBeLessThanOrEqual(budgetOf(objects));
  });
});
