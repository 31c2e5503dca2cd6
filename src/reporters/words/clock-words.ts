import type { ClockRow, ClockTolerance } from "../../report/index.ts";
import { listed } from "./list-words.ts";
import { compareBigint } from "../../shared/order.ts";
import { visibleText } from "../records/visible-text.ts";
import { countWords } from "./phrase-words.ts";

/** Those that differ most are what a tolerance is made of. */
const SHOWN_CLOCKS = 4;
/** What a record of the same fact comes later by is no less. */
const ONE_SECOND = 10_000_000n;

/** By how much clocks were taken to differ, and what tells it. */
export function clockWords({ tolerance, isEstimated, hosts }: ClockTolerance): string {
  const taken = `taken to differ by up to ${secondsWords(tolerance)}`;
  if (!isEstimated) return `${taken}: assumed, as nothing given tells how they differ`;
  const known = hosts.flatMap((row) => (row.offset === null ? [] : [{ ...row, offset: row.offset }]));
  const apart = known
    .filter(({ offset }) => size(offset) > ONE_SECOND)
    .sort((a, b) => compareBigint(size(b.offset), size(a.offset)));
  const close = known.length - apart.length;
  const words = [
    ...listed(apart.map(hostClockWords), SHOWN_CLOCKS),
    ...(close === 0 ? [] : [`${hostsWords(close)} within 1 s of the rest`]),
  ];
  return `${taken}, estimated from what several hosts log of one fact: ${words.map(visibleText).join("; ")}`;
}

function hostsWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? "host" : "hosts"}`;
}

function hostClockWords({ host, offset, spread, facts }: ClockRow & { readonly offset: bigint }): string {
  const where =
    offset === 0n ? "neither ahead nor behind" : `${secondsWords(size(offset))} ${offset > 0n ? "ahead" : "behind"}`;
  return `${host} ${where} (${countWords(facts)} facts, half of them within ${secondsWords(spread ?? 0n)})`;
}

function size(ticks: bigint): bigint {
  return ticks < 0n ? -ticks : ticks;
}

/** `2 min`, `45.2 s`. */
function secondsWords(ticks: bigint): string {
  const tenths = (ticks + 500_000n) / 1_000_000n;
  if (tenths >= 600n && tenths % 600n === 0n) return `${tenths / 600n} min`;
  return tenths % 10n === 0n ? `${tenths / 10n} s` : `${tenths / 10n}.${tenths % 10n} s`;
}
