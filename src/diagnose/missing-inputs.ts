import type { EvidenceRef, ExportEvidence } from "../evidence/index.ts";
import type { Facts, Trial } from "../facts/index.ts";
import type { NextTestRow } from "../report/index.ts";
import {
  EXPORT_OWNERS,
  EXPORT_PLACEMENT,
  EXPORT_RESOURCES,
  EXPORT_TASKS,
  EXPORT_VOLUMES,
} from "../shared/export-commands.ts";
import { NO_NAMES } from "./next-tests.ts";

type GivenFacts = Pick<Facts, "volumes" | "ownership" | "trials" | "attribution">;

/** What has to be given before anything can be tested, where attempts are missing or most of them can be laid to no owner. */
export function missingInputs(facts: GivenFacts, { files }: ExportEvidence): readonly NextTestRow[] {
  const { trials, attribution, ownership } = facts;
  const full = attribution.trials.total;
  const left = (code: string): number => trials.leftOut.find((one) => one.code === code)?.count ?? 0;
  const hasTypesForTimes = files.some(({ problem }) => problem?.code === "times-within-objects");
  // What is wrong with a list that was given stands there with the list.
  const wantsOwners =
    full === 0 &&
    ownership.volumes.every(({ intervals }) => intervals.length === 0) &&
    files.every(({ kind, status }) => status !== "unreadable" || (kind !== "ownership" && kind !== "volumes"));
  // One command makes lists with times, however many there are.
  const hasManyUndated = files.filter(({ undated }) => undated?.of === "volumes" && undated.isDated).length > 1;
  const given = (code: NextTestRow["code"], command: string | null): NextTestRow => ({ ...NO_NAMES, code, command });
  const gap = ownerGap(facts);
  return [
    ...(trials.noAttempts === "not-given" ? [given("give-sessions", EXPORT_TASKS)] : []),
    ...(left("volume-not-told") > full || hasTypesForTimes ? [given("give-tasks", EXPORT_TASKS)] : []),
    ...(left("machine-not-placed") > full ? [given("give-placement", EXPORT_PLACEMENT)] : []),
    ...(gap === "names" ? [given("give-mapping", EXPORT_VOLUMES)] : []),
    ...(gap === "roles" ? [given("give-roles", EXPORT_RESOURCES)] : []),
    ...(gap === "owners" || (gap === null && (wantsOwners || hasManyUndated))
      ? [given("give-ownership", EXPORT_OWNERS)]
      : []),
  ];
}

/**
 * What most attempts without a known owner lack: what ties the names that they use to volumes with owners, what ties roles that move to
 * volumes, or owners. null: most have one.
 */
function ownerGap({ volumes, trials, attribution }: GivenFacts): "names" | "roles" | "owners" | null {
  const untold = trials.trials.filter((trial) => trial.volumes.some(({ owner }) => owner.kind === "unknown"));
  if (untold.length === 0 || untold.length <= attribution.trials.total) return null;
  const known = new Set(volumes.names);
  const isUnknown = (trial: Trial): boolean => trial.volumes.some(({ volume }) => !known.has(volume));
  if (untold.filter(isUnknown).length * 2 <= untold.length) return "owners";
  if (volumes.unmapped.some(({ role }) => role !== null)) return "roles";
  return known.size === 0 && !volumes.unmapped.some(isPath) ? "owners" : "names";
}

function isPath({ name }: { readonly name: string; readonly evidence: readonly EvidenceRef[] }): boolean {
  return /^[a-z]:\\/i.test(name);
}
