import { expect, test } from "vitest";
import type { ComputerObject, DirectoryEvidence, DirectoryView } from "../../../src/evidence/index.ts";
import {
  deriveAccountHistories,
  deriveConnectionPointPeers,
  deriveDeletedConnectionPoints,
  deriveDirectoryHosts,
  deriveMisplacedConnectionPoints,
  deriveServerDifferences,
} from "../../../src/facts/directory/index.ts";
import { computer, connectionPoint, deletedPoint, directoryOf, stamp, view } from "../../evidence/build-directory.ts";

/** Two servers of a domain in which every other host has a connection point, and the others' were deleted. */
function domainOfHosts(count: number): DirectoryEvidence {
  const computers = Array.from({ length: count }, (_, index) => hostAt(index));
  const connectionPoints = computers.filter((_, index) => index % 2 === 0).map((account) => connectionPoint(account));
  const deletedConnectionPoints = computers
    .filter((_, index) => index % 2 === 1)
    .map((account) => deletedPoint(account, "2026-08-01T00:00:00Z"));
  const shown: Partial<DirectoryView> = { computers, connectionPoints, deletedConnectionPoints };
  return directoryOf([view(shown), view({ ...shown, server: "dc2.corp.example" })]);
}

function hostAt(index: number): ComputerObject {
  const stamps = [stamp("samaccountname", index % 3 === 0 ? 2 : 1, "2026-01-01T00:00:00Z")];
  return computer(`HV${String(index).padStart(6, "0")}`, { stamps, sid: `S-1-5-21-1-2-3-${10_000 + index}` });
}

/** What the facts of a domain took. */
function derivedIn(directory: DirectoryEvidence): { readonly hosts: number; readonly milliseconds: number } {
  const start = performance.now();
  const hosts = deriveDirectoryHosts(directory);
  deriveAccountHistories(hosts);
  const peers = deriveConnectionPointPeers(hosts);
  for (const host of hosts.hosts) peers.expectedOf(host);
  deriveDeletedConnectionPoints(directory, hosts);
  deriveMisplacedConnectionPoints(directory, hosts);
  deriveServerDifferences(directory, hosts);
  return { hosts: hosts.hosts.length, milliseconds: performance.now() - start };
}

test("the facts of 20,000 hosts take about ten times as long as those of 2,000", () => {
  const [small, large] = [domainOfHosts(2_000), domainOfHosts(20_000)];
  derivedIn(small);
  const [few, many] = [derivedIn(small), derivedIn(large)];
  expect([few.hosts, many.hosts]).toEqual([2_000, 20_000]);
  // What grows with the square would take a hundred times as long.
  expect(many.milliseconds).toBeLessThan(40 * few.milliseconds);
});
