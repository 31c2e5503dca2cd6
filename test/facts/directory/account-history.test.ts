import { describe, expect, test } from "vitest";
import type { AttributeStamp, ComputerObject, DirectoryEvidence } from "../../../src/evidence/index.ts";
import {
  type AccountHistory,
  deriveAccountHistories,
  deriveDirectoryHosts,
} from "../../../src/facts/directory/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { computer, connectionPoint, directoryOf, stamp, view } from "../../evidence/build-directory.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const CREATED = "2021-03-01T08:00:00Z";

function historiesOf(directory: DirectoryEvidence): readonly AccountHistory[] {
  return deriveAccountHistories(deriveDirectoryHosts(directory));
}

function historyOf(...stamps: readonly AttributeStamp[]): AccountHistory | undefined {
  return historiesOf(directoryOf([view({ computers: [computer("HV01", { stamps })] })]))[0];
}

const AS_MADE = [
  stamp("cn", 1, CREATED),
  stamp("samaccountname", 1, CREATED),
  stamp("dnshostname", 1, CREATED),
  stamp("operatingsystem", 1, CREATED),
];

describe("metadata of an account", () => {
  test("that was renamed while joined have its names at a second version", () => {
    const renamed = [
      stamp("dnshostname", 2, "2026-09-02T10:01:00Z"),
      stamp("samaccountname", 2, "2026-09-02T10:00:00Z"),
    ];
    expect(historyOf(...AS_MADE, ...renamed)).toMatchObject({
      hasStamps: true,
      rename: "account-name",
      renamed: [renamed[1], renamed[0]],
      systemChanged: [],
    });
  });

  test("that was moved to another OU have its name alone at a second version", () => {
    expect(historyOf(...AS_MADE, stamp("name", 2, "2026-09-02T10:00:00Z"), stamp("cn", 2, CREATED))).toMatchObject({
      rename: null,
      renamed: [],
    });
  });

  test("of which the DNS name changed alone are told apart from a rename", () => {
    const changed = stamp("dnshostname", 3, "2026-09-02T10:00:00Z");
    expect(historyOf(changed)).toMatchObject({ rename: "dns-name-only", renamed: [changed] });
  });

  test("that were written again within an hour of creation are a registration, but a name of the account is not", () => {
    const soon = "2021-03-01T08:40:00Z";
    expect(historyOf(stamp("dnshostname", 2, soon), stamp("operatingsystem", 2, soon))).toMatchObject({
      renamed: [],
      systemChanged: [],
    });
    expect(historyOf(stamp("samaccountname", 2, soon))).toMatchObject({ rename: "account-name" });
  });

  test("tell an upgrade in place, or a system that was installed anew on the account", () => {
    const upgraded = [
      stamp("operatingsystem", 2, "2025-01-01T00:00:00Z"),
      stamp("operatingsystemversion", 3, "2025-01-01T00:00:00Z"),
    ];
    expect(historyOf(...upgraded)).toMatchObject({ rename: null, systemChanged: upgraded });
  });

  test("that are not shown tell nothing", () => {
    const [history] = historiesOf(directoryOf([view({ computers: [computer("HV01")] })]));
    expect(history).toMatchObject({ hasStamps: false, renamed: [], rename: null, systemChanged: [] });
  });

  test("count by the server that knows the most changes", () => {
    const given = [AS_MADE, [stamp("samaccountname", 2, "2026-09-02T10:00:00Z"), stamp("dnshostname", 2, CREATED)]];
    const views = given.map((stamps, index) =>
      view({ server: `dc${index}`, computers: [computer("HV01", { stamps })] }),
    );
    expect(historiesOf(directoryOf(views))[0]).toMatchObject({
      account: { view: { server: "dc1" } },
      rename: "account-name",
    });
  });
});

describe("the connection point beside the history", () => {
  const hv01 = computer("HV01");
  const writtenOf = (given: Parameters<typeof connectionPoint>[1]): string | null | undefined => {
    const shown = view({ computers: [hv01], connectionPoints: [connectionPoint(hv01, given)] });
    const written = historiesOf(directoryOf([shown]))[0]?.connectionPointWritten;
    return typeof written === "bigint" ? filetimeToIso(written).slice(0, 10) : written;
  };

  test("was written when its metadata say, else when it was changed", () => {
    const whenChanged = ticks("2021-03-04T00:00:00Z");
    expect(writtenOf({ whenChanged })).toBe("2021-03-04");
    expect(writtenOf({ whenChanged: null })).toBeNull();
    const stamps = [stamp("keywords", 1, "2021-03-03T00:00:00Z"), stamp("cn", 1, "2021-03-02T00:00:00Z")];
    expect(writtenOf({ whenChanged, stamps })).toBe("2021-03-03");
  });

  test("is the one of the account's own server where that shows one", () => {
    const [dc1, dc2] = ["dc1", "dc2"].map((server) =>
      view({ server, computers: [hv01], connectionPoints: [connectionPoint(hv01)] }),
    );
    const [history] = historiesOf(directoryOf([dc1, dc2].filter((shown) => shown !== undefined)));
    expect(history?.connectionPoint?.view).toBe(history?.account.view);
  });

  test("is none where it is missing", () => {
    const [history] = historiesOf(directoryOf([view({ computers: [hv01] })]));
    expect([history?.connectionPoint, history?.connectionPointWritten]).toEqual([null, null]);
  });
});

describe("an account that is younger than those of its peers", () => {
  /** Hosts HV01, HV02 and so on, created on these days, with connection points of the same days where they have one. */
  function reCreated(
    days: readonly string[],
    given: { readonly points?: number; readonly client?: boolean } = {},
  ): unknown {
    const computers = days.map(
      (day, index): ComputerObject =>
        computer(`HV0${index + 1}`, {
          whenCreated: ticks(`${day}T08:00:00Z`),
          ...(given.client === true && index > 1 ? { operatingSystem: "Windows 11 Enterprise" } : {}),
        }),
    );
    const connectionPoints = computers
      .slice(0, given.points)
      .map((account) => connectionPoint(account, { whenCreated: account.whenCreated }));
    return historiesOf(directoryOf([view({ computers, connectionPoints })])).flatMap((history) =>
      history.reCreated === null
        ? []
        : [[history.host.name, filetimeToIso(history.reCreated.peersMedian).slice(0, 10)]],
    );
  }

  test("by more than 30 days was made anew, or added later", () => {
    expect(reCreated(["2021-03-01", "2021-03-02", "2021-03-03", "2026-01-01"])).toEqual([["HV04", "2021-03-02"]]);
  });

  test("by no more than 30 days is none", () => {
    expect(reCreated(["2021-03-01", "2021-03-02", "2021-03-03", "2021-04-01"])).toEqual([]);
  });

  test("is not told from fewer than three peers, nor from clients", () => {
    expect(reCreated(["2021-03-01", "2021-03-02", "2026-01-01"])).toEqual([]);
    expect(reCreated(["2026-01-01", "2021-03-02", "2021-03-02", "2021-03-02"], { client: true })).toEqual([]);
  });

  test("is not told where no connection point is older than it", () => {
    expect(reCreated(["2021-03-01", "2021-03-02", "2021-03-03", "2026-01-01"], { points: 0 })).toEqual([]);
  });

  test("is not told where more than a quarter of the peers are as young: a cluster grew", () => {
    expect(reCreated(["2021-03-01", "2021-03-02", "2024-03-03", "2024-03-04"])).toEqual([]);
    const four = ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04"];
    expect(reCreated([...four, "2024-03-03"])).toEqual([["HV05", "2021-03-02"]]);
  });
});
