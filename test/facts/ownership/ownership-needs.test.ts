import { expect, test } from "vitest";
import { type EventEvidence, isNeeded, worthFor } from "../../../src/evidence/index.ts";
import { namedGroupNeeds, needsOf } from "../../../src/facts/index.ts";
import {
  clusterEvent,
  coordinates,
  diskOffline,
  diskOnline,
  history,
  moving,
  names,
  resourceState,
} from "../../evidence/build-ownership.ts";

const NEEDS = needsOf(["ownership"]);
const GROUP = "3bbf28bd-8438-e41c-a604-f8cd93fb2bd7";
const given = { node: "HV01", time: "2025-06-02T08:00:00Z" };

function isKept(event: EventEvidence): boolean {
  return isNeeded(NEEDS)(event) && worthFor(NEEDS)(event);
}

test.each([
  ["a move of a volume", moving(given, GROUP, "HV01", "HV02")],
  ["a move of a role whose name does not say what it holds", moving(given, "SQL data", "HV01", "HV02")],
  ["a failover of a volume", clusterEvent(1153, given, GROUP, "HV01", "HV02")],
  ["a failback of a volume", clusterEvent(1154, given, GROUP, "HV02", "HV01")],
  ["a disk that changes its role", clusterEvent(1673, given, "Cluster Disk 1", "Storage", "HV01", GROUP, "HV02")],
  ["a disk that is online", diskOnline(given, "Cluster Disk 1")],
  ["a disk that is offline", diskOffline(given, "Cluster Disk 1")],
  ["a volume's role that is online", clusterEvent(1201, given, GROUP)],
  ["a volume's role that is offline", clusterEvent(1204, given, `{${GROUP}}`)],
  ["the state of a disk in its role", resourceState(given, "Cluster Disk 1", GROUP, "Online")],
  ["the state of a disk whose role bears its name", resourceState(given, "Cluster Disk 1", "Cluster Disk 1", "Online")],
  ["a file system that is its volume's coordinator", coordinates(given, GROUP, "target")],
])("%s is kept", (_what, event) => {
  expect(isKept(event)).toBe(true);
});

test.each([
  ["a virtual machine's role that is online", clusterEvent(1201, given, "web-01")],
  ["the state of a virtual machine", resourceState(given, "Virtual Machine web-01", "web-01", "Online")],
  ["the same on another Windows", resourceState(given, "Virtueller Computer web-01", "WEB-01", "Online")],
])("%s is left behind", (_what, event) => {
  expect(isKept(event)).toBe(false);
});

test("a role's state is kept, whatever its name, where exports tie it to a volume or it bears one's name", () => {
  const needs = [
    ...NEEDS,
    ...namedGroupNeeds({
      volumeNames: [names({ resource: "Cluster Disk 1", group: "SQL data" })],
      ownership: [history("2025-06-01T00:00:00Z", "Web volume", "HV01")],
    }),
  ];
  const kept = ["sql data", "cluster disk 1", "Web volume", "web-01"].filter((group) =>
    [1201, 1204].every((id) => worthFor(needs)(clusterEvent(id, given, group))),
  );
  expect(kept).toEqual(["sql data", "cluster disk 1", "Web volume"]);
  expect(namedGroupNeeds({ volumeNames: [], ownership: [] })).toEqual([]);
});

test("all that tells an owner is read whatever window was asked for", () => {
  const bounded = NEEDS.filter(({ anyTime, incidental }) => anyTime !== true && incidental !== true);
  expect(bounded).toEqual([]);
});
