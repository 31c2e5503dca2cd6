import { isEvent } from "../../catalogue/index.ts";
import type { DirectoryRef, EventEvidence, EventNeed, Evidence } from "../../evidence/index.ts";
import { dnsNameOf } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { plausibleSpan } from "../../shared/plausible-time.ts";
import { deriveClockSteps } from "../clock-steps.ts";
import type { DirectoryHost, UnseenHost } from "../directory/index.ts";
import type { EvidenceHorizon, HorizonRow } from "../evidence-horizon.ts";
import type { HostRename, Hosts } from "../hosts.ts";
import { deriveLogClearings } from "../log-clearings.ts";
import { inOrderOfLives, placesByFile } from "../log-lives.ts";
import type { OperatingSystems } from "../operating-systems.ts";
import { sortedGroups } from "../sorted-groups.ts";
import { type DirectoryFacts, directoryEntries, refOf } from "./directory-entries.ts";
import { eventName } from "./event-name.ts";
import { type IdentityChange, type IdentityEntry, proofOf } from "./identity-change.ts";
import { LOGGED_NEEDS, loggedEntries, type OfHost } from "./logged-entries.ts";
import { RESTART_EVENTS, restartsIn } from "./restarts.ts";
import { type ShownEntries, shownEntries } from "./shown-entries.ts";

/** What a host was and became, as far as logs and directory show. */
export interface IdentityHistory extends ShownEntries {
  /** Its present name. */
  readonly host: string;
  /** What was read of its logs; none: nothing is known but what others say of it. By channel. */
  readonly logs: readonly HorizonRow[];
  /** null: no directory shows the host. */
  readonly account: {
    readonly domain: string;
    readonly dn: string;
    readonly connectionPoint: "present" | "missing" | "unknown";
    readonly evidence: readonly [DirectoryRef, ...DirectoryRef[]];
  } | null;
}

/** What came before the window that was asked for made the host what it is inside. */
export const IDENTITY_NEEDS: readonly EventNeed[] = [...LOGGED_NEEDS, ...RESTART_EVENTS.map(({ need }) => need)].map(
  (need) => ({ ...need, anyTime: true }),
);

export interface IdentityFacts extends DirectoryFacts {
  readonly evidence: Pick<Evidence, "events" | "logs" | "latest">;
  readonly hosts: Hosts;
  readonly horizon: EvidenceHorizon;
  readonly operatingSystems: OperatingSystems;
}

/** Of every host that logs, exports or a directory name; by host. */
export function deriveIdentityHistories(facts: IdentityFacts): readonly IdentityHistory[] {
  const { evidence, hosts, horizon, directoryHosts } = facts;
  const entries = [
    ...hosts.renames.map(renameEntry),
    ...loggedEntries(evidence.events, hosts),
    ...restarts(evidence, hosts),
    ...buildEntries(facts.operatingSystems),
    ...interruptions(evidence, hosts),
    ...directoryEntries(facts),
  ].filter(({ entry }) => plausibleSpan([entry.time], evidence.latest).first !== null);
  const entriesOf = new Map(sortedGroups(entries, ({ host }) => host));
  const logsOf = new Map(sortedGroups(horizon.rows, ({ host }) => host));
  const accounts = new Map<string, DirectoryHost | UnseenHost>(
    [...directoryHosts.hosts, ...directoryHosts.unseen].map((host) => [host.name, host]),
  );
  return [...new Set([...hosts.names, ...accounts.keys()])].sort(compareText).map((host) => ({
    host,
    ...shownEntries((entriesOf.get(host) ?? []).map(({ entry }) => entry)),
    logs: logsOf.get(host) ?? [],
    account: accountOf(accounts.get(host)),
  }));
}

function accountOf(host: DirectoryHost | UnseenHost | undefined): IdentityHistory["account"] {
  if (host === undefined) return null;
  const domain = dnsNameOf(host.namingContext);
  if ("dn" in host) {
    const { dn, points } = host;
    const evidence = [refOf(points[0], "distinguishedName", points[0].object.dn)] as const;
    return { domain, dn, connectionPoint: "present", evidence };
  }
  const { connectionPoint, accounts } = host;
  const [account] = accounts;
  const isMissing = connectionPoint.kind === "missing";
  const [point] = isMissing ? [] : connectionPoint.points;
  return {
    domain,
    dn: account.object.dn,
    connectionPoint: connectionPoint.kind,
    evidence: [
      point !== undefined
        ? refOf(point, "distinguishedName", point.object.dn)
        : refOf(account, "CN=Microsoft Hyper-V", isMissing ? "not there" : "not shown"),
    ],
  };
}

function renameEntry({ host, from, to, since, proof }: HostRename): OfHost {
  const change = { kind: "renamed", from, to, time: since } as const;
  return proof.basis === "verified"
    ? {
        host,
        entry: { ...change, basis: "verified", event: eventName(proof.event), evidence: [proof.event.ref] },
      }
    : {
        host,
        entry: { ...change, basis: "inferred", event: null, evidence: [proof.firstAfter, proof.lastBefore] },
      };
}

const SYSTEM = "System";

function restarts({ events, logs, latest }: IdentityFacts["evidence"], hosts: Hosts): readonly OfHost[] {
  const placesIn = placesByFile({ logs, latest }, hosts);
  const marks = events
    .filter(
      (event) =>
        RESTART_EVENTS.some((entry) => isEvent(entry, event)) && plausibleSpan([event.time], latest).first !== null,
    )
    .map((event) => ({ host: hosts.nameOf(event.computer, event.time), event }));
  return sortedGroups(marks, ({ host }) => host).flatMap(([host, group]) =>
    restartsIn(inOrderOfLives(group, (file) => placesIn(file, host, SYSTEM)).map(({ event }) => event)).map(
      (entry) => ({
        host,
        entry,
      }),
    ),
  );
}

function buildEntries({ changes, begun, rejoined }: OperatingSystems): readonly OfHost[] {
  const refs = (events: readonly { readonly ref: IdentityEntry["evidence"][0] }[]) => events.map(({ ref }) => ref);
  return [
    ...changes.map(({ host, from, to, lastBefore, firstAfter, restart, clusterEvents }): OfHost => {
      const evidence = proofOf(firstAfter.ref, lastBefore.ref, restart?.ref ?? null, ...refs(clusterEvents));
      const change = { kind: "build-changed", from, to, isUpgrade: restart !== null } as const;
      return {
        host,
        entry: { ...change, time: firstAfter.time, basis: "verified", event: eventName(firstAfter), evidence },
      };
    }),
    ...begun.map(({ host, build, firstBoot, restart, clusterEvents }): OfHost => {
      const evidence = proofOf(firstBoot.ref, restart.ref, ...refs(clusterEvents));
      const change = { kind: "logs-begin-with-upgrade", build } as const;
      return {
        host,
        entry: { ...change, time: firstBoot.time, basis: "inferred", event: eventName(firstBoot), evidence },
      };
    }),
    ...rejoined.map(({ host, build, firstBoot, clusterEvents }): OfHost => {
      const evidence = proofOf(firstBoot.ref, ...refs(clusterEvents));
      const change = { kind: "logs-begin-anew", build } as const;
      return {
        host,
        entry: { ...change, time: firstBoot.time, basis: "inferred", event: eventName(firstBoot), evidence },
      };
    }),
  ];
}

/** Also of logs that were not given: System tells of all that are cleared. */
function interruptions(evidence: IdentityFacts["evidence"], hosts: Hosts): readonly OfHost[] {
  const of = ({ host, event }: { readonly host: string; readonly event: EventEvidence }, change: IdentityChange) => ({
    host,
    entry: {
      ...change,
      ...({ time: event.time, basis: "verified", event: eventName(event) } as const),
      evidence: proofOf(event.ref),
    },
  });
  return [
    ...deriveLogClearings(evidence, hosts).map((cleared) =>
      of(cleared, { kind: "log-cleared", channel: cleared.channel, by: cleared.by }),
    ),
    ...deriveClockSteps(evidence, hosts).map((step) => of(step, { kind: "clock-set", from: step.from, to: step.to })),
  ];
}
