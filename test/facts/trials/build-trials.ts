import {
  type BackupSession,
  type EventEvidence,
  type ExportEvidence,
  gatherEvidence,
  NO_EXPORTS,
  type PlacementRow,
  type Proof,
} from "../../../src/evidence/index.ts";
import { deriveFacts } from "../../../src/facts/index.ts";
import type { OwnerDuring, OwnershipInterval } from "../../../src/facts/ownership/timeline.ts";
import { deriveTrials, type Trial, type Trials } from "../../../src/facts/trials/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { evidenceOf, ticks } from "../../evidence/build-evidence.ts";

const DAY = "2026-09-10";
const SOURCES: Proof = [{ kind: "row", file: "ownership.csv", line: 2, time: `${DAY}T00:00:00.0000000Z` }];

/** `21:05` of the one day of these tests. */
export function at(time: string): bigint {
  return ticks(`${DAY}T${time}:00Z`);
}

export interface SessionGiven extends Partial<Omit<BackupSession, "start" | "end">> {
  /** `21:00-21:05`. */
  readonly ran: string;
}

/** Of one volume, from the file's line in which it is given. */
export function sessions(...given: readonly SessionGiven[]): readonly BackupSession[] {
  return given.map(({ ran, ...more }, index) => {
    const [start = "", end = ""] = ran.split("-");
    return {
      ...{ file: "sessions.csv", line: index + 2, start: at(start), end: at(end), result: "success", volume: "Disk 1" },
      ...{ vm: null, host: null, proxy: "PROXY01", job: "Nightly", isRetry: null, snapshot: null, run: null },
      isTimeAmbiguous: false,
      ...more,
    };
  });
}

export function placement(vm: string, volume: string, more: Partial<PlacementRow> = {}): PlacementRow {
  return { file: "placement.csv", line: 2, time: null, vm, volume, host: null, ...more };
}

/** `Disk 1: HV01 until 21:30, then HV02`; each volume's owners with the time at which each took over. */
export type Owners = Readonly<Record<string, readonly (readonly [from: string, node: string])[]>>;

export interface TrialsGiven {
  readonly exports?: Partial<ExportEvidence>;
  readonly events?: readonly EventEvidence[];
  readonly owners?: Owners;
  /** Other names of volumes. */
  readonly names?: Readonly<Record<string, string>>;
  readonly toleranceMinutes?: number;
  /** `21:00` of the one day. */
  readonly since?: string;
  readonly until?: string;
}

export function trialsOf({ exports = {}, events = [], owners, names = {}, ...given }: TrialsGiven): Trials {
  const { toleranceMinutes = 0, since, until } = given;
  const window = { since: since === undefined ? null : at(since), until: until === undefined ? null : at(until) };
  const latest = ticks("2027-01-01T00:00:00Z");
  const evidence = gatherEvidence({ ...evidenceOf(events), latest, window, exports: { ...NO_EXPORTS, ...exports } });
  const { hosts, failedImports, missingLuns, clockSkew } = deriveFacts(evidence);
  const owned = owners ?? { "Disk 1": [["00:00", "HV01"]] };
  return deriveTrials({
    evidence,
    hosts,
    volumes: {
      names: Object.keys(owned),
      nameOf: (name) => names[name] ?? (name in owned ? name : null),
      clusters: [],
      clusterOf: () => null,
      clusterNamed: () => null,
      clusterOfFile: () => null,
      nameIn: () => null,
    },
    ownership: {
      ownerDuring: (volume, from, to, tolerance) => ownerDuring(owned[volume] ?? [], from - tolerance, to + tolerance),
    },
    failedImports,
    missingLuns,
    clocks: { tolerance: BigInt(toleranceMinutes) * 600_000_000n, proxies: clockSkew.proxies },
  });
}

function ownerDuring(changes: Owners[string], from: bigint, to: bigint): OwnerDuring {
  const before = changes.filter(([time]) => at(time) <= from);
  const within = changes.filter(([time]) => at(time) > from && at(time) <= to);
  const nodes = [...before.slice(-1), ...within].map(([, node]) => node);
  const [node] = nodes;
  if (node === undefined) return { kind: "unknown" };
  if (nodes.length > 1) return { kind: "moved", nodes };
  return { kind: "owned", node, certainty: "certain", interval: intervalOf(node) };
}

function intervalOf(node: string): OwnershipInterval {
  return { from: null, to: null, node, certainty: "certain", claims: [node], sources: SOURCES };
}

/** `21:00-21:05 failed Disk 1@HV01 by PROXY01`. */
export function shown(trial: Trial): string {
  const { start, end, isFailed, volumes, proxy, attempts } = trial;
  const clock = (time: bigint): string => filetimeToIso(time).slice(11, 16);
  const owned = volumes.map(({ volume, owner }) => `${volume}@${ownerWords(owner)}`);
  const tries = attempts === 1 ? "" : ` in ${attempts} attempts`;
  return `${clock(start)}-${clock(end)} ${isFailed ? "failed" : "passed"} ${owned.join("+")} by ${proxy}${tries}`;
}

function ownerWords(owner: OwnerDuring): string {
  switch (owner.kind) {
    case "owned":
      return owner.node;
    case "moved":
      return `moved(${owner.nodes.join(",")})`;
    case "conflict":
      return "conflict";
    case "unknown":
      return "?";
  }
}

/** Where a trial's proof stands: `sessions.csv 2`, or an event's record id. */
export function proofs(trial: Trial | undefined): readonly string[] {
  return (trial?.evidence() ?? []).map((ref) =>
    ref.kind === "row" ? `${ref.file} ${ref.line}` : ref.kind === "event" ? `event ${ref.recordId}` : ref.kind,
  );
}
