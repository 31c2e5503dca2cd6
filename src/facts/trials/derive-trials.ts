import {
  BACKUP_JOB_FINISHED,
  BACKUP_TASK_FINISHED,
  HARDWARE_PROVIDER_EVENT,
  SNAPSHOT_CREATED,
  SNAPSHOT_IMPORTED,
} from "../../catalogue/index.ts";
import type { AskedWindow, EventNeed, Evidence } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { FailedImports } from "../failed-imports.ts";
import type { Hosts } from "../hosts.ts";
import type { MissingLuns } from "../missing-luns.ts";
import type { ClockSkew } from "../ownership/clock-skew.ts";
import type { OwnerDuring, OwnershipTimeline } from "../ownership/timeline.ts";
import type { Volumes } from "../ownership/volumes.ts";
import { type Attempt, compareAttempts } from "./attempt.ts";
import { auditedAttempts } from "./audited-attempts.ts";
import { importFailures } from "./import-failures.ts";
import { leftOutAs, leftOutRuns, withoutToldRuns } from "./job-runs.ts";
import { joinFailures } from "./join-failures.ts";
import { askedRetries, joinRetries } from "./join-retries.ts";
import { joinRuns } from "./join-runs.ts";
import type { PlacedAttempt } from "./joined-trial.ts";
import { mayNameBackup } from "./names-in-text.ts";
import { mergeAttempts } from "./merge-attempts.ts";
import { namingOf } from "./naming.ts";
import { whyNoAttempts } from "./no-attempts.ts";
import { derivePlacements } from "./placements.ts";
import { sessionAttempts } from "./session-attempts.ts";
import type { LeftOutAttempts, Trials, TrialVolume } from "./trial.ts";
import { type TrialClocks, trialClocks } from "./trial-clocks.ts";
import { usualPauses } from "./usual-pauses.ts";
import { veeamAttempts } from "./veeam-attempts.ts";

/** Beside what failed imports need. */
export const TRIAL_NEEDS: readonly EventNeed[] = [
  ...[BACKUP_TASK_FINISHED, BACKUP_JOB_FINISHED, SNAPSHOT_CREATED, SNAPSHOT_IMPORTED].map(({ need }) => need),
  { ...HARDWARE_PROVIDER_EVENT.need, wholeIf: mayNameBackup },
];

/** What trials are derived from. */
export interface TrialSources {
  readonly evidence: Pick<Evidence, "events" | "exports" | "window">;
  readonly hosts: Pick<Hosts, "nameOf">;
  readonly volumes: Pick<
    Volumes,
    "names" | "nameOf" | "nameIn" | "clusters" | "clusterOf" | "clusterNamed" | "clusterOfFile"
  >;
  readonly ownership: Pick<OwnershipTimeline, "ownerDuring">;
  readonly failedImports: Pick<FailedImports, "storms">;
  readonly missingLuns: readonly MissingLuns[];
  readonly clocks: Pick<ClockSkew, "tolerance" | "proxies">;
}

/** Every backup attempt within the window that lists and events tell, each once, with the owners of its volumes at that time. */
export function deriveTrials(sources: TrialSources): Trials {
  const { evidence, hosts, volumes, ownership } = sources;
  const clocks = trialClocks(sources.clocks);
  const { sessions, placement } = evidence.exports;
  const naming = namingOf(hosts, volumes, namedVolumes(evidence));
  const placements = derivePlacements(placement);
  const failures = importFailures(sources.failedImports, sources.missingLuns);
  const listed = sessionAttempts(sessions, placements, naming);
  const told = [
    ...veeamAttempts(evidence.events, placements, naming),
    ...auditedAttempts(evidence.events, failures, naming, clocks),
  ];
  // Before failures are joined: one that fits a task and its job's run fits one attempt, not two.
  const runs = withoutToldRuns(mergeAttempts(listed.attempts, told, clocks.hosts));
  const joined = joinFailures({
    attempts: runs.attempts,
    failures,
    volumes,
    named: namedVolumes(evidence),
    placements,
    naming,
    clocks,
  });
  // Cut at last: an attempt is joined with what tells of it on the other side of the window's ends.
  const isWithin = beganWithin(evidence.window);
  const { attempts, toldAgain } = eachOnce(joined.attempts.filter(isWithin).sort(compareAttempts));
  const homeless = attempts.filter(({ volumes: named }) => named.length === 0);
  const together = joinRuns(attempts, placedAttempts(attempts, ownership, clocks));
  const trials = joinRetries(together, usualPauses(attempts), askedRetries(attempts));
  const proxies = new Set(failures.map(({ proxy }) => proxy));
  for (const { proxy } of attempts) if (proxy !== null) proxies.add(proxy);
  return {
    trials,
    leftOut: [
      ...joined.leftOut,
      ...leftOutRuns({
        told: runs.told.filter(isWithin).sort(compareAttempts),
        failedAlone: runs.failedAlone.filter(isWithin).sort(compareAttempts),
      }),
      ...leftOutAs(
        "volume-not-told",
        homeless.filter(({ vms }) => vms.length === 0),
      ),
      ...leftOutAs(
        "machine-not-placed",
        homeless.filter(({ vms }) => vms.length > 0),
      ),
      ...failedWithin(attempts),
      ...leftOutAs("told-again", [...toldAgain, ...listed.toldAgain.filter(isWithin)].sort(compareAttempts)),
    ].sort((a, b) => compareText(a.code, b.code)),
    failuresAlone: joined.leftOut.reduce((sum, { count }) => sum + count, 0),
    hasSuccesses: trials.some(({ isFailed }) => !isFailed),
    noAttempts:
      attempts.length + runs.told.length + runs.failedAlone.length > 0
        ? null
        : whyNoAttempts(evidence.exports.files, { areOutside: joined.attempts.length > 0 }),
    proxies: [...proxies].sort(compareText),
  };
}

/** Ends included. */
function beganWithin({ since, until }: AskedWindow): (attempt: Attempt) => boolean {
  return ({ start }) => (since === null || start >= since) && (until === null || start <= until);
}

/** One that says the same as the one before it, in all that is compared, tells the same attempt again. */
function eachOnce(sorted: readonly Attempt[]): {
  readonly attempts: readonly Attempt[];
  readonly toldAgain: readonly Attempt[];
} {
  const toldAgain: Attempt[] = [];
  const attempts = sorted.filter((attempt, at) => {
    const before = sorted[at - 1];
    if (before === undefined || compareAttempts(before, attempt) !== 0) return true;
    toldAgain.push(attempt);
    return false;
  });
  return { attempts, toldAgain };
}

function* namedVolumes({ exports: { sessions, placement } }: Pick<Evidence, "exports">): Generator<string> {
  for (const { volume } of sessions) if (volume !== null) yield volume;
  for (const { volume } of placement) yield volume;
}

function* placedAttempts(
  attempts: readonly Attempt[],
  ownership: Pick<OwnershipTimeline, "ownerDuring">,
  clocks: TrialClocks,
): Generator<PlacedAttempt> {
  const shared = new SharedVolumes();
  for (const attempt of attempts) {
    const one = placed(attempt, ownership, clocks, shared);
    if (one !== null) yield one;
  }
}

function placed(
  attempt: Attempt,
  ownership: Pick<OwnershipTimeline, "ownerDuring">,
  clocks: TrialClocks,
  shared: SharedVolumes,
): PlacedAttempt | null {
  const end = attempt.end + attempt.uncertainty;
  const tolerance = attempt.isByHosts === true ? clocks.hosts : clocks.of(attempt.proxy);
  const ownerThen = (volume: string): OwnerDuring => {
    const made = tolerance > clocks.hosts ? (attempt.makers.get(volume)?.time ?? null) : null;
    // Its host's clock tells when the snapshot was made, where the attempt's own times may be those of a proxy that is off.
    if (made !== null) return ownership.ownerDuring(volume, made, made, clocks.hosts);
    return ownership.ownerDuring(volume, attempt.start, end, tolerance);
  };
  const owned = (volume: string): TrialVolume => shared.volume(volume, ownerOf(attempt, volume, ownerThen(volume)));
  const [first, second, ...others] = attempt.volumes;
  if (first === undefined) return null;
  if (second === undefined) return { attempt, volumes: shared.alone(owned(first)) };
  // A list that is made by adding has room for more than it will ever hold; most sets have two volumes.
  const [one, other] = [owned(first), owned(second)];
  return { attempt, volumes: others.length === 0 ? [one, other] : [one, other, ...others.map(owned)] };
}

/** A volume has one owner for hundreds of attempts, which share what is said of it. */
class SharedVolumes {
  readonly #volumes = new Map<OwnerDuring, TrialVolume>();
  readonly #alone = new Map<TrialVolume, readonly [TrialVolume]>();

  volume(volume: string, owner: OwnerDuring): TrialVolume {
    const known = this.#volumes.get(owner);
    if (known?.volume === volume) return known;
    const own: TrialVolume = { volume, owner };
    if (owner.kind === "owned") this.#volumes.set(owner, own);
    return own;
  }

  alone(volume: TrialVolume): readonly [TrialVolume] {
    const known = this.#alone.get(volume);
    if (known !== undefined) return known;
    const list = [volume] as const;
    if (volume.owner.kind === "owned") this.#alone.set(volume, list);
    return list;
  }
}

/** Who made the snapshot owned the volume then: it tells where no timeline does, and decides where one only assumes. */
function ownerOf({ makers, start, end }: Attempt, volume: string, owner: OwnerDuring): OwnerDuring {
  const maker = makers.get(volume);
  if (maker === undefined || (owner.kind === "owned" && owner.certainty === "certain")) return owner;
  if (owner.kind === "moved") return owner;
  const { node, evidence } = maker;
  const interval = { from: start, to: end, node, certainty: "certain", claims: [node], sources: evidence } as const;
  return { kind: "owned", node, certainty: "certain", interval };
}

/** A snapshot failed only if all its rows did: what failed in one that passed speaks for nobody, and is not nothing. */
function failedWithin(attempts: readonly Attempt[]): readonly LeftOutAttempts[] {
  const partly = attempts.filter((attempt) => (attempt.failedWithin ?? 0) > 0);
  const [first] = partly;
  if (first === undefined) return [];
  const count = partly.reduce((sum, attempt) => sum + (attempt.failedWithin ?? 0), 0);
  return [{ code: "failed-within-snapshot", count, failed: count, evidence: first.evidence() }];
}
