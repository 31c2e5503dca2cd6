import {
  ACCOUNT_REUSED,
  CLUSTER_JOINED,
  COMPONENTS_ADDED,
  COMPONENTS_REMOVED,
  describeError,
  DOMAIN_JOIN_FAILED,
  DOMAIN_JOINED,
  FEATURE_TURNED_OFF,
  FEATURE_TURNED_ON,
  isEvent,
  NODE_ADDED,
  NODE_CLEANED_UP,
  NODE_EVICTED,
  NODE_NOT_A_MEMBER,
  readFields,
} from "../../catalogue/index.ts";
import type { EventEvidence, EventFields, EventNeed } from "../../evidence/index.ts";
import type { Hosts } from "../hosts.ts";
import { groupsWithin } from "../runs.ts";
import { sortedGroups } from "../sorted-groups.ts";
import { eventName } from "./event-name.ts";
import { type IdentityChange, type IdentityEntry, proofOf } from "./identity-change.ts";
import { toldText } from "./told-text.ts";

/** Of roles: other features are no part of what a Hyper-V host is. */
export const LOGGED_NEEDS: readonly EventNeed[] = [
  ...[DOMAIN_JOINED, DOMAIN_JOIN_FAILED, ACCOUNT_REUSED].map(({ need }) => need),
  ...[NODE_ADDED, NODE_EVICTED, CLUSTER_JOINED, NODE_CLEANED_UP, NODE_NOT_A_MEMBER].map(({ need }) => need),
  ...[FEATURE_TURNED_ON, FEATURE_TURNED_OFF].map(({ need }) => ({
    ...need,
    keepIf: (event: Pick<EventFields, "data">) => turnedFeature(event) !== null,
  })),
  ...[COMPONENTS_ADDED, COMPONENTS_REMOVED].map(({ need }) => ({
    ...need,
    keepIf: (event: Pick<EventFields, "data">) => namedComponents(event) !== null,
  })),
];

export interface OfHost {
  readonly host: string;
  readonly entry: IdentityEntry;
}

/** What single records say of the host that wrote them, or of the node that they name. */
export function loggedEntries(events: readonly EventEvidence[], hosts: Hosts): readonly OfHost[] {
  const own = events.flatMap((event) => {
    const change = ownChange(event);
    return change === null ? [] : [{ host: hosts.nameOf(event.computer, event.time), event, change }];
  });
  return [...withoutRepetitions(own), ...namedNodes(events, hosts)];
}

/** A cluster service that is refused, or a join that fails, tries again every few minutes. */
const REPEATED_TICKS = 24n * 3600n * 10_000_000n;

interface OwnChange {
  readonly host: string;
  readonly event: EventEvidence;
  readonly change: IdentityChange;
}

function withoutRepetitions(own: readonly OwnChange[]): readonly OfHost[] {
  const keyOf = ({ host, change }: OwnChange): string => JSON.stringify([host, change]);
  return sortedGroups(own, keyOf).flatMap(([, same]) => {
    const isTriedAgain = same[0].change.kind === "refused-by-cluster" || same[0].change.kind === "domain-join-failed";
    const groups = isTriedAgain
      ? groupsWithin(same, REPEATED_TICKS, ({ event }) => event.time)
      : same.map((one): readonly [OwnChange, ...OwnChange[]] => [one]);
    return groups.map(([{ host, change, event }, ...again]) => ({
      host,
      entry: {
        ...change,
        time: event.time,
        basis: "verified",
        event: eventName(event),
        evidence: proofOf(event.ref, again.at(-1)?.event.ref ?? null),
      },
    }));
  });
}

function ownChange(event: EventEvidence): IdentityChange | null {
  if (isEvent(DOMAIN_JOINED, event)) {
    return { kind: "joined-domain", domain: toldText(readFields(DOMAIN_JOINED, event).fields.domain) };
  }
  if (isEvent(DOMAIN_JOIN_FAILED, event)) {
    const { domain, error } = readFields(DOMAIN_JOIN_FAILED, event).fields;
    return {
      kind: "domain-join-failed",
      domain: toldText(domain),
      error: error === null ? null : describeError(error),
    };
  }
  if (isEvent(ACCOUNT_REUSED, event)) {
    return { kind: "account-reused", dn: toldText(readFields(ACCOUNT_REUSED, event).fields.accountDn) };
  }
  if (isEvent(CLUSTER_JOINED, event)) {
    return { kind: "joined-cluster", cluster: toldText(readFields(CLUSTER_JOINED, event).fields.cluster) };
  }
  if (isEvent(NODE_CLEANED_UP, event)) return { kind: "left-cluster" };
  if (isEvent(NODE_NOT_A_MEMBER, event)) {
    const { node, cluster } = readFields(NODE_NOT_A_MEMBER, event).fields;
    return { kind: "refused-by-cluster", name: toldText(node), cluster: toldText(cluster) };
  }
  return featureChange(event);
}

function featureChange(event: EventEvidence): IdentityChange | null {
  const isOn = isEvent(FEATURE_TURNED_ON, event) || isEvent(COMPONENTS_ADDED, event);
  const isOff = isEvent(FEATURE_TURNED_OFF, event) || isEvent(COMPONENTS_REMOVED, event);
  if (!isOn && !isOff) return null;
  const isUpdate = isEvent(FEATURE_TURNED_ON, event) || isEvent(FEATURE_TURNED_OFF, event);
  const feature = isUpdate ? turnedFeature(event) : namedComponents(event);
  return feature === null ? null : { kind: isOn ? "feature-added" : "feature-removed", feature };
}

/** Without management tools, which any computer may have. */
const ROLE_FEATURES = new Set(["microsoft-hyper-v", "microsoft-hyper-v-offline", "failovercluster-fullserver"]);

function turnedFeature(event: Pick<EventFields, "data">): string | null {
  const feature = toldText(readFields(FEATURE_TURNED_ON, event).fields.feature);
  return feature !== null && ROLE_FEATURES.has(feature.toLowerCase()) ? feature : null;
}

/** How the classes are spelt is not published: anything that may be these two roles. */
const ROLE_COMPONENT = /hyper[-_ ]?v|failover[-_ ]?cluster/i;

function namedComponents(event: Pick<EventFields, "data">): string | null {
  const components = toldText(readFields(COMPONENTS_ADDED, event).fields.components);
  return components !== null && ROLE_COMPONENT.test(components) ? components : null;
}

/** Several nodes log that another was added or evicted; their clocks differ. */
const ONE_CHANGE_TICKS = 600n * 10_000_000n;

/** How many nodes' records prove one change. */
const MOST_WITNESSES = 3;

function namedNodes(events: readonly EventEvidence[], hosts: Hosts): readonly OfHost[] {
  const known = new Set(hosts.names);
  const named = events.flatMap((event) => {
    const kind = isEvent(NODE_ADDED, event)
      ? "added-to-cluster"
      : isEvent(NODE_EVICTED, event)
        ? "evicted-from-cluster"
        : null;
    if (kind === null) return [];
    const node = toldText(readFields(kind === "added-to-cluster" ? NODE_ADDED : NODE_EVICTED, event).fields.node);
    const host = node === null ? null : hosts.nameOf(node, event.time);
    // Of a node that nothing else names there is no history to tell.
    return host === null || !known.has(host) ? [] : [{ host, kind, event } as const];
  });
  return sortedGroups(named, ({ host, kind }) => JSON.stringify([host, kind])).flatMap(([, same]) =>
    groupsWithin(same, ONE_CHANGE_TICKS, ({ event }) => event.time).map((group) => {
      const witnesses = sortedGroups(group, ({ event }) => hosts.nameOf(event.computer, event.time));
      const [{ host, kind, event }] = group;
      const proofs = witnesses.map(([, [first]]) => first.event.ref).filter((ref) => ref !== event.ref);
      return {
        host,
        entry: {
          kind,
          seenBy: witnesses.map(([name]) => name).slice(0, MOST_WITNESSES),
          time: event.time,
          basis: "verified" as const,
          event: eventName(event),
          evidence: proofOf(event.ref, ...proofs.slice(0, MOST_WITNESSES - 1)),
        },
      };
    }),
  );
}
