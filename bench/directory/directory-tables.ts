import type { Series } from "../measure.ts";
import { peakOf, processorRatioOf, ratioOf, requestsOf, secondsOf, userSecondsOf } from "../statistics.ts";
import { seconds, spread, table } from "../tables.ts";
import { times, type Verdict } from "../targets.ts";
import { auditId, plainSearchId } from "./directory-subjects.ts";
import { auditedObjects } from "./large-domain.ts";
import type { ServedDomain } from "./served-domain.ts";

const PEAK_MIB = 250;
const PAGE_SIZE = 500;
const REQUESTS_BESIDES_PAGES = 20;

export function domainLines(domains: readonly ServedDomain[]): string {
  return domains
    .map(({ size }) => {
      const { computers, hosts, missing, guests } = size;
      const kinds = `${hosts} Hyper-V hosts (${missing} without connection point), ${guests} virtual machines`;
      return `Domain: ${computers} computers, of them ${kinds}; ${auditedObjects(size)} objects to read.`;
    })
    .join("\n");
}

export function requestsTable(series: readonly Series[], domains: readonly ServedDomain[]): string {
  const rows = series.map((one) => {
    const domain = domains.find((each) => [auditId(each), plainSearchId(each)].includes(one.subject.id));
    const objects = domain === undefined ? null : auditedObjects(domain.size);
    const wall = secondsOf(one);
    return [
      one.subject.title,
      objects?.toString() ?? "-",
      requestsOf(one)?.most.toString() ?? "-",
      spread(wall),
      userSecondsOf(one) === null ? "-" : seconds(userSecondsOf(one)?.median ?? 0),
      wall === null || objects === null ? "-" : (objects / wall.median).toFixed(0),
      peakOf(one) === null ? "-" : Math.round(peakOf(one)?.most ?? 0).toString(),
    ];
  });
  return table(["reader", "objects", "requests", "wall s: median (range)", "user s", "objects/s", "peak MiB"], rows);
}

/** Requests and memory are bounded in the usual domain; the worst one, and times, are for the record. */
export function directoryVerdicts(series: readonly Series[], domains: readonly ServedDomain[]): readonly Verdict[] {
  return domains.flatMap((domain) => {
    const audit = series.find(({ subject }) => subject.id === auditId(domain)) ?? null;
    const search = series.find(({ subject }) => subject.id === plainSearchId(domain)) ?? null;
    return [requestsVerdict(domain, audit), peakVerdict(domain, audit), timeVerdict(domain, audit, search)];
  });
}

function requestsVerdict({ size }: ServedDomain, audit: Series | null): Verdict {
  const most = Math.floor(auditedObjects(size) / PAGE_SIZE) + REQUESTS_BESIDES_PAGES;
  const requests = audit === null ? null : (requestsOf(audit)?.most ?? null);
  return {
    target: `requests: at most objects / ${PAGE_SIZE} + ${REQUESTS_BESIDES_PAGES} = ${most}, ${size.hosts} hosts`,
    measured: requests === null ? null : String(requests),
    byProcessorTime: null,
    met: requests === null ? null : requests <= most,
  };
}

function peakVerdict({ size, isWorstCase }: ServedDomain, audit: Series | null): Verdict {
  const peak = audit === null ? null : (peakOf(audit)?.most ?? null);
  return {
    target: isWorstCase
      ? `peak memory, ${size.hosts} hosts`
      : `peak memory: at most ${PEAK_MIB} MiB, ${size.hosts} hosts`,
    measured: peak === null ? null : `${Math.round(peak)} MiB`,
    byProcessorTime: null,
    met: peak === null || isWorstCase ? null : peak <= PEAK_MIB,
  };
}

function timeVerdict({ size }: ServedDomain, audit: Series | null, search: Series | null): Verdict {
  const isMeasured = audit !== null && search !== null;
  const wall = isMeasured ? ratioOf(audit, search) : null;
  const processor = isMeasured ? processorRatioOf(audit, search) : null;
  return {
    target: `badnode scp, in times of ldapts alone, ${size.hosts} hosts`,
    measured: wall === null ? null : `${times(wall.median)} (${times(wall.least)} to ${times(wall.most)})`,
    byProcessorTime: processor === null ? null : times(processor.median),
    met: null,
  };
}
