import { describe, expect, test } from "vitest";
import { nextTestRows, NO_NAMES } from "../../src/diagnose/next-tests.ts";
import type { NextTestRow } from "../../src/report/index.ts";
import { NO_VOLUMES } from "../checks/build-trials.ts";

const GIVE_OWNERSHIP = { code: "give-ownership" } as const;
const OTHER_PROXY = { code: "other-proxy", proxy: "PROXY01" } as const;

function missing(code: NextTestRow["code"]): NextTestRow {
  return { ...NO_NAMES, code };
}

function codes(...given: Parameters<typeof nextTestRows>): readonly string[] {
  return nextTestRows(...given).map(({ code }) => code);
}

describe("what has to be given first", () => {
  test.each(["give-ownership", "give-mapping", "give-roles"] as const)(
    "stands first, and for owners that the trials lack: %s",
    (code) => {
      expect(codes([OTHER_PROXY, GIVE_OWNERSHIP], NO_VOLUMES, [missing(code)])).toEqual([code, "other-proxy"]);
    },
  );

  test("leaves owners to be given where it is something else", () => {
    expect(codes([GIVE_OWNERSHIP, OTHER_PROXY], NO_VOLUMES, [missing("give-sessions")])).toEqual([
      "give-sessions",
      "give-ownership",
      "other-proxy",
    ]);
  });
});

describe("a backup under another owner", () => {
  const HVCL02 = {
    inCluster: () => ({ cluster: "HVCL02", volume: "Cluster Disk 3" }),
    clusterOf: (host: string) => (host.startsWith("NB") ? "HVCL02" : "HVCL01"),
  };
  const under = (node: string) => ({ code: "back-up-under", node, volume: "Cluster Disk 3 (HVCL02)" }) as const;

  test("is made under a node of the volume's own cluster, by the name that it has there", () => {
    expect(nextTestRows([under("NB01"), under("HV01")], HVCL02)).toEqual([
      {
        ...{ code: "back-up-under", volume: "Cluster Disk 3 (HVCL02)", from: null, to: "NB01", proxy: null },
        command: "Move-ClusterSharedVolume -Cluster HVCL02 -Name 'Cluster Disk 3' -Node NB01",
      },
    ]);
  });

  test("has no command where no volume is told, or the node's name cannot be typed safely", () => {
    const rows = nextTestRows(
      [
        { code: "back-up-under", node: "HV01", volume: null },
        { code: "back-up-under", node: "HV*", volume: "Cluster Disk 3" },
      ],
      NO_VOLUMES,
    );
    expect(rows.map(({ volume, to, command }) => [volume, to, command])).toEqual([
      [null, "HV01", null],
      ["Cluster Disk 3", "HV*", null],
    ]);
  });
});
