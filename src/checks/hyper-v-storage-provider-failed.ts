import type { StorageProviderFailures } from "../facts/index.ts";
import { count, type Finding, names, type Severity, span } from "../report/index.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { AUDIT_CONNECTION_POINTS, REPAIR_CONNECTION_POINT } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";

const CHANNEL = "Microsoft-Windows-Hyper-V-VMMS-Admin";

const THRESHOLD_INCIDENTS = 2;

export const hyperVStorageProviderFailed = defineCheck({
  meta: {
    id: "hyper-v-storage-provider-failed",
    title: "Hyper-V hosts can open their storage provider",
    failureTitle: "Hyper-V hosts could not open their storage provider (VMMS 12660)",
    label: "VMMS 12660",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "In the published case the nodes whose volumes failed to back up logged VMMS 12660 when somebody opened Hyper-V " +
      "settings. It marks a host; its times have nothing to do with the times of the backups.",
    threshold:
      "2 incidents on one host, however far apart; records within 30 minutes are one incident. Once reached, all records of " +
      "the host are in its finding, however old. A single incident is isolated and stays information.",
    legend:
      'VMMS 12660 reads "Cannot open handle to Hyper-V storage provider." It dates a look into Hyper-V settings, not a ' +
      "failed backup.",
    channels: [CHANNEL],
    requires: ["storageProviderFailures", "hosts", "horizon"],
    messages: {
      host: "{records:record|records} of VMMS 12660 in {incidents:incident|incidents}, {span}",
      summary: "VMMS 12660 on {hosts} ({records:record|records} in {incidents:incident|incidents})",
    },
    remediation: [AUDIT_CONNECTION_POINTS, REPAIR_CONNECTION_POINT],
  },
  evaluate({ storageProviderFailures, hosts, horizon }) {
    const found = storageProviderFailures.filter(({ incidents }) => incidents >= THRESHOLD_INCIDENTS);
    const isolated = storageProviderFailures.filter(({ incidents }) => incidents < THRESHOLD_INCIDENTS);
    const summary = {
      code: "summary",
      arguments: {
        hosts: names(found.map(({ host }) => host)),
        records: count(found.reduce((sum, { events }) => sum + events.length, 0)),
        incidents: count(found.reduce((sum, { incidents }) => sum + incidents, 0)),
      },
    };
    return concludeFrom(
      found.map((failures) => hostFinding(failures, "warning")),
      summary,
      isolated.map((failures) => hostFinding(failures, "info")),
      channelsCoverage(horizon, [CHANNEL], hosts.virtualizationHosts),
    );
  },
});

function hostFinding({ host, events, incidents, first, last }: StorageProviderFailures, severity: Severity): Finding {
  return {
    code: "host",
    severity,
    subject: { kind: "node", name: host },
    arguments: { records: count(events.length), incidents: count(incidents), span: span(first, last) },
    ...eventProof(events[0], events.slice(1)),
  };
}
