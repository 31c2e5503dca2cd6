import type { Series } from "../measure.ts";
import { peakOf, processorRatioOf, ratioOf } from "../statistics.ts";
import { times, type Verdict } from "../targets.ts";
import type { LargeFolder } from "./large-folder.ts";

const TIMES_EVENTS = 1.3;
const TIMES_NODE = 10;
const PEAK_MIB = 300;

export function folderLines({ bytes, logs, exports, badNodes }: LargeFolder, origin: string): string {
  return [
    `Folder: ${logs} logs of 16 nodes and a proxy, ${(bytes / 1e6).toFixed(0)} MB, filled with ${origin};`,
    `        ${exports.length} exports: ${exports.join(", ")}. Bad nodes: ${badNodes.join(", ")}.`,
  ].join("\n");
}

export function diagnoseVerdicts(series: readonly Series[]): readonly Verdict[] {
  const found = (id: string): Series | null => series.find(({ subject }) => subject.id === id) ?? null;
  const diagnose = found("diagnose");
  const peak = diagnose === null ? null : (peakOf(diagnose)?.most ?? null);
  return [
    ratioVerdict(`diagnose: at most ${TIMES_EVENTS} times events with the same ids`, TIMES_EVENTS, [
      diagnose,
      found("events"),
    ]),
    {
      target: `diagnose: peak memory at most ${PEAK_MIB} MiB`,
      measured: peak === null ? null : `${Math.round(peak)} MiB`,
      byProcessorTime: null,
      met: peak === null ? null : peak <= PEAK_MIB,
    },
    ratioVerdict(`diagnose samples/missing-scp: at most ${TIMES_NODE} times node -e 0`, TIMES_NODE, [
      found("sample"),
      found("node"),
    ]),
  ];
}

function ratioVerdict(target: string, atMost: number, [own, other]: readonly [Series | null, Series | null]): Verdict {
  const wall = own === null || other === null ? null : ratioOf(own, other);
  const processor = own === null || other === null ? null : processorRatioOf(own, other);
  return {
    target,
    measured: wall === null ? null : `${times(wall.median)} (${times(wall.least)} to ${times(wall.most)})`,
    byProcessorTime: processor === null ? null : times(processor.median),
    met: wall === null ? null : wall.median <= atMost,
  };
}
