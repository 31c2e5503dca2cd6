import type { Series } from "./measure.ts";
import { peakOf, processorRatioOf, ratioOf } from "./statistics.ts";

const PEAK_MIB = 150;

export interface Verdict {
  readonly target: string;
  /** What was measured, in words; null when it could not be. */
  readonly measured: string | null;
  /** The same ratio by processor time, for machines that were busy. */
  readonly byProcessorTime: string | null;
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
  { target: "selection: faster than evtx_dump -t 2 (which prints all)", of: "select", to: "evtx_dump-2", atMost: 1 },
  { target: "all as JSON lines: at most 25 times a plain read", of: "full", to: "read", atMost: 25 },
  { target: "all as JSON lines: at most half the time of winevtx", of: "full", to: "winevtx", atMost: 0.5 },
];

const PEAKS = ["select", "full", "merge", "analyze"];

/** How far from Rust a full dump is; no target, but to be known. */
const FOR_THE_RECORD = [
  { target: "all as JSON lines, in times of evtx_dump -t 2", of: "full", to: "evtx_dump-2" },
  { target: "the same with one thread each", of: "full", to: "evtx_dump-1" },
  { target: "all as JSON lines, in times of winevtx, smaller input", of: "small-full", to: "small-winevtx" },
  { target: "all as XML, in times of evtxexport", of: "plain-xml", to: "evtxexport" },
] as const;

export function verdicts(series: readonly Series[]): readonly Verdict[] {
  const byId = new Map(series.map((one) => [one.subject.id, one]));
  const ratioVerdict = (target: string, of: string, to: string, atMost: number | null): Verdict => {
    const [one, other] = [byId.get(of), byId.get(to)];
    if (one === undefined || other === undefined) return { target, measured: null, byProcessorTime: null, met: null };
    const wall = ratioOf(one, other);
    const processor = processorRatioOf(one, other);
    return {
      target,
      measured: wall === null ? null : `${times(wall.median)} (${times(wall.least)} to ${times(wall.most)})`,
      byProcessorTime: processor === null ? null : times(processor.median),
      met: wall === null || atMost === null ? null : wall.median <= atMost,
    };
  };
  const peakVerdict = (id: string): Verdict => {
    const one = byId.get(id);
    const most = one === undefined ? null : (peakOf(one)?.most ?? null);
    return {
      target: `peak memory: at most ${PEAK_MIB} MiB, ${one?.subject.title ?? id}`,
      measured: most === null ? null : `${Math.round(most)} MiB`,
      byProcessorTime: null,
      met: most === null ? null : most <= PEAK_MIB,
    };
  };
  return [
    ...RATIOS.map(({ target, of, to, atMost }) => ratioVerdict(target, of, to, atMost)),
    ...PEAKS.map(peakVerdict),
    ...FOR_THE_RECORD.map(({ target, of, to }) => ratioVerdict(target, of, to, null)),
  ];
}

export function times(ratio: number): string {
  return ratio.toFixed(2);
}
