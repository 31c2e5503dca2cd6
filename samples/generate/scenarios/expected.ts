import { filetimeToIso } from "../../../src/shared/filetime.ts";
import type { BackupJob, ClusterPlan } from "../cluster/index.ts";
import type { EventToWrite } from "../evtx/index.ts";
import type { Proof, SampleLog } from "../sample-log.ts";

interface ProofRecord {
  readonly file: string;
  readonly recordId: string;
  readonly event: EventToWrite;
  readonly proves: Proof;
}

type Of<Kind extends Proof["kind"]> = ProofRecord & { readonly proves: Extract<Proof, { readonly kind: Kind }> };

/** What a reader must find in a scenario's logs, as text for `expected.json`. */
export function expectedJson(plan: ClusterPlan, logs: readonly SampleLog[]): string {
  const records = logs.flatMap(proofRecords);
  const expected = {
    synthetic: true,
    files: logs.map(fileSummary),
    badNodes: badNodes(plan, records),
    badVolumes: plan.sickVolume === null ? [] : [plan.sickVolume.name],
    nodes: plan.nodes.map(({ name }) => ({ node: name, ...tally(plan.jobs.filter(({ owner }) => owner === name)) })),
    volumes: plan.volumes.map((volume) => ({
      volume: volume.name,
      ...tally(plan.jobs.filter((job) => job.volume === volume)),
    })),
    failedImports: failedImports(plan, records),
    vendorErrorsWithoutImportFailure: of(records, "vendor-error").map(timedRecord),
    storageProviderUnavailable: plan.nodes.map(({ name }) => ({
      node: name,
      recordIds: of(records, "storage-provider")
        .filter(({ proves }) => proves.node === name)
        .map(({ recordId }) => recordId),
    })),
    presentedLuns: presentedLuns(plan, records),
    moves: plan.moves.map((move) => ({
      time: filetimeToIso(move.time),
      volume: move.volume.name,
      group: move.volume.groupId,
      from: move.from,
      to: move.to,
      records: byFile(of(records, "move").filter(({ proves }) => proves.move === move)),
    })),
    faults: [...new Set(of(records, "fault").map(({ proves }) => `${proves.host}\n${proves.fault}`))].map((key) => {
      const [host, fault] = key.split("\n");
      const own = of(records, "fault").filter(({ proves }) => proves.host === host && proves.fault === fault);
      return { host, fault, records: own.map(eventRecord) };
    }),
    noise: of(records, "noise").map((record) => ({
      host: record.proves.host,
      what: record.proves.what,
      ...eventRecord(record),
    })),
  };
  return `${JSON.stringify(expected, null, 2)}\n`;
}

function tally(jobs: readonly BackupJob[]): object {
  return {
    backups: jobs.length,
    failedBackups: jobs.filter(({ isFailed }) => isFailed).length,
    failedFirstAttempts: jobs.filter(({ attempts: [first] }) => first !== undefined && first.failedAt !== null).length,
  };
}

function proofRecords({ path, firstRecordId, entries }: SampleLog): readonly ProofRecord[] {
  return entries.flatMap(({ event, proves }, index) => {
    if (proves === null) return [];
    return [{ file: path, recordId: (firstRecordId + BigInt(index)).toString(), event, proves }];
  });
}

function of<Kind extends Proof["kind"]>(records: readonly ProofRecord[], kind: Kind): readonly Of<Kind>[] {
  return records.filter((record): record is Of<Kind> => record.proves.kind === kind);
}

function badNodes({ nodes }: ClusterPlan, records: readonly ProofRecord[]): readonly object[] {
  return nodes.flatMap(({ name, cause, formerName, renamedAt, upgradedAt }) => {
    const since = renamedAt ?? upgradedAt;
    if (cause === null || since === null) return [];
    const renamed = of(records, "renamed").filter(({ proves }) => proves.node === name);
    const upgraded = of(records, "upgraded").filter(({ proves }) => proves.node === name);
    return [
      {
        node: name,
        cause,
        ...(formerName === null ? {} : { formerName }),
        since: filetimeToIso(since),
        evidence: [
          ...renamed.map((record) => ({ what: `renamed from ${formerName ?? ""} to ${name}`, ...eventRecord(record) })),
          ...upgraded.map((record) => ({ what: record.proves.what, ...eventRecord(record) })),
        ],
      },
    ];
  });
}

function failedImports({ jobs }: ClusterPlan, records: readonly ProofRecord[]): readonly object[] {
  const parts = of(records, "failed-import");
  const part = (snapshotSetId: string, wanted: "vendor" | "vss"): ProofRecord | undefined =>
    parts.find(({ proves }) => proves.snapshotSetId === snapshotSetId && proves.part === wanted);
  return jobs.flatMap(({ volume, owner, attempts }) =>
    attempts.flatMap(({ snapshotSetId }) => {
      const vss = part(snapshotSetId, "vss");
      if (vss === undefined) return [];
      return [
        {
          time: filetimeToIso(vss.event.time),
          volume: volume.name,
          owner,
          snapshotSetId,
          vendorRecordId: part(snapshotSetId, "vendor")?.recordId ?? null,
          vssRecordId: vss.recordId,
        },
      ];
    }),
  );
}

function presentedLuns({ jobs }: ClusterPlan, records: readonly ProofRecord[]): readonly object[] {
  const parts = of(records, "shown-lun");
  return jobs.flatMap(({ volume, owner, attempts }) =>
    attempts.flatMap(({ snapshotSetId, shownAt }) => {
      const own = parts.filter(({ proves }) => proves.snapshotSetId === snapshotSetId);
      if (shownAt === null || own.length === 0) return [];
      return [{ time: filetimeToIso(shownAt), node: owner, volume: volume.name, records: own.map(eventRecord) }];
    }),
  );
}

function timedRecord({ event, recordId }: ProofRecord): object {
  return { time: filetimeToIso(event.time), recordId };
}

function eventRecord({ file, event, recordId }: ProofRecord): object {
  return { file, eventId: event.eventId, recordId };
}

function byFile(records: readonly ProofRecord[]): readonly object[] {
  return [...new Set(records.map(({ file }) => file))].map((file) => ({
    file,
    recordIds: records.filter((record) => record.file === file).map(({ recordId }) => recordId),
  }));
}

function fileSummary({ path, firstRecordId, entries }: SampleLog): object {
  const computers = [...new Set(entries.map(({ event }) => event.computer))];
  return {
    path,
    channel: entries[0]?.event.channel ?? null,
    records: entries.length,
    firstRecordId: firstRecordId.toString(),
    lastRecordId: (firstRecordId + BigInt(entries.length) - 1n).toString(),
    computers: computers.map((computer) => {
      const own = entries.filter(({ event }) => event.computer === computer).map(({ event }) => event.time);
      return { computer, from: isoOrNull(own[0]), to: isoOrNull(own.at(-1)) };
    }),
  };
}

function isoOrNull(time: bigint | undefined): string | null {
  return time === undefined ? null : filetimeToIso(time);
}
