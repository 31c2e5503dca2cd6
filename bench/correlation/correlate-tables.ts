import type { Series } from "../measure.ts";
import { peakOf, processorRatioOf, ratioOf, secondsOf, userSecondsOf } from "../statistics.ts";
import { seconds, spread, table } from "../tables.ts";
import { times, type Verdict } from "../targets.ts";
import { FORMATS, SPLIT } from "./correlate-subjects.ts";
import type { LargeExports } from "./large-exports.ts";

const TIMES_CELLS = 8;
const PEAK_MIB = 300;

export function exportsLines({ bytes, moves, rows, trials, badNodes }: LargeExports): string {
  return [
    `Exports: ${moves} rows of owners, ${rows} rows of backups, ${(bytes / 1e6).toFixed(1)} MB: 64 nodes, 400 volumes,`,
    `         ${trials} trials; what ails the cluster is ${badNodes.join(", ")}.`,
  ].join("\n");
}

export function correlateTable(series: readonly Series[], { rows, moves }: LargeExports): string {
  const lines = series.map((one) => {
    const wall = secondsOf(one);
    return [
      one.subject.title,
      spread(wall),
      userSecondsOf(one) === null ? "-" : seconds(userSecondsOf(one)?.median ?? 0),
      wall === null ? "-" : ((rows + moves) / wall.median).toFixed(0),
      peakOf(one) === null ? "-" : Math.round(peakOf(one)?.most ?? 0).toString(),
    ];
  });
  return table(["program", "wall s: median (range)", "user s", "rows/s", "peak MiB"], lines);
}

export function correlateVerdicts(series: readonly Series[]): readonly Verdict[] {
  const found = (id: string): Series | null => series.find(({ subject }) => subject.id === id) ?? null;
  return FORMATS.flatMap((format) => [
    timeVerdict(format, `at most ${TIMES_CELLS} times reading and splitting into cells`, TIMES_CELLS, SPLIT.cells),
    timeVerdict(format, "in times of reading and splitting into lines", null, SPLIT.lines),
    peakVerdict(format),
  ]);

  function timeVerdict(format: string, what: string, atMost: number | null, peer: string): Verdict {
    const [own, other] = [found(format), found(peer)];
    const wall = own === null || other === null ? null : ratioOf(own, other);
    const processor = own === null || other === null ? null : processorRatioOf(own, other);
    return {
      target: `${format}: ${what}`,
      measured: wall === null ? null : `${times(wall.median)} (${times(wall.least)} to ${times(wall.most)})`,
      byProcessorTime: processor === null ? null : times(processor.median),
      met: wall === null || atMost === null ? null : wall.median <= atMost,
    };
  }

  function peakVerdict(format: string): Verdict {
    const own = found(format);
    const most = own === null ? null : (peakOf(own)?.most ?? null);
    return {
      target: `${format}: peak memory at most ${PEAK_MIB} MiB`,
      measured: most === null ? null : `${Math.round(most)} MiB`,
      byProcessorTime: null,
      met: most === null ? null : most <= PEAK_MIB,
    };
  }
}
