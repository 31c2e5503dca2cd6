import type { HostIdentity, IdentityEntry, IdentityLog } from "../../report/index.ts";
import { compareBigint } from "../../shared/order.ts";
import { visibleText } from "../records/visible-text.ts";
import { shortChannel } from "./identity-words.ts";

/** One moment of a history: something that happened, or where logs begin and end, beyond which they tell nothing. */
export type IdentityMoment =
  | { readonly kind: "entry"; readonly time: bigint; readonly entry: IdentityEntry }
  | { readonly kind: "reach"; readonly time: bigint; readonly words: string };

interface LogEnd {
  readonly channel: string;
  readonly time: bigint;
  readonly isBegin: boolean;
}

/** What happened and how far each log reaches, on one line of time; logs between whose begins nothing happened begin together. */
export function identityTimeline({ entries, logs }: HostIdentity): readonly IdentityMoment[] {
  const ends = logs.flatMap(endsOf).sort((a, b) => compareBigint(a.time, b.time));
  const moments: IdentityMoment[] = [];
  let next = 0;
  for (const entry of entries) {
    // What a log's last record tells stands before its end, and what its first one tells behind its begin.
    const until = ends.findIndex(({ time, isBegin }) => (isBegin ? time > entry.time : time >= entry.time));
    const passed = until === -1 ? ends.length : Math.max(next, until);
    moments.push(...reaches(ends.slice(next, passed)), { kind: "entry", time: entry.time, entry });
    next = passed;
  }
  return [...moments, ...reaches(ends.slice(next))];
}

function endsOf({ channel, from, to }: IdentityLog): readonly LogEnd[] {
  return [
    ...(from === null ? [] : [{ channel, time: from, isBegin: true }]),
    ...(to === null ? [] : [{ channel, time: to, isBegin: false }]),
  ];
}

/** Neighbours of one kind as one; the time is that of the last to begin, or of the first to end: within, all are there. */
function reaches(ends: readonly LogEnd[]): readonly IdentityMoment[] {
  const runs: LogEnd[][] = [];
  for (const end of ends) {
    const last = runs.at(-1);
    if (last?.[0]?.isBegin === end.isBegin) last.push(end);
    else runs.push([end]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return [];
    const names = run.map(({ channel }) => visibleText(shortChannel(channel))).join(", ");
    return [
      {
        kind: "reach" as const,
        time: first.isBegin ? last.time : first.time,
        words: `${first.isBegin ? "Logs from here on" : "Logs up to here"}: ${names}`,
      },
    ];
  });
}
