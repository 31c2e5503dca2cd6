import { type Moment, moment } from "../moment.ts";
import { dayAt } from "./calendar.ts";
import type { BadNode, ClusterOptions } from "./options.ts";
import type { Domain, PlannedNode, PlannedProxy } from "./plan.ts";

const FIRST_NODE_RID = 1601;
const PROXY_RID = 1621;

/** Days of the first week, and hours of UTC, at which bad nodes are up again after what made them bad. */
const RENAMED = { firstDay: 2, days: 2, hour: 9.2 } as const;
const UPGRADED = { day: 5, hour: 12.4 } as const;
const HOURS_UNTIL_JOINED = 1.6;
/** The nodes are updated one after another, in working hours. */
const PATCHED = { day: 1, from: 8.8, to: 15, hoursEach: 0.5 } as const;

export function planDomain({ domain: { dns, netbios } }: Pick<ClusterOptions, "domain">): Domain {
  return {
    dns,
    netbios,
    sid: "S-1-5-21-1004336348-1177238915-682003330",
    dn: dns
      .split(".")
      .map((label) => `DC=${label}`)
      .join(","),
    controllers: ["DC01", "DC02"],
  };
}

/** @throws RangeError when a bad node is none of the nodes. */
export function planNodes(
  { nodes, badNodes, daysBefore }: Pick<ClusterOptions, "nodes" | "badNodes" | "daysBefore">,
  domain: Domain,
  firstMoment: Moment,
): readonly PlannedNode[] {
  const stranger = badNodes.find(({ name }) => !nodes.includes(name));
  if (stranger !== undefined) throw new RangeError(`${stranger.name} is none of the cluster's nodes.`);
  const renamed = badNodes.filter(({ cause }) => cause === "renamed");
  return nodes.map((name, index) => {
    const bad = badNodes.find((node) => node.name === name) ?? null;
    const renaming = renamed.findIndex((node) => node.name === name);
    return {
      name,
      fqdn: `${name}.${domain.dns}`,
      sid: `${domain.sid}-${FIRST_NODE_RID + index}`,
      isBad: bad !== null,
      cause: bad?.cause ?? null,
      patchedAt:
        bad?.cause === "renamed" || daysBefore <= PATCHED.day ? null : patchedAt(index, nodes.length, firstMoment),
      ...history(bad, index, renaming, firstMoment),
    };
  });
}

type History = Pick<PlannedNode, "formerName" | "renamedAt" | "upgradedAt" | "joinedAt" | "accountCreated">;

function history(bad: BadNode | null, index: number, renaming: number, firstMoment: Moment): History {
  const none = { formerName: null, renamedAt: null, upgradedAt: null, joinedAt: null };
  switch (bad?.cause) {
    case undefined:
      return { ...none, accountCreated: dayAt(moment("2018-05-14T00:00:00Z"), index, 8.5) };
    case "renamed": {
      const day = RENAMED.firstDay + (renaming % RENAMED.days);
      const hour = RENAMED.hour + index / 60;
      return {
        ...none,
        formerName: formerName(bad.name),
        renamedAt: dayAt(firstMoment, day, hour),
        joinedAt: dayAt(firstMoment, day, hour + HOURS_UNTIL_JOINED),
        accountCreated: dayAt(firstMoment, -4, 9 + index / 60),
      };
    }
    case "upgraded": {
      const hour = UPGRADED.hour + index / 60;
      return {
        ...none,
        upgradedAt: dayAt(firstMoment, UPGRADED.day, hour),
        joinedAt: dayAt(firstMoment, UPGRADED.day, hour + HOURS_UNTIL_JOINED),
        accountCreated: dayAt(moment("2014-11-03T00:00:00Z"), index, 10.25),
      };
    }
  }
}

function patchedAt(index: number, nodes: number, firstMoment: Moment): Moment {
  const hours = Math.min(PATCHED.hoursEach, (PATCHED.to - PATCHED.from) / nodes);
  return dayAt(firstMoment, PATCHED.day, PATCHED.from + index * hours);
}

/** `HV03` came into the domain as `HVNEW03`. */
function formerName(name: string): string {
  return name.replace(/(?=\d*$)/, "NEW");
}

export function planProxy(name: string, domain: Domain): PlannedProxy {
  return { name, fqdn: `${name}.${domain.dns}`, sid: `${domain.sid}-${PROXY_RID}` };
}
