import { describe, expect, test } from "vitest";
import type { ComputerObject, ConnectionPointObject } from "../../../src/evidence/index.ts";
import { deriveConnectionPointPeers, deriveDirectoryHosts } from "../../../src/facts/directory/index.ts";
import {
  computer,
  connectionPoint,
  directoryOf,
  DOMAIN_ADMINS,
  exportView,
  view,
} from "../../evidence/build-directory.ts";

interface Given {
  readonly name: string;
  /** Of its connection point, as they are spelled; null: it has none. */
  readonly attributes: readonly string[] | null;
  readonly account?: Partial<ComputerObject>;
  readonly point?: Partial<ConnectionPointObject>;
}

const KEYWORDS = ["serviceBindingInformation", "keywords"];
const ONE = ["serviceBindingInformation"];

/** What is expected of the first host, and how many peers say so. */
function expectedOf(given: readonly Given[], makeView = view): unknown {
  const computers = given.map(({ name, account }) => computer(name, account));
  const connectionPoints = given.flatMap(({ attributes, point }, index) => {
    const account = computers[index];
    if (attributes === null || account === undefined) return [];
    return [connectionPoint(account, { attributes: new Map(attributes.map((name) => [name, ["x"]])), ...point })];
  });
  const shown = new Set(given.flatMap(({ attributes }) => attributes ?? []).map((name) => name.toLowerCase()));
  const attributes = makeView === view ? view().attributes : shown;
  const hosts = deriveDirectoryHosts(directoryOf([makeView({ computers, connectionPoints, attributes })]));
  const host = hosts.hosts.find(({ name }) => name === given[0]?.name);
  const peers = host === undefined ? null : deriveConnectionPointPeers(hosts).expectedOf(host);
  return peers === null ? null : [peers.peerCount, peers.peers.map(({ name }) => name), peers.expected];
}

describe("what is expected of a connection point", () => {
  test("is what more than half of the peers have, whatever the host itself has", () => {
    const peers = [
      { name: "HV02", attributes: KEYWORDS },
      { name: "HV03", attributes: KEYWORDS },
      { name: "HV04", attributes: ONE },
    ];
    const expected = [3, ["HV02", "HV03", "HV04"], ["keywords", "serviceBindingInformation"]];
    expect(expectedOf([{ name: "HV01", attributes: [] }, ...peers])).toEqual(expected);
    expect(expectedOf([{ name: "HV01", attributes: [...KEYWORDS, "serviceDNSName"] }, ...peers])).toEqual(expected);
    expect(expectedOf([{ name: "HV01", attributes: null }, ...peers])).toEqual(expected);
  });

  test("is not what half of them have, nor with the host's own what it has", () => {
    expect(
      expectedOf([
        { name: "HV01", attributes: KEYWORDS },
        { name: "HV02", attributes: KEYWORDS },
        { name: "HV03", attributes: ONE },
      ]),
    ).toEqual([2, ["HV02", "HV03"], ONE]);
  });

  test("is learnt in any spelling, and spelled as by the first peer", () => {
    expect(
      expectedOf([
        { name: "HV01", attributes: [] },
        { name: "HV02", attributes: ["keywords"] },
        { name: "HV03", attributes: ["Keywords"] },
      ]),
    ).toEqual([2, ["HV02", "HV03"], ["keywords"]]);
  });

  test("is not learnt from one peer", () => {
    expect(
      expectedOf([
        { name: "HV01", attributes: [] },
        { name: "HV02", attributes: ONE },
      ]),
    ).toBeNull();
  });

  test("is learnt from three of the same system rather than from all", () => {
    const old = { operatingSystemVersion: "10.0 (14393)" };
    const newer = ["HV05", "HV06", "HV07", "HV08"].map((name) => ({ name, attributes: KEYWORDS }));
    const older = ["HV02", "HV03", "HV04"].map((name) => ({ name, attributes: ONE, account: old }));
    const host = { name: "HV01", attributes: [], account: old };
    expect(expectedOf([host, ...older, ...newer])).toEqual([3, ["HV02", "HV03", "HV04"], ONE]);
    expect(expectedOf([host, ...older.slice(1), ...newer])).toMatchObject([6, {}, ["keywords", ...ONE]]);
  });

  test.each<[string, Partial<Given>]>([
    ["made by an administrator", { point: { access: { owner: DOMAIN_ADMINS, entries: [] } } }],
    ["disabled", { account: { userAccountControl: 4098 } }],
    ["stale", { account: { pwdLastSet: 0n, lastLogonTimestamp: 0n } }],
    ["a client", { account: { operatingSystem: "Windows 11 Enterprise" } }],
    ["not readable", { point: { isReadable: false } }],
  ])("is not learnt from a host that is %s", (_, unsound) => {
    const peers = ["HV02", "HV03", "HV04"].map((name) => ({ name, attributes: KEYWORDS, ...unsound }));
    const sound = ["HV05", "HV06"].map((name) => ({ name, attributes: ONE }));
    expect(expectedOf([{ name: "HV01", attributes: [] }, ...peers, ...sound])).toEqual([2, ["HV05", "HV06"], ONE]);
  });

  test("is learnt where owner and logons are not shown", () => {
    const unknown = { account: { pwdLastSet: null, lastLogonTimestamp: null }, point: { access: null } };
    const peers = ["HV02", "HV03"].map((name) => ({ name, attributes: ONE, ...unknown }));
    expect(expectedOf([{ name: "HV01", attributes: [] }, ...peers], exportView)).toEqual([2, ["HV02", "HV03"], ONE]);
  });

  test("shows eight peers at most, and counts all", () => {
    const given = Array.from({ length: 30 }, (_, index) => ({ name: `HV${100 + index}`, attributes: ONE }));
    expect(expectedOf(given)).toEqual([
      29,
      ["HV101", "HV102", "HV103", "HV104", "HV105", "HV106", "HV107", "HV108"],
      ONE,
    ]);
  });

  test("of a host in an export with fewer attributes is what that export would show", () => {
    const whole = ["HV02", "HV03"].map((name) => computer(name));
    const hv01 = computer("HV01");
    const points = whole.map((account) => connectionPoint(account, { attributes: new Map([["keywords", ["x"]]]) }));
    const hosts = deriveDirectoryHosts(
      directoryOf([
        view({ computers: whole, connectionPoints: points }),
        exportView({ computers: [hv01], connectionPoints: [connectionPoint(hv01)], attributes: new Set(["cn"]) }),
      ]),
    );
    const host = hosts.hosts.find(({ name }) => name === "HV01");
    expect(host && deriveConnectionPointPeers(hosts).expectedOf(host)).toMatchObject({ peerCount: 2, expected: [] });
  });
});
