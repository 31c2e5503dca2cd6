import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Proof, type SampleLog, sampleLogBytes } from "../../samples/generate/sample-log.ts";
import type { Scenario } from "../../samples/generate/scenarios/index.ts";
import { diagnose, type Report, readLogEvidence } from "../../src/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { FIXED } from "./cluster.ts";

/** What the real reader and all checks say of a scenario's logs, on the morning after. */
export async function reportOnScenario({ logs, plan }: Scenario): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "badnode-scenario-"));
  try {
    for (const log of logs) {
      const target = join(folder, log.path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, sampleLogBytes(log));
    }
    return await diagnose(
      { logs: (needs) => readLogEvidence([folder], { needs }) },
      {
        ...FIXED,
        clock: () => new Date(filetimeToIso(plan.lastMoment)),
        window: { since: null, until: null },
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** By host, the record ids that a check's findings rest on, notes left out; sorted. */
export function proofOf(report: Report, checkId: string): Readonly<Record<string, readonly string[]>> {
  const found = report.checks
    .filter(({ text }) => text.id === checkId)
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity !== "info")
    .flatMap(({ subject, evidence }) =>
      evidence.flatMap((ref) => (ref.kind === "event" ? [[subject.name, ref.recordId] as const] : [])),
    );
  return groupedRecords(found);
}

/** By host, the record ids that the generator wrote to prove something; sorted. */
export function plannedRecords(
  logs: readonly SampleLog[],
  hostOf: (proves: Proof) => string | null,
): Readonly<Record<string, readonly string[]>> {
  const planned = logs.flatMap(({ entries, firstRecordId }) =>
    entries.flatMap(({ proves }, index) => {
      const host = proves === null ? null : hostOf(proves);
      return host === null ? [] : [[host, (firstRecordId + BigInt(index)).toString()] as const];
    }),
  );
  return groupedRecords(planned);
}

function groupedRecords(
  records: readonly (readonly [host: string, recordId: string])[],
): Readonly<Record<string, readonly string[]>> {
  const hosts = [...new Set(records.map(([host]) => host))].toSorted();
  return Object.fromEntries(
    hosts.map((host) => [
      host,
      records
        .filter(([other]) => other === host)
        .map(([, recordId]) => recordId)
        .toSorted((a, b) => Number(a) - Number(b)),
    ]),
  );
}
