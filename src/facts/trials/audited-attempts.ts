import { isEvent, readAuditedSnapshot, SNAPSHOT_CREATED, SNAPSHOT_IMPORTED } from "../../catalogue/index.ts";
import type { EventEvidence, Proof } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import { larger, smaller } from "../../shared/ticks.ts";
import { type Attempt, snapshotKey, type SnapshotMaker } from "./attempt.ts";
import type { ImportFailure } from "./import-failures.ts";
import type { Naming } from "./naming.ts";
import type { TrialClocks } from "./trial-clocks.ts";

interface AuditedSet {
  readonly created: EventEvidence[];
  readonly imported: EventEvidence[];
  readonly failed: ImportFailure[];
}

/**
 * One attempt for each snapshot set that an audited proxy imported (VSSAudit 8223), or failed to import as a failure that
 * names the set tells. Sets that nobody tried to import are no backups off the host. Who made the snapshot says 8222, and
 * when, by a host's clock: it begins there, and an import whose proxy has another clock is put right by what that is known
 * to be ahead.
 */
export function auditedAttempts(
  events: readonly EventEvidence[],
  failures: readonly ImportFailure[],
  naming: Naming,
  clocks: Pick<TrialClocks, "leadOf">,
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
  return [...sets].flatMap(([id, set]) => attemptOf(id, set, naming, clocks) ?? []);
}

function attemptOf(
  id: string,
  { created, imported, failed }: AuditedSet,
  naming: Naming,
  clocks: Pick<TrialClocks, "leadOf">,
): Attempt | null {
  const imports = imported.map(({ computer, time }) => ({
    proxy: computer === null ? null : naming.host(computer, time),
    time,
  }));
  const [first] = imports.length === 0 ? failed : imports;
  if (first === undefined) return null;
  const isFailed = imports.length === 0;
  const onProxy = [...imports, ...failed];
  const making = created.map(({ time }) => time);
  const byItsHost = created.find((event) => isByItsHost(event, naming))?.time;
  // By the host's clock where that tells: what a proxy logged was later than that, whatever its own clock showed.
  const [start, end] = spanOf(
    byItsHost === undefined
      ? [...making, ...onProxy.map(({ time }) => time)]
      : [...making, ...onProxy.map(({ proxy, time }) => larger(time - clocks.leadOf(proxy), byItsHost))],
  );
  const makers = makersOf(created.length === 0 ? imported : created, naming);
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
    end,
    uncertainty: 0n,
    isFailed,
    volumes: [...makers.keys()].sort(compareText),
    proxy: first.proxy,
    job: null,
    vms: [],
    vmHosts: [],
    isRetry: null,
    snapshot: id,
    run: null,
    makers,
    ...(byItsHost === undefined ? {} : { isByHosts: true }),
    evidence: () => proof,
  };
}

function makersOf(events: readonly EventEvidence[], naming: Naming): ReadonlyMap<string, SnapshotMaker> {
  const makers = new Map<string, SnapshotMaker>();
  for (const event of events) {
    const { originalMachine, originalVolume } = readAuditedSnapshot(event);
    if (originalMachine === null || originalVolume === null) continue;
    const node = naming.host(originalMachine, event.time);
    const time = isByItsHost(event, naming) ? event.time : null;
    makers.set(
      naming.volume(originalVolume, () => ({ clusters: [], hosts: [node] })),
      { node, time, evidence: [event.ref] },
    );
  }
  return makers;
}

/** Whether the machine whose volume a snapshot shows logged it. */
function isByItsHost(event: EventEvidence, naming: Naming): boolean {
  const { originalMachine } = readAuditedSnapshot(event);
  if (originalMachine === null || event.computer === null) return false;
  return naming.host(originalMachine, event.time) === naming.host(event.computer, event.time);
}

/** Of at least one time. */
function spanOf(times: readonly bigint[]): readonly [start: bigint, end: bigint] {
  const [some = 0n] = times;
  return times.reduce(([start, end], time) => [smaller(time, start), larger(time, end)], [some, some]);
}
