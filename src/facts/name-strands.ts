import type { EventRef, LogEvidence, LogOrigin, RecordPlace } from "../evidence/index.ts";
import { filetimeToIso } from "../shared/filetime.ts";
import { compareBigint } from "../shared/order.ts";
import type { ComputerNames, NameKey } from "./computer-names.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/** All records of one name in one log, whatever forms of the name they bear. Times are FILETIME ticks. */
export interface NameStrand {
  readonly name: NameKey;
  readonly from: bigint;
  readonly to: bigint;
  /** The records with the lowest and the highest id. */
  readonly first: EventRef;
  readonly last: EventRef;
  readonly firstId: bigint;
  readonly lastId: bigint;
  /** In lower case; null where its forms have none or several. */
  readonly domain: string | null;
}

/** What one file holds of one channel; strands by record id. */
export interface NamedLog {
  readonly path: string;
  readonly channel: string;
  readonly strands: Group<NameStrand>;
  /** The file holds other channels too, as one does that collects records of several machines. */
  readonly isCollection: boolean;
}

/** Logs whose records say when and under which ids which name wrote; in order of path and channel. */
export function namedLogs(logs: readonly LogEvidence[], names: ComputerNames): readonly NamedLog[] {
  return logs.flatMap(({ path, origins }) => {
    const byChannel = sortedGroups(
      origins.filter(({ computer }) => computer.trim() !== ""),
      ({ channel }) => channel.toLowerCase(),
    );
    return byChannel.flatMap(([channel, group]) => {
      const byName = sortedGroups(group, ({ computer }) => names.keyOf(computer));
      const strands = byName.map(([name, forms]) => strandOf(name, forms, path));
      const [first, ...rest] = strands
        .flatMap((strand) => strand ?? [])
        .sort((a, b) => compareBigint(a.firstId, b.firstId));
      if (first === undefined || strands.includes(null)) return [];
      return [{ path, channel, strands: [first, ...rest] as const, isCollection: byChannel.length > 1 }];
    });
  });
}

/** null: a form without a record whose id and time can be relied on. */
function strandOf(name: NameKey, forms: Group<LogOrigin>, path: string): NameStrand | null {
  let strand: NameStrand | null = null;
  for (const origin of forms) {
    const { channel, from, to } = origin;
    const ends = endsOf(origin);
    if (from === null || to === null || ends === null) return null;
    const ref = ({ recordId, time }: RecordPlace): EventRef => ({
      kind: "event",
      file: path,
      channel,
      recordId: recordId.toString(),
      time: filetimeToIso(time),
    });
    const { first, last } = ends;
    const ids = { firstId: first.recordId, lastId: last.recordId };
    const form = { name, from, to, first: ref(first), last: ref(last), ...ids, domain: domainOf(forms) };
    strand = strand === null ? form : joined(strand, form);
  }
  return strand;
}

function domainOf(forms: readonly LogOrigin[]): string | null {
  const [domain = null, ...others] = new Set(
    forms.map(({ computer }) => /\.(.+)$/.exec(computer.toLowerCase())?.[1]).filter((one) => one !== undefined),
  );
  return others.length === 0 ? domain : null;
}

/** Of all records where they were counted, else of a sample. */
function endsOf({ stretches, ends }: LogOrigin): NonNullable<LogOrigin["ends"]> | null {
  const [first, last] = [stretches?.[0], stretches?.at(-1)];
  if (first === undefined || last === undefined) return ends ?? null;
  return {
    first: { recordId: first.firstId, time: first.firstTime },
    last: { recordId: last.lastId, time: last.lastTime },
  };
}

function joined(a: NameStrand, b: NameStrand): NameStrand {
  const [low, high] = [a.firstId <= b.firstId ? a : b, a.lastId >= b.lastId ? a : b];
  return {
    name: a.name,
    from: a.from < b.from ? a.from : b.from,
    to: a.to > b.to ? a.to : b.to,
    first: low.first,
    firstId: low.firstId,
    last: high.last,
    lastId: high.lastId,
    domain: a.domain,
  };
}
