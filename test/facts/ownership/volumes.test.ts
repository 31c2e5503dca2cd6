import { describe, expect, test } from "vitest";
import type { EventEvidence, ExportEvidence } from "../../../src/evidence/index.ts";
import { deriveVolumes, type Volumes } from "../../../src/facts/ownership/volumes.ts";
import {
  clusterEvent,
  clusterEvidence,
  type ClusterGiven,
  coordinates,
  diskOffline,
  diskOnline,
  history,
  logMove,
  moving,
  names,
  on,
  placement,
  resourceState,
  session,
} from "../../evidence/build-ownership.ts";

const GROUP = "3bbf28bd-8438-e41c-a604-f8cd93fb2bd7";
const OTHER_GROUP = "5ccd57b4-a9db-0b59-dafa-ebbc4a783a35";
const VOLUME_GUID = "6bd7a2c1-2d4e-4f0a-9b1c-0123456789ab";
/** Where it does not matter which node wrote it. */
const at = (time: string, node = "HV01"): ReturnType<typeof on> => on(time, node);

function volumesOf(given: ClusterGiven): Volumes {
  return deriveVolumes(clusterEvidence(given));
}

const EXPORTED = names({
  resource: "Cluster Disk 3",
  group: GROUP,
  path: "C:\\ClusterStorage\\Volume3",
  "volume-guid": `\\\\?\\Volume{${VOLUME_GUID}}\\`,
});

test.each([
  "cluster disk 3",
  "C:\\ClusterStorage\\Volume3",
  "c:\\clusterstorage\\volume3\\web-01\\web-01.vhdx",
  "C:/ClusterStorage/Volume3/web-01",
  "\\\\?\\C:\\ClusterStorage\\Volume3\\web-01",
  "\\\\HV01\\C$\\ClusterStorage\\Volume3\\web-01",
  "Volume3",
  GROUP.toUpperCase(),
  `{${GROUP}}`,
  `\\\\?\\Volume{${VOLUME_GUID}}\\`,
  VOLUME_GUID,
])("%s is the volume that an export names so", (name) => {
  expect(volumesOf({ exports: { volumeNames: [EXPORTED] } }).nameOf(name)).toBe("Cluster Disk 3");
});

test("a volume whose name begins as another's is another", () => {
  expect(volumesOf({ exports: { volumeNames: [EXPORTED] } }).nameOf("C:\\ClusterStorage\\Volume30")).toBeNull();
});

test("a disk with several volumes is one, whatever path is named", () => {
  const second = names({ resource: "Cluster Disk 3", path: "C:\\ClusterStorage\\Volume4" }, 3);
  const volumes = volumesOf({ exports: { volumeNames: [EXPORTED, second] } });
  expect([volumes.names, volumes.nameOf("C:\\ClusterStorage\\Volume4")]).toEqual([
    ["Cluster Disk 3"],
    "Cluster Disk 3",
  ]);
});

describe("the group that a move names", () => {
  test("is its disk's where 1637 names both", () => {
    const events = [
      diskOnline(at("08:00:02"), "Cluster Disk 1"),
      resourceState(at("08:00:03"), "Cluster Disk 1", GROUP, "Online"),
    ];
    const volumes = volumesOf({ events });
    expect([volumes.names, volumes.nameOf(GROUP, "group")]).toEqual([["Cluster Disk 1"], "Cluster Disk 1"]);
  });

  test("is its disk's where a history names the disk that 1637 puts in it", () => {
    const events = [resourceState(at("08:00:03"), "Cluster Disk 1", GROUP, "Online")];
    const ownership = [history("2025-06-01T00:00:00Z", "cluster disk 1", "HV01")];
    expect(volumesOf({ events, exports: { ownership } }).nameOf(GROUP, "group")).toBe("Cluster Disk 1");
  });

  test("is its disk's where the two come online together and nothing else does", () => {
    const events = [diskOnline(at("08:00:02"), "Cluster Disk 1"), clusterEvent(1201, at("08:00:03"), GROUP)];
    expect(volumesOf({ events }).nameOf(GROUP, "group")).toBe("Cluster Disk 1");
  });

  test("stays unknown where two come online together, and is listed", () => {
    const events = [
      diskOnline(at("08:00:02"), "Cluster Disk 1"),
      diskOnline(at("08:00:02.5"), "Cluster Disk 2"),
      clusterEvent(1201, at("08:00:03"), GROUP),
      clusterEvent(1201, at("08:00:03.5"), OTHER_GROUP),
    ];
    const { nameOf, unmapped } = volumesOf({ events });
    expect(nameOf(GROUP, "group")).toBeNull();
    expect(unmapped.map(({ name, count }) => `${name}: ${count.toString()}`)).toEqual([
      `${GROUP}: 1`,
      `${OTHER_GROUP}: 1`,
    ]);
  });

  test("is not a virtual machine's that comes online beside a disk once", () => {
    const events = [diskOnline(at("08:00:02"), "Cluster Disk 1"), clusterEvent(1201, at("08:00:03"), "web-01")];
    expect(volumesOf({ events }).nameOf("web-01", "group")).toBeNull();
  });

  test("is the volume's own, and not the one of disks that are none yet", () => {
    const events = [
      diskOnline(at("08:00:02"), "Cluster Disk 1"),
      resourceState(at("08:00:03"), "Cluster Disk 1", "Verfügbarer Speicher", "Online"),
      resourceState(at("09:00:03"), "Cluster Disk 1", GROUP, "Online"),
    ];
    const { nameOf } = volumesOf({ events });
    expect([nameOf("Verfügbarer Speicher", "group"), nameOf(GROUP, "group")]).toEqual([null, "Cluster Disk 1"]);
  });
});

describe("a role that bears a disk's name", () => {
  const DISK = "SQL01";
  const ownership = [history("2025-06-01T00:00:00Z", DISK, "HV01")];
  const moves = [moving(at("08:00:00"), DISK, "HV01", "HV02")];
  const told = (events: readonly EventEvidence[], exports: Partial<ExportEvidence> = {}): unknown => {
    const { nameOf, unmapped } = volumesOf({ events: [...moves, ...events], exports: { ownership, ...exports } });
    return [nameOf(DISK, "group"), unmapped.map(({ name }) => name)];
  };

  test("is no volume by that, and is listed as what may be one", () => {
    expect(told([])).toEqual([null, [DISK]]);
  });

  test("is the volume where 1637 or an export has the disk in it", () => {
    expect(told([resourceState(at("08:00:03"), DISK, DISK, "Online")])).toEqual([DISK, []]);
    expect(told([], { volumeNames: [names({ resource: DISK, group: DISK })] })).toEqual([DISK, []]);
  });

  test("is a virtual machine's where one is called so, it holds something else, or the disk is in another role", () => {
    expect(told([], { placement: [placement(DISK, DISK)] })).toEqual([null, []]);
    expect(told([resourceState(at("08:00:03"), "Configuration", DISK, "Online")])).toEqual([null, []]);
    expect(told([resourceState(at("08:00:03"), DISK, GROUP, "Online")])).toEqual([null, []]);
  });
});

test("a renamed role that an export ties to a volume is that volume", () => {
  const exports = { volumeNames: [names({ resource: "Cluster Disk 1", group: "SQL data" })] };
  expect(volumesOf({ exports }).nameOf("sql DATA", "group")).toBe("Cluster Disk 1");
});

test("groups of virtual machines are no volumes and are not listed", () => {
  const events = [
    moving(at("08:00:00"), "web-01", "HV01", "HV02"),
    resourceState(at("08:00:09", "HV02"), "Virtual Machine web-01", "web-01", "Online"),
    resourceState(at("08:00:12", "HV02"), "Cluster Pool 1", OTHER_GROUP, "Online"),
    moving(at("08:00:10"), OTHER_GROUP, "HV01", "HV02"),
  ];
  const { names, unmapped } = volumesOf({
    events,
    exports: { groupMoves: [logMove("2025-06-02T08:00:00Z", "web-02", "HV01", "HV02")] },
  });
  expect({ names, unmapped }).toEqual({ names: [], unmapped: [] });
});

test("what cannot be mapped is listed with its uses and the first of them", () => {
  const exports = {
    ownership: [history("2025-06-01T00:00:00Z", "Cluster Disk 1", "HV01")],
    placement: [
      placement("web-01", "D:\\VMs\\web-01.vhdx"),
      placement("app-01", "C:\\ClusterStorage\\Volume9\\a.vhdx", null, 3),
    ],
    sessions: [
      session({ volume: "c:\\clusterstorage\\volume9", line: 5 }),
      session({ volume: "Cluster Disk 1", line: 4 }),
    ],
  };
  expect(volumesOf({ exports }).unmapped).toEqual([
    {
      name: "C:\\ClusterStorage\\Volume9\\a.vhdx",
      count: 2,
      evidence: [{ kind: "row", file: "placement.csv", line: 3, time: "" }],
      role: null,
    },
    {
      name: "D:\\VMs\\web-01.vhdx",
      count: 1,
      evidence: [{ kind: "row", file: "placement.csv", line: 2, time: "" }],
      role: null,
    },
  ]);
});

test("one path on two disks joins nothing, and is said", () => {
  const path = "C:\\ClusterStorage\\Volume3";
  const volumeNames = [
    names({ resource: "Cluster Disk 3", path }),
    names({ resource: "Cluster Disk 4", path }, 3),
    names({ path, "volume-guid": VOLUME_GUID }, 4),
  ];
  const sessions = [session({ volume: `${path}\\vm.vhdx` })];
  const { names: found, nameOf, ...told } = volumesOf({ exports: { volumeNames, sessions } });
  expect(found).toEqual(["Cluster Disk 3", "Cluster Disk 4", `{${VOLUME_GUID}}`]);
  expect([nameOf(path), nameOf("Cluster Disk 3")]).toEqual([null, "Cluster Disk 3"]);
  expect([told.isContradictory(`${path.toLowerCase()}\\a`), told.isContradictory("Cluster Disk 3")]).toEqual([
    true,
    false,
  ]);
  expect(told.unmapped).toEqual([]);
  expect(told.contradictions).toEqual([
    {
      name: path,
      volumes: ["Cluster Disk 3", "Cluster Disk 4"],
      evidence: [
        { kind: "row", file: "resources.xml", line: 2, time: "" },
        { kind: "row", file: "resources.xml", line: 3, time: "" },
      ],
    },
  ]);
});

test("names that are tied only to one another are the disk's that one of them has", () => {
  const path = "C:\\ClusterStorage\\Volume3";
  const volumeNames = [
    names({ path, "volume-guid": VOLUME_GUID }),
    names({ "volume-guid": VOLUME_GUID, "disk-guid": OTHER_GROUP }, 3),
  ];
  const events = [clusterEvent(5140, at("21:00:00"), "Volume3", "Cluster Disk 3", "20")];
  const { names: found, nameOf } = volumesOf({ events, exports: { volumeNames } });
  expect([found, nameOf(OTHER_GROUP)]).toEqual([["Cluster Disk 3"], "Cluster Disk 3"]);
});

test("a volume that only its path names is called by it", () => {
  const ownership = [history("2025-06-01T00:00:00Z", "c:\\clusterstorage\\volume3", "HV01")];
  const { names: found, nameOf } = volumesOf({ exports: { ownership } });
  expect([found, nameOf("Volume3")]).toEqual([["C:\\ClusterStorage\\volume3"], "C:\\ClusterStorage\\volume3"]);
});

test("a file system's volume that nothing else names is no volume of its own", () => {
  const { names: found, unmapped } = volumesOf({ events: [coordinates(at("08:00:00"), `{${VOLUME_GUID}}`, "target")] });
  expect([found, unmapped.map(({ name }) => name)]).toEqual([[], [`{${VOLUME_GUID}}`]]);
});

test("the order of rows changes nothing", () => {
  const volumeNames = [
    names({ resource: "CLUSTER DISK 3", path: "C:\\ClusterStorage\\Volume3" }, 5),
    names({ resource: "Cluster Disk 3", group: GROUP }),
    names({ path: "C:\\ClusterStorage\\VOLUME3", "volume-guid": VOLUME_GUID }, 3),
  ];
  const events = [diskOnline(at("08:00:02"), "Cluster disk 3"), diskOffline(at("09:00:02"), "cluster disk 3")];
  const told = (given: typeof volumeNames): unknown => {
    const { names: found, nameOf, unmapped } = volumesOf({ events, exports: { volumeNames: given } });
    return [found, unmapped, nameOf(GROUP), nameOf(VOLUME_GUID)];
  };
  expect(told(volumeNames)).toEqual([["CLUSTER DISK 3"], [], "CLUSTER DISK 3", "CLUSTER DISK 3"]);
  expect(told(volumeNames.toReversed())).toEqual(told(volumeNames));
});
