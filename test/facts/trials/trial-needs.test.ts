import { expect, test } from "vitest";
import { isNeeded } from "../../../src/evidence/index.ts";
import { needsOf } from "../../../src/facts/index.ts";
import { event } from "../../evidence/build-evidence.ts";

test.each([
  ["Veeam's end of a machine's backup", { provider: "Veeam MP", eventId: 150, channel: "Veeam Backup" }],
  ["Veeam's end of a job, which names it", { provider: "Veeam MP", eventId: 190, channel: "Veeam Backup" }],
  ["the audit of a snapshot that was made", { provider: "VSSAudit", eventId: 8222, channel: "Security" }],
  ["the audit of a snapshot that was imported", { provider: "VSSAudit", eventId: 8223, channel: "Security" }],
  ["an import that failed", { provider: "VSS", eventId: 12_293, channel: "Application" }],
  ["a shadow copy's LUN that did not come", { provider: "VSS", eventId: 12_362, channel: "Application" }],
  ["a hidden volume's LUN that did not come", { provider: "VSS", eventId: 12_363, channel: "Application" }],
  ["a volume's LUN that did not come", { provider: "VSS", eventId: 12_364, channel: "Application" }],
])("%s is kept", (_what, given) => {
  const kept = event({ time: "2026-09-10T21:00:00Z", recordId: 1, ...given });
  expect(isNeeded(needsOf(["trials"]))(kept)).toBe(true);
});
