import type { LogOrigin, RecordStretch } from "../evidence/index.ts";
import { compareBigint } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** Records of one host in one channel, as one log holds them. Times are FILETIME ticks. */
export interface HostOrigin {
  readonly host: string;
  readonly channel: string;
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** Absent where they were not counted, or nobody knows which of them are this host's. */
  readonly stretches?: readonly RecordStretch[];
}

/** One, unless its computer's name changed hands meanwhile: then each bearer has what was written while it bore the name. */
export function originsByHost(origin: LogOrigin, hosts: Hosts, latest: bigint): readonly HostOrigin[] {
  const { computer, channel, from, to, stretches } = origin;
  const hostAt = (time: bigint | null): string => hosts.nameOf(computer, time);
  const [first, last] = [hostAt(from ?? to), hostAt(to ?? from)];
  if (first === last) return [{ ...origin, host: first }];
  const ends: readonly HostOrigin[] = [
    { host: first, channel, from, to: from },
    { host: last, channel, from: to, to },
  ];
  if (stretches === undefined || !isApart(stretches, hostAt)) return ends;
  const parts = sortedGroups(stretches, ({ firstTime }) => hostAt(firstTime)).map(([host, own]): HostOrigin => {
    const times = own.flatMap(({ firstTime, lastTime }) => [firstTime, lastTime]);
    const span = plausibleSpan([...times, host === first ? from : null, host === last ? to : null], latest);
    return { host, channel, from: span.first, to: span.last, stretches: own };
  });
  return [...parts, ...ends.filter(({ host }) => !parts.some((part) => part.host === host))];
}

/**
 * Whether it can be told whose each record is, and that none is missing where the name changed hands: numbers follow on
 * there, or begin anew as another machine's do. A hole may be of either.
 */
function isApart(stretches: readonly RecordStretch[], hostAt: (time: bigint) => string): boolean {
  let before: { readonly host: string; readonly lastId: bigint } | null = null;
  for (const { firstId, lastId, firstTime, lastTime } of [...stretches].sort(compareFirstTimes)) {
    const host = hostAt(firstTime);
    if (host !== hostAt(lastTime)) return false;
    if (before !== null && before.host !== host && firstId > before.lastId + 1n) return false;
    before = { host, lastId };
  }
  return true;
}

function compareFirstTimes(a: RecordStretch, b: RecordStretch): number {
  return compareBigint(a.firstTime, b.firstTime) || compareBigint(a.firstId, b.firstId);
}
