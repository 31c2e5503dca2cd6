import {
  type BackupSession,
  type EventEvidence,
  type Evidence,
  type ExportEvidence,
  gatherEvidence,
  type GroupMoveRow,
  type LogEvidence,
  NO_EXPORTS,
  type OwnershipRow,
  type PlacementRow,
  type VolumeNameKind,
  type VolumeNames,
} from "../../src/evidence/index.ts";
import { compact, type EventGiven, event, ticks, WHOLE_SPAN } from "./build-evidence.ts";

export const CLUSTERING = "Microsoft-Windows-FailoverClustering";

type ClusterEventGiven = Omit<EventGiven, "data"> & { readonly node: string };

/** A time of 2025-06-02, in UTC. */
export function day(time: string): string {
  return `2025-06-02T${time}Z`;
}

/** What a record of this node says of itself, written at that time of 2025-06-02. */
export function on(time: string, node: string): { readonly time: string; readonly node: string } {
  return { time: day(time), node };
}

/** A record of the cluster service, with its data by position. */
export function clusterEvent(eventId: number, given: ClusterEventGiven, ...data: readonly string[]): EventEvidence {
  const { node, ...rest } = given;
  return event({
    computer: `${node}.corp.example`,
    provider: CLUSTERING,
    channel: `${CLUSTERING}/Operational`,
    level: 4,
    recordId: eventId,
    ...rest,
    eventId,
    data: data.map((value) => ({ value })),
  });
}

/** 1641 */
export function moving(given: ClusterEventGiven, group: string, from: string, to: string): EventEvidence {
  return clusterEvent(1641, given, group, from, to);
}

/** 1666 */
export function diskOnline(given: ClusterEventGiven, disk: string, status = "0"): EventEvidence {
  return clusterEvent(1666, given, disk, status);
}

/** 1668 */
export function diskOffline(given: ClusterEventGiven, disk: string): EventEvidence {
  return clusterEvent(1668, given, disk, "0");
}

/** 1637 */
export function resourceState(given: ClusterEventGiven, resource: string, group: string, state: string): EventEvidence {
  return clusterEvent(1637, given, resource, group, "OnlinePending", state);
}

/** 8704 */
export function coordinates(given: ClusterEventGiven, volumeId: string, target: string): EventEvidence {
  const { node, ...rest } = given;
  const values = ["0xffff", volumeId, "Paused", "true", "0x0", "counters", target, "target"];
  return event({
    computer: `${node}.corp.example`,
    provider: `${CLUSTERING}-CsvFs-Diagnostic`,
    channel: `${CLUSTERING}-CsvFs/Operational`,
    ...rest,
    eventId: 8704,
    data: values.map((value) => ({ value })),
  });
}

export function history(time: string, volume: string, node: string, line = 2, file = "ownership.csv"): OwnershipRow {
  return { form: "history", time: ticks(time), volume, node, line, file };
}

export function snapshot(time: string | null, volume: string, node: string, file = "volumes.csv"): OwnershipRow {
  return { form: "snapshot", time: time === null ? null : ticks(time), volume, node, line: 2, file };
}

export function names(given: Partial<Record<VolumeNameKind, string>>, line = 2, file = "resources.xml"): VolumeNames {
  const kinds: readonly VolumeNameKind[] = [
    "resource",
    "group",
    "resource-id",
    "path",
    "volume-guid",
    "disk-guid",
    "serial",
  ];
  const texts = kinds.flatMap((kind) => (given[kind] === undefined ? [] : [{ kind, text: given[kind] }]));
  return { names: texts, line, file };
}

export function logMove(time: string, group: string, from: string, to: string): GroupMoveRow {
  return { time: ticks(time), group, from, to, line: 7, file: "HV01_cluster.log" };
}

export function placement(vm: string, volume: string, host: string | null = null, line = 2): PlacementRow {
  return { vm, volume, host, time: null, line, file: "placement.csv" };
}

export function session(given: Partial<BackupSession> & { readonly line?: number } = {}): BackupSession {
  return {
    start: ticks("2025-06-02T21:00:00Z"),
    end: ticks("2025-06-02T21:10:00Z"),
    result: "success",
    volume: null,
    vm: null,
    host: null,
    proxy: null,
    job: null,
    isRetry: null,
    snapshot: null,
    run: null,
    isTimeAmbiguous: false,
    line: 2,
    file: "sessions.csv",
    ...given,
  };
}

export interface ClusterGiven {
  readonly events?: readonly EventEvidence[];
  readonly logs?: readonly LogEvidence[];
  readonly exports?: Partial<ExportEvidence>;
}

export function clusterEvidence(given: ClusterGiven): Evidence {
  const { events = [], logs = [], exports = {} } = given;
  return gatherEvidence({
    window: WHOLE_SPAN,
    latest: ticks("2027-01-01T00:00:00Z"),
    events,
    compactEvents: compact([]),
    logs,
    exports: { ...NO_EXPORTS, ...exports },
  });
}
