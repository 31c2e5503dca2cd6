import { compareBigint } from "../../../src/shared/order.ts";
import { later, type Moment, moment } from "../moment.ts";
import { SeededRandom } from "../seeded-random.ts";
import { firstBackup, planBackups } from "./backups.ts";
import { dayAt, daysUntil } from "./calendar.ts";
import { dealtOwner, movesBeforeBackups, movesBetweenBackups, movesInTurn } from "./moves.ts";
import { planDomain, planNodes, planProxy } from "./nodes.ts";
import { type ClusterOptions, DEFAULT_OPTIONS } from "./options.ts";
import type { ClusterPlan, Move, Volume } from "./plan.ts";
import { planMachines, planVolumes } from "./volumes.ts";

const DAYS_FOR_CAUSES = 7;
/** What a job leaves behind in the logs is there so long after its end. */
const SETTLING_SECONDS = 600;

/**
 * A cluster from its parameters; what is not given is as in the scenario missing-scp. The same options give the same
 * plan.
 * @throws RangeError when the options contradict each other.
 */
export function clusterPlan(given: Partial<ClusterOptions> = {}): ClusterPlan {
  const options = { ...DEFAULT_OPTIONS, ...given };
  const { badNodes, daysBefore, nights, seed } = options;
  if (badNodes.length > 0 && daysBefore < DAYS_FOR_CAUSES) {
    throw new RangeError(`What makes a node bad lies in the ${DAYS_FOR_CAUSES} days before the backups: plan them.`);
  }
  const firstMoment = moment(`${options.firstDay}T00:00:00Z`);
  const domain = planDomain(options);
  const nodes = planNodes(options, domain, firstMoment);
  const volumes = planVolumes(options.volumes, new SeededRandom(seed));
  const before = movesBeforeBackups(nodes, volumes, new SeededRandom(seed + 1));
  const sickVolume = plannedSickVolume(options.sickVolume, volumes);
  const dealt = volumes.map((volume, index) => ({ volume, node: dealtOwner(nodes, index) }));
  const span = { firstMoment, firstDay: daysBefore, nights };
  const between = movesBetweenBackups(
    span,
    nodes,
    dealt.filter(({ volume }) => volume !== sickVolume),
    new SeededRandom(seed + 2),
  );
  const inTurn = dealt
    .filter(({ volume }) => volume === sickVolume)
    .flatMap((sick) => movesInTurn(span, nodes, sick, new SeededRandom(seed + 5)));
  const moves = [...before, ...between, ...inTurn].toSorted((a, b) => compareBigint(a.time, b.time));
  const ownerAt = ownerFrom(new Map(dealt.map(({ volume, node }) => [volume.name, node.name])), moves);
  const jobs = planBackups({ firstMoment, options, nodes, volumes, ownerAt }, new SeededRandom(seed + 4));
  const lastEnd = later(jobs.at(-1)?.end ?? firstMoment, SETTLING_SECONDS);
  const days = Math.max(daysBefore + nights, daysUntil(firstMoment, lastEnd));
  return {
    clusterName: options.clusterName,
    domain,
    nodes,
    proxy: planProxy(options.proxy, domain),
    volumes,
    sickVolume,
    machines: planMachines(volumes, nodes, new SeededRandom(seed + 3)),
    moves,
    jobs,
    firstMoment,
    lastMoment: dayAt(firstMoment, days, 0),
    days,
    firstBackup: firstBackup(firstMoment, daysBefore),
    ownerAt,
  };
}

function plannedSickVolume(number: number | null, volumes: readonly Volume[]): Volume | null {
  if (number === null) return null;
  const volume = volumes[number - 1];
  if (volume === undefined) throw new RangeError(`There is no volume ${number}: the cluster has ${volumes.length}.`);
  return volume;
}

/** A volume belongs to the target of its last move, before the first one to that move's source. */
function ownerFrom(dealt: ReadonlyMap<string, string>, moves: readonly Move[]): ClusterPlan["ownerAt"] {
  return ({ name }: Volume, time: Moment) => {
    const own = moves.filter(({ volume }) => volume.name === name);
    return own.findLast((move) => move.time <= time)?.to ?? own[0]?.from ?? dealt.get(name) ?? "";
  };
}
