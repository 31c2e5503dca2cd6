import { HOST_RENAMED, isEvent, NODE_NOT_A_MEMBER, readFields } from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { filetimeToIso } from "../shared/filetime.ts";
import { hostShortName } from "../shared/host-name.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import { type ComputerNames, groupNames, labelOf as nameLabelOf, type NameKey } from "./computer-names.ts";
import { firstFrom } from "./events-between.ts";
import { forEachExportedHost } from "./exported-hosts.ts";
import { inferredChanges } from "./inferred-changes.ts";
import { loggedChanges } from "./logged-changes.ts";
import { MachineIdentity } from "./machine-identity.ts";
import type { NameChange, NameChangeProof } from "./name-changes.ts";
import { namedLogs } from "./name-strands.ts";
import type { Tenure } from "./name-tenures.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** A host got another name. */
export interface HostRename {
  /** Its present name. */
  readonly host: string;
  readonly from: string;
  readonly to: string;
  /** FILETIME ticks: until when it is known to have borne the former name, and from when on the new one. */
  readonly until: bigint;
  readonly since: bigint;
  readonly proof: NameChangeProof;
  readonly before: Service;
  /** Its first 1093 after that: the cluster did not know the node by the new name. */
  readonly notAMember: EventEvidence | null;
}

/**
 * What a host had been before it was renamed. `in-service`: its name had had a domain, or it had written to a Hyper-V or
 * clustering channel, or a cluster then did not know it by its new name. `set-up`: its records before show neither. `not-shown`: there are none.
 */
export type Service = "in-service" | "set-up" | "not-shown";

/**
 * The computers that wrote the records or that exports name, each under its present name: the last that the logs know.
 * `HV01`, `hv01` and `HV01.corp.example` are one host; hosts of the same short name in two domains stay apart under their
 * full names. A renamed host is one host; another machine that had its present name before stands apart, as
 * `HV01 (before 2026-09-02)`.
 */
export interface Hosts {
  /** Every host that a record names, every node and every machine's host in an export, sorted. A proxy that only sessions name is none. */
  readonly names: readonly string[];
  /** Hosts that wrote to a Hyper-V or failover clustering channel, or as a cluster node to another, or that exports name: no proxies. */
  readonly virtualizationHosts: ReadonlySet<string>;
  /** Those of them that wrote to a failover clustering channel, or as a cluster node to another, or that exports name as nodes. */
  readonly clusterNodes: ReadonlySet<string>;
  /** By host; those of one host in their order. */
  readonly renames: readonly HostRename[];
  /**
   * By host that bears its name still: its full DNS name, in upper case. null: records and exports have short names of it only, so that its domain is
   * not known.
   */
  readonly dnsNames: ReadonlyMap<string, string | null>;
  /** Whose a record is that bears this name at this time (FILETIME ticks); null where it tells none. */
  nameOf(computer: string | null, time: bigint | null): string;
}

/** Whatever window was asked for: a host that was renamed before it is the same host. */
export const HOST_NEEDS: readonly EventNeed[] = [HOST_RENAMED, NODE_NOT_A_MEMBER].map(({ need }) => ({
  ...need,
  anyTime: true,
}));

const UNNAMED = "(unnamed computer)";
// Guest drivers are a virtual machine's, the cluster's manager runs anywhere.
const VIRTUALIZATION_CHANNEL = /^microsoft-windows-(?:hyper-v-(?!guest)|failoverclustering(?!-manager|-client))/;
const CLUSTERING = /^microsoft-windows-failoverclustering/;
// The names of its channels begin so too.
const CLUSTER_PROVIDER = "microsoft-windows-failoverclustering";

/** What names hosts. */
type Naming = Pick<Evidence, "events" | "compactEvents" | "logs" | "exports" | "named">;

export function deriveHosts(evidence: Naming): Hosts {
  const { events, compactEvents, logs, exports, named } = evidence;
  const computers = [...events, ...compactEvents.kinds, ...logs.flatMap((log) => log.origins)].flatMap(
    ({ computer }) => (isNamed(computer) ? [computer] : []),
  );
  const exported = new Set<string>();
  forEachExportedHost(exports, (name) => {
    if (isNamed(name)) exported.add(name);
  });
  for (const name of [...(named?.nodes ?? []), ...(named?.proxies ?? [])]) exported.add(name);
  const names = groupNames(computers, exported);
  const identity = identityFrom(evidence, names);
  const sightings = sightingsIn(evidence, names, identity);
  const labels = presentNames([...sightings.keys()], identity);
  const labelOf = (tenure: Tenure): string => labels.get(identity.presentOf(tenure)) ?? tenure.name;
  const keys = new Map<string, NameKey>();
  const nameOf = (computer: string | null, time: bigint | null): string => {
    if (!isNamed(computer)) return UNNAMED;
    const key = keys.get(computer) ?? names.keyOf(computer);
    keys.set(computer, key);
    return labelOf(identity.tenureAt(key, time));
  };
  // A proxy may well run Hyper-V, and be a node of another cluster.
  const proxies = new Set((named?.proxies ?? []).map((name) => nameOf(name, null)));
  const seenAs = (isSo: (sighting: Readonly<Sighting>) => boolean): ReadonlySet<string> =>
    new Set(
      [...sightings]
        .flatMap(([tenure, sighting]) => (isSo(sighting) ? [labelOf(tenure)] : []))
        .filter((name) => !proxies.has(name)),
    );
  return {
    names: [...new Set(labels.values())].sort(compareText),
    virtualizationHosts: seenAs(({ isVirtualizationHost }) => isVirtualizationHost),
    clusterNodes: seenAs(({ isClusterNode }) => isClusterNode),
    renames: renamesOf(events, identity, sightings, labelOf, nameOf),
    dnsNames: presentDnsNames(sightings, identity, labelOf),
    nameOf,
  };
}

/** What logs only suggest counts where no record says it already. */
function identityFrom({ events, logs }: Pick<Evidence, "events" | "logs">, names: ComputerNames): MachineIdentity {
  const named = namedLogs(logs, names);
  const logged = loggedChanges(events, names, named);
  const known = new MachineIdentity(logged);
  const presentOf = (name: NameKey, time: bigint): Tenure => known.presentOf(known.tenureAt(name, time));
  const inferred = inferredChanges(named).filter(
    ({ from, to, lastBefore, firstAfter }) => presentOf(from, lastBefore) !== presentOf(to, firstAfter),
  );
  if (inferred.length === 0) return known;
  const changes: readonly NameChange[] = [...logged, ...inferred];
  return new MachineIdentity([...changes].sort((a, b) => compareBigint(a.at, b.at)));
}

/** What the records of one tenure show of its machine. */
interface Sighting {
  /** The only one: the same short name in another domain is a name of its own. */
  dnsName: string | null;
  isVirtualizationHost: boolean;
  isClusterNode: boolean;
}

/** Only tenures that a record bears. */
function sightingsIn(
  { events, compactEvents, logs, exports, named }: Naming,
  names: ComputerNames,
  identity: MachineIdentity,
): ReadonlyMap<Tenure, Readonly<Sighting>> {
  const sightings = new Map<Tenure, Sighting>();
  const sightingAt = (name: NameKey, time: bigint | null): Sighting => {
    const tenure = identity.tenureAt(name, time);
    const sighting = sightings.get(tenure) ?? { dnsName: null, isVirtualizationHost: false, isClusterNode: false };
    sightings.set(tenure, sighting);
    return sighting;
  };
  const see = (computer: string | null, channel: string | null, time: bigint | null): void => {
    if (!isNamed(computer)) return;
    const sighting = sightingAt(names.keyOf(computer), time);
    sighting.dnsName ??= dnsNameIn(computer);
    const name = channel?.toLowerCase() ?? "";
    if (!VIRTUALIZATION_CHANNEL.test(name)) return;
    sighting.isVirtualizationHost = true;
    sighting.isClusterNode ||= CLUSTERING.test(name);
  };
  for (const { computer, channel, provider, time } of events) {
    see(computer, provider?.toLowerCase() === CLUSTER_PROVIDER ? provider : channel, time);
  }
  for (const { computer, channel, from, to } of logs.flatMap((log) => log.origins)) {
    see(computer, channel, from);
    see(computer, channel, to);
  }
  const kinds = compactEvents.kinds.map(({ computer, channel }) => {
    const isTold = isNamed(computer) && !identity.isOnlyOne(names.keyOf(computer));
    if (!isTold) see(computer, channel, null);
    return { computer, channel, isTold };
  });
  if (kinds.some(({ isTold }) => isTold)) {
    for (let position = 0; position < compactEvents.length; position++) {
      const kind = kinds[compactEvents.kind(position)];
      if (kind?.isTold === true) see(kind.computer, kind.channel, compactEvents.time(position));
    }
  }
  for (const name of named?.nodes ?? []) {
    const sighting = sightingAt(names.keyOf(name), null);
    sighting.isVirtualizationHost = true;
    sighting.isClusterNode = true;
  }
  // A history names its few nodes in a hundred thousand rows.
  const keys = new Map<string, NameKey>();
  forEachExportedHost(exports, (name, time, role) => {
    if (role === "proxy" || !isNamed(name)) return;
    const key = keys.get(name) ?? names.keyOf(name);
    keys.set(name, key);
    const sighting = sightingAt(key, time);
    sighting.dnsName ??= dnsNameIn(name);
    sighting.isVirtualizationHost = true;
    sighting.isClusterNode ||= role === "node";
  });
  return sightings;
}

/** In upper case; null for a short name or an address. */
function dnsNameIn(computer: string): string | null {
  const name = computer.trim().replace(/\.$/, "").toUpperCase();
  return hostShortName(name) === name ? null : name;
}

/** A new name leaves a machine in its domain: one that no record has in full is taken to be in that of the former names, where these agree. */
function presentDnsNames(
  sightings: ReadonlyMap<Tenure, Readonly<Sighting>>,
  identity: MachineIdentity,
  labelOf: (tenure: Tenure) => string,
): Hosts["dnsNames"] {
  const shown = [...sightings].map(([tenure, { dnsName }]) => ({
    machine: identity.presentOf(tenure),
    tenure,
    dnsName,
  }));
  const machines = sortedGroups(shown, ({ machine }) => labelOf(machine));
  return new Map(
    machines.flatMap(([host, group]) => {
      const [{ machine }] = group;
      if (machine.until !== null) return [];
      const own = group.find(({ tenure }) => tenure === machine)?.dnsName ?? null;
      const domains = new Set(
        group.flatMap(({ dnsName }) => (dnsName === null ? [] : dnsName.slice(dnsName.indexOf(".")))),
      );
      const [domain, another] = domains;
      const isInOne = domain !== undefined && another === undefined;
      return [[host, own ?? (isInOne ? `${hostShortName(machine.name)}${domain}` : null)] as const];
    }),
  );
}

/** By each machine's present tenure. */
function presentNames(seen: readonly Tenure[], identity: MachineIdentity): ReadonlyMap<Tenure, string> {
  const present = new Set(seen.map((tenure) => identity.presentOf(tenure)));
  const labels = new Map<Tenure, string>();
  for (const [short, sameShort] of sortedGroups(present, ({ name }) => hostShortName(name))) {
    const byName = sortedGroups(sameShort, ({ name }) => name);
    for (const [name, bearers] of byName) {
      const label = byName.length === 1 ? short : name;
      const [last, ...earlier] = [...bearers].sort(latestFirst);
      if (last !== undefined) labels.set(last, label);
      for (const [day, ended] of sortedGroups(earlier, (tenure) => endOf(tenure).slice(0, "2026-09-02".length))) {
        for (const tenure of ended) {
          // Names are in upper case: no record's name can be one of these.
          const moment = ended.length === 1 ? day : endOf(tenure);
          labels.set(tenure, `${label} (before ${moment})`);
        }
      }
    }
  }
  return labels;
}

function endOf({ endedAt }: Tenure): string {
  return filetimeToIso(endedAt ?? 0n);
}

function latestFirst(a: Tenure, b: Tenure): number {
  if (a.until === null || b.until === null) return Number(b.until === null) - Number(a.until === null);
  return compareBigint(b.until, a.until);
}

/** What a machine had been before is what the records of all its former names show. */
function renamesOf(
  events: readonly EventEvidence[],
  identity: MachineIdentity,
  sightings: ReadonlyMap<Tenure, Readonly<Sighting>>,
  labelOf: (tenure: Tenure) => string,
  nameOf: Hosts["nameOf"],
): readonly HostRename[] {
  const refusalsOf = refusalsByName(events, nameOf);
  const serviceOf = new Map<Tenure, Service>();
  const renames = identity.links.map(({ change, from, to }): HostRename => {
    const machine = identity.presentOf(to);
    const sighting = sightings.get(from);
    const { until, since, proof } = change;
    const host = labelOf(to);
    const notAMember = firstFrom(refusalsOf.get(refusalKey(host, to.name)) ?? [], until) ?? null;
    let before = serviceOf.get(machine) ?? "not-shown";
    if (sighting !== undefined && before === "not-shown") before = "set-up";
    if (
      (sighting !== undefined && sighting.dnsName !== null) ||
      sighting?.isVirtualizationHost === true ||
      notAMember !== null
    ) {
      before = "in-service";
    }
    serviceOf.set(machine, before);
    return { host, from: from.name, to: to.name, until, since, proof, before, notAMember };
  });
  return renames.sort((a, b) => compareText(a.host, b.host));
}

/** 1093 by the host that wrote it and the name that its cluster did not know; in time order. */
function refusalsByName(
  events: readonly EventEvidence[],
  nameOf: Hosts["nameOf"],
): ReadonlyMap<string, readonly EventEvidence[]> {
  const refusals = events.flatMap((event) => {
    if (!isEvent(NODE_NOT_A_MEMBER, event)) return [];
    const { node } = readFields(NODE_NOT_A_MEMBER, event).fields;
    return node === null || node === "" ? [] : [{ key: refusalKey(nameOf(event.computer, event.time), node), event }];
  });
  const groups = sortedGroups(refusals, ({ key }) => key);
  return new Map(groups.map(([key, group]) => [key, group.map(({ event }) => event)]));
}

function refusalKey(host: string, node: string): string {
  return JSON.stringify([host, nameLabelOf(node)]);
}

function isNamed(computer: string | null): computer is string {
  return computer !== null && computer.trim() !== "";
}
