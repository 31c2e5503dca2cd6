import type { Series } from "./measure.ts";
import { peakOf, ratioOf } from "./statistics.ts";

const PEAK_MIB = 150;

export interface Verdict {
  readonly target: string;
  /** What was measured, in words; null when it could not be. */
  readonly measured: string | null;
  readonly met: boolean | null;
}

/** A time in relation to another one, taken inside each round. */
interface RatioTarget {
  readonly target: string;
  readonly of: string;
  readonly to: string;
  readonly atMost: number;
}

const RATIOS: readonly RatioTarget[] = [
  { target: "start-up of --version: at most 1.5 times node -e 0", of: "version", to: "node", atMost: 1.5 },
  { target: "selection: at most 3 times a plain read", of: "select", to: "read", atMost: 3 },
  { target: "selection: faster than evtx_dump -t 2", of: "select", to: "evtx_dump-2", atMost: 1 },
  { target: "all as JSON lines: at most 25 times a plain read", of: "full", to: "read", atMost: 25 },
  { target: "all as JSON lines: at most half the time of winevtx", of: "small-full", to: "winevtx", atMost: 0.5 },
];

const PEAKS = ["select", "full", "merge", "analyze"];

/** How far from Rust a full dump is; no target, but to be known. */
const FOR_THE_RECORD = [
  { target: "all as JSON lines, in times of evtx_dump -t 2", of: "full", to: "evtx_dump-2" },
  { target: "the same with one thread each", of: "full-1", to: "evtx_dump-1" },
] as const;

export function verdicts(series: readonly Series[]): readonly Verdict[] {
  const byId = new Map(series.map((one) => [one.subject.id, one]));
  const ratio = (of: string, to: string): ReturnType<typeof ratioOf> => {
    const [one, other] = [byId.get(of), byId.get(to)];
    return one === undefined || other === undefined ? null : ratioOf(one, other);
  };
  const inTimes = (found: ReturnType<typeof ratioOf>): string | null =>
    found === null ? null : `${found.median.toFixed(2)} times (${found.least.toFixed(2)} to ${found.most.toFixed(2)})`;
  return [
    ...RATIOS.map(({ target, of, to, atMost }): Verdict => {
      const found = ratio(of, to);
      return { target, measured: inTimes(found), met: found === null ? null : found.median <= atMost };
    }),
    ...PEAKS.map((id): Verdict => {
      const one = byId.get(id);
      const most = one === undefined ? null : (peakOf(one)?.most ?? null);
      return {
        target: `peak memory: at most ${PEAK_MIB} MiB, ${one?.subject.title ?? id}`,
        measured: most === null ? null : `${Math.round(most)} MiB`,
        met: most === null ? null : most <= PEAK_MIB,
      };
    }),
    ...FOR_THE_RECORD.map(({ target, of, to }): Verdict => ({ target, measured: inTimes(ratio(of, to)), met: null })),
  ];
}
