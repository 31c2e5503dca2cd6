import { isEvent, readAuditedSnapshot, SNAPSHOT_CREATED, SNAPSHOT_IMPORTED } from "../../catalogue/index.ts";
import type { EventEvidence, Proof } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import { type Attempt, snapshotKey, type SnapshotMaker } from "./attempt.ts";
import type { ImportFailure } from "./import-failures.ts";
import type { Naming } from "./naming.ts";

interface AuditedSet {
  readonly created: EventEvidence[];
  readonly imported: EventEvidence[];
  readonly failed: ImportFailure[];
}

/**
 * One attempt for each snapshot set that an audited proxy imported (VSSAudit 8223), or failed to import as a failure that
 * names the set tells. Sets that nobody tried to import are no backups off the host. Who made the snapshot says 8222.
 */
export function auditedAttempts(
  events: readonly EventEvidence[],
  failures: readonly ImportFailure[],
  naming: Naming,
): readonly Attempt[] {
  const sets = new Map<string, AuditedSet>();
  const setOf = (id: string): AuditedSet => {
    const set = sets.get(id) ?? { created: [], imported: [], failed: [] };
    sets.set(id, set);
    return set;
  };
  for (const event of events) {
    const isCreation = isEvent(SNAPSHOT_CREATED, event);
    if (!isCreation && !isEvent(SNAPSHOT_IMPORTED, event)) continue;
    const { snapshotSetId } = readAuditedSnapshot(event);
    if (snapshotSetId === null) continue;
    const set = setOf(snapshotKey(snapshotSetId));
    (isCreation ? set.created : set.imported).push(event);
  }
  for (const failure of failures) for (const guid of failure.guids) sets.get(guid)?.failed.push(failure);
  return [...sets].flatMap(([id, set]) => attemptOf(id, set, naming) ?? []);
}

function attemptOf(id: string, { created, imported, failed }: AuditedSet, naming: Naming): Attempt | null {
  const [firstImport] = imported;
  const [firstFailure] = failed;
  const isFailed = firstImport === undefined;
  if (firstImport === undefined && firstFailure === undefined) return null;
  const makers = makersOf(created.length === 0 ? imported : created, naming);
  const times = [...created, ...imported, ...failed].map(({ time }) => time);
  const [someTime = 0n] = times;
  const start = times.reduce((first, time) => (time < first ? time : first), someTime);
  const proxyEvent = firstImport?.computer ?? null;
  const evidence = [
    ...created.map(({ ref }) => ref),
    ...imported.map(({ ref }) => ref),
    ...(isFailed ? failed.flatMap((failure) => failure.evidence) : []),
  ];
  const [firstProof, ...otherProofs] = evidence;
  if (firstProof === undefined) return null;
  const proof: Proof = [firstProof, ...otherProofs];
  return {
    start,
    end: times.reduce((last, time) => (time > last ? time : last), start),
    uncertainty: 0n,
    isFailed,
    volumes: [...makers.keys()].sort(compareText),
    proxy: isFailed
      ? (firstFailure?.proxy ?? null)
      : proxyEvent === null
        ? null
        : naming.host(proxyEvent, firstImport.time),
    job: null,
    vms: [],
    vmHosts: [],
    isRetry: null,
    snapshot: id,
    makers,
    evidence: () => proof,
  };
}

function makersOf(events: readonly EventEvidence[], naming: Naming): ReadonlyMap<string, SnapshotMaker> {
  const makers = new Map<string, SnapshotMaker>();
  for (const event of events) {
    const { originalMachine, originalVolume } = readAuditedSnapshot(event);
    if (originalMachine === null || originalVolume === null) continue;
    makers.set(naming.volume(originalVolume), {
      node: naming.host(originalMachine, event.time),
      evidence: [event.ref],
    });
  }
  return makers;
}
