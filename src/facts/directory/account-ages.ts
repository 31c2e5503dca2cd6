import { compareBigint } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";
import type { DirectoryHost } from "./directory-host.ts";

const FEWEST_PEERS = 3;
/** Hosts of one cluster are mostly joined within days of each other. */
const YOUNGER_BY = 30n * 86_400n * 10_000_000n;

export interface AccountAges {
  /** See AccountHistory.reCreated. */
  reCreationOf(host: DirectoryHost): { readonly whenCreated: bigint; readonly peersMedian: bigint } | null;
}

/** Of the servers of one domain, sorted. */
interface DomainAges {
  readonly accounts: readonly bigint[];
  readonly connectionPoints: readonly bigint[];
}

export function deriveAccountAges(hosts: readonly DirectoryHost[]): AccountAges {
  const ages = new Map<string, DomainAges>(
    sortedGroups(hosts.filter(isPeer), ({ namingContext }) => namingContext).map(([domain, members]) => [
      domain,
      { accounts: sortedTimes(members.map(accountCreated)), connectionPoints: sortedTimes(members.map(pointCreated)) },
    ]),
  );
  return {
    reCreationOf(host) {
      const domain = ages.get(host.namingContext);
      const whenCreated = accountCreated(host);
      if (domain === undefined || whenCreated === null) return null;
      const peersMedian = medianWithout(domain.accounts, isPeer(host) ? whenCreated : null);
      const older = countBefore(whenCreated - YOUNGER_BY, domain.accounts);
      const peers = domain.accounts.length - (isPeer(host) ? 1 : 0);
      if (peersMedian === null || older * 4 < peers * 3) return null;
      const own = isPeer(host) ? pointCreated(host) : null;
      return isAfterMost(whenCreated, domain.connectionPoints, own) ? { whenCreated, peersMedian } : null;
    },
  };
}

function isPeer({ kind }: DirectoryHost): boolean {
  return kind === "server";
}

function accountCreated({ accounts }: DirectoryHost): bigint | null {
  return sortedTimes(accounts.map(({ object }) => object.whenCreated))[0] ?? null;
}

function pointCreated({ connectionPoint }: DirectoryHost): bigint | null {
  if (connectionPoint.kind !== "present") return null;
  return sortedTimes(connectionPoint.points.map(({ object }) => object.whenCreated))[0] ?? null;
}

/** The lower one of an even number. */
function medianWithout(times: readonly bigint[], own: bigint | null): bigint | null {
  const peers = times.length - (own === null ? 0 : 1);
  if (peers < FEWEST_PEERS) return null;
  const middle = Math.floor((peers - 1) / 2);
  const isBehindOwn = own !== null && middle >= countBefore(own, times);
  return times[isBehindOwn ? middle + 1 : middle] ?? null;
}

function isAfterMost(time: bigint, times: readonly bigint[], own: bigint | null): boolean {
  const before = countBefore(time, times) - (own !== null && own < time ? 1 : 0);
  return before * 2 > times.length - (own === null ? 0 : 1);
}

/** By halves. */
function countBefore(time: bigint, times: readonly bigint[]): number {
  let low = 0;
  for (let high = times.length; low < high; ) {
    const middle = (low + high) >>> 1;
    const other = times[middle];
    if (other !== undefined && other < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedTimes(times: readonly (bigint | null)[]): readonly bigint[] {
  return times.filter((time) => time !== null).sort(compareBigint);
}
