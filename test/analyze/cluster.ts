import { hyperVStorageProviderFailed } from "../../src/checks/hyper-v-storage-provider-failed.ts";
import type { Check } from "../../src/checks/index.ts";
import { snapshotImportFailed } from "../../src/checks/snapshot-import-failed.ts";
import { type DiagnoseOptions, diagnose } from "../../src/diagnose.ts";
import {
  type AskedWindow,
  CompactEvents,
  type EventEvidence,
  type EventNeed,
  type LogEvidence,
} from "../../src/evidence/index.ts";
import type { Report } from "../../src/report/index.ts";
import {
  log,
  ticks,
  VMMS_ADMIN,
  vendorEvent,
  vmms12660,
  vssImportFailed,
  WHOLE_SPAN,
} from "../evidence/build-evidence.ts";

export interface Cluster {
  readonly nodes: readonly string[];
  readonly badNodes: readonly string[];
  readonly proxy: string;
  /** The first of seven days, e.g. 2025-06-01. */
  readonly firstDay: string;
}

export const NINE_NODES: Cluster = {
  nodes: ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"],
  badNodes: ["HV03", "HV06", "HV08"],
  proxy: "PROXY01",
  firstDay: "2025-06-01",
};

const DAY_TICKS = 24n * 3600n * 10_000_000n;
const DAYS = 7;
const DOMAIN = "corp.example";

/** The events of a week: every night one import fails per bad node, and every bad node logs 12660 at noon. */
export function eventsOf({ badNodes, proxy, firstDay }: Cluster): readonly EventEvidence[] {
  return Array.from({ length: DAYS }, (_, day) =>
    badNodes.flatMap((node, index) => {
      const minute = (index * 6).toString().padStart(2, "0");
      const onProxy = { computer: `${proxy}.${DOMAIN}` };
      const recordId = 1000 + day * 100 + index * 2;
      return [
        vendorEvent({ ...onProxy, recordId, time: dayTime(firstDay, day, `22:${minute}:01`) }),
        vssImportFailed({ ...onProxy, recordId: recordId + 1, time: dayTime(firstDay, day, `22:${minute}:03`) }),
        vmms12660({ computer: `${node}.${DOMAIN}`, recordId: 50 + day, time: dayTime(firstDay, day, "12:00:00") }),
      ];
    }),
  ).flat();
}

export function logsOf({ nodes, proxy, firstDay }: Cluster): readonly LogEvidence[] {
  const from = ticks(`${firstDay}T00:00:00Z`);
  const to = from + BigInt(DAYS) * DAY_TICKS - 1n;
  return [
    log(`${proxy}.${DOMAIN}`, "Application", { from, to }),
    ...nodes.flatMap((node) =>
      [VMMS_ADMIN, "System"].map((channel) => log(`${node}.${DOMAIN}`, channel, { from, to })),
    ),
  ];
}

function dayTime(firstDay: string, day: number, time: string): string {
  const date = new Date(`${firstDay}T${time}Z`);
  date.setUTCDate(date.getUTCDate() + day);
  return date.toISOString();
}

export const FIXED: Omit<DiagnoseOptions, "window"> = {
  tool: { name: "badnode", version: "1.2.3" },
  clock: () => new Date("2025-06-09T06:00:00Z"),
};

/** For reports that are compared whole: further checks change nothing in them. */
export const TWO_CHECKS: readonly Check[] = [snapshotImportFailed, hyperVStorageProviderFailed];

export interface Reading {
  readonly events?: readonly EventEvidence[];
  readonly logs?: readonly LogEvidence[];
  readonly window?: AskedWindow;
  /** Default: a day after the cluster's week of June 2025. */
  readonly now?: string;
  /** Default: all. */
  readonly checks?: readonly Check[];
  readonly onNeeds?: (needs: readonly EventNeed[]) => void;
}

export function reportOn(reading: Reading): Promise<Report> {
  const { events = [], logs = [], window = WHOLE_SPAN, onNeeds, now, checks } = reading;
  return diagnose(
    {
      logs: (needs) => {
        onNeeds?.(needs);
        return Promise.resolve({ events, compactEvents: new CompactEvents(), logs });
      },
    },
    {
      ...FIXED,
      ...(now === undefined ? {} : { clock: () => new Date(now) }),
      ...(checks === undefined ? {} : { checks }),
      window,
    },
  );
}

export function reportOnCluster(cluster: Cluster): Promise<Report> {
  const now = dayTime(cluster.firstDay, DAYS + 1, "06:00:00");
  return reportOn({ events: eventsOf(cluster), logs: logsOf(cluster), now });
}
