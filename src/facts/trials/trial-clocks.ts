import type { ClockSkew } from "../ownership/clock-skew.ts";
import { type ProxyClock, proxyTolerance } from "../ownership/proxy-clocks.ts";

/** Time zones lie no further apart. A clock that is off by more is no wrong zone, and no clock by which backups are listed. */
const FARTHEST_ZONES_TICKS = 26n * 36_000_000_000n;

/** By how much the times of attempts may differ from those of owners. FILETIME ticks. */
export interface TrialClocks {
  /** Between hosts, and between hosts and any export of which nothing is known. */
  readonly hosts: bigint;
  /**
   * What a proxy's own log, or a list of its attempts, may differ by. Whose clock a list has is not told: it may be the
   * proxy's, or another's on which the backup server runs. null: of an attempt whose proxy is not known.
   */
  of(proxy: string | null): bigint;
  /** Whether a time in a proxy's log says so little that nothing can be joined by it. */
  isLost(proxy: string): boolean;
  /** What a proxy's clock is ahead at most, where that is more than hosts differ by; else 0. */
  leadOf(proxy: string | null): bigint;
}

export function trialClocks({ tolerance, proxies }: Pick<ClockSkew, "tolerance" | "proxies">): TrialClocks {
  const clocks = new Map<string, ProxyClock>(proxies.map((clock) => [clock.proxy, clock]));
  const own = (proxy: string): bigint => {
    const clock = clocks.get(proxy);
    return clock === undefined ? tolerance : proxyTolerance(clock, tolerance);
  };
  let ofOthers = tolerance;
  for (const { proxy } of proxies) {
    const one = own(proxy);
    if (one > ofOthers && one <= FARTHEST_ZONES_TICKS) ofOthers = one;
  }
  return {
    hosts: tolerance,
    of(proxy) {
      const one = proxy === null ? tolerance : own(proxy);
      return one > ofOthers ? one : ofOthers;
    },
    isLost: (proxy) => own(proxy) > FARTHEST_ZONES_TICKS,
    leadOf(proxy) {
      const lead = clocks.get(proxy ?? "")?.aheadAtMost ?? 0n;
      return lead > tolerance || lead < -tolerance ? lead : 0n;
    },
  };
}
