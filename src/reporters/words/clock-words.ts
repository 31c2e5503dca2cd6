import type { ClockRow, ClockTolerance, ProxyClockRow } from "../../report/index.ts";
import { listWords } from "./list-words.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { visibleText } from "../records/visible-text.ts";
import { countWords, listed } from "./phrase-words.ts";

/** Those that differ most are what a tolerance is made of. */
const SHOWN_CLOCKS = 4;
/** What a record of the same fact comes later by is no less. */
const ONE_SECOND = 10_000_000n;
/** Imports are quick and slow; by more than two minutes bounds differ where the clock was set, or all imports were slow. */
const OTHER_CLOCK = 120n * ONE_SECOND;

/** By how much clocks were taken to differ, and what tells it. */
export function clockWords(clocks: ClockTolerance): string {
  const { tolerance, isEstimated, hosts, proxies } = clocks;
  const taken = `taken to differ by up to ${secondsWords(tolerance)}${proxyToleranceWords(clocks)}`;
  if (!isEstimated) return `${taken}: assumed, as nothing given tells how they differ`;
  const known = hosts.flatMap((row) => (row.offset === null ? [] : [{ ...row, offset: row.offset }]));
  const apart = known
    .filter(({ offset }) => size(offset) > ONE_SECOND)
    .sort((a, b) => compareBigint(size(b.offset), size(a.offset)));
  const close = known.length - apart.length;
  const bounded = [...proxies].filter(isBounded).sort(widestFirst);
  const words = [
    ...listed(apart.map(hostClockWords), SHOWN_CLOCKS),
    ...(close === 0 ? [] : [`${hostsWords(close)} within 1 s of the rest`]),
    ...listed(bounded.map(proxyClockWords), SHOWN_CLOCKS),
  ];
  return `${taken}, estimated from what several hosts log of one fact: ${words.map(visibleText).join("; ")}`;
}

/** Whether a proxy's clock may be so far off that attempts cannot be used for it: its administrator should know. */
export function hasWrongClock({ tolerance, proxies }: ClockTolerance): boolean {
  return proxies.some((row) => row.tolerance > tolerance);
}

function proxyToleranceWords({ tolerance, proxies }: ClockTolerance): string {
  const wide = proxies.filter((row) => row.tolerance > tolerance).sort(widestFirst);
  const [widest] = wide;
  if (widest === undefined) return "";
  const names = visibleText(
    listWords(
      wide.map(({ proxy }) => proxy),
      SHOWN_CLOCKS,
    ),
  );
  return `, those of ${names} and of lists that may have such a clock by up to ${secondsWords(widest.tolerance)}`;
}

function hostsWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? "host" : "hosts"}`;
}

function hostClockWords({ host, offset, spread, facts }: ClockRow & { readonly offset: bigint }): string {
  const where =
    offset === 0n ? "neither ahead nor behind" : `${secondsWords(size(offset))} ${offset > 0n ? "ahead" : "behind"}`;
  return `${host} ${where} (${countWords(facts)} facts, half of them within ${secondsWords(spread ?? 0n)})`;
}

type BoundedRow = ProxyClockRow & { readonly aheadAtMost: bigint; readonly aheadAtMostEver: bigint };

function isBounded(row: ProxyClockRow): row is BoundedRow {
  return row.aheadAtMost !== null && row.aheadAtMostEver !== null;
}

function widestFirst(a: ProxyClockRow, b: ProxyClockRow): number {
  return compareBigint(b.tolerance, a.tolerance) || compareText(a.proxy, b.proxy);
}

/** A bound is told as one, and not as what the clock shows. */
function proxyClockWords({ proxy, aheadAtMost, aheadAtMostEver, sets }: BoundedRow): string {
  const ever = aheadAtMostEver - aheadAtMost > OTHER_CLOCK ? `, at other times ${boundWords(aheadAtMostEver)}` : "";
  return `${proxy} ${boundWords(aheadAtMost)}${ever} (${countWords(sets)} snapshot ${sets === 1 ? "set" : "sets"})`;
}

function boundWords(bound: bigint): string {
  return bound < 0n ? `${secondsWords(-bound)} or more behind` : `at most ${secondsWords(bound)} ahead`;
}

function size(ticks: bigint): bigint {
  return ticks < 0n ? -ticks : ticks;
}

/** `2 min`, `45.2 s`, `1 h 5 s`. */
function secondsWords(ticks: bigint): string {
  const tenths = (ticks + 500_000n) / 1_000_000n;
  if (tenths >= 6000n) return longWords((ticks + ONE_SECOND / 2n) / ONE_SECOND);
  if (tenths >= 600n && tenths % 600n === 0n) return `${tenths / 600n} min`;
  return tenths % 10n === 0n ? `${tenths / 10n} s` : `${tenths / 10n}.${tenths % 10n} s`;
}

function longWords(seconds: bigint): string {
  const parts = [
    [seconds / 86_400n, "d"],
    [(seconds / 3600n) % 24n, "h"],
    [(seconds / 60n) % 60n, "min"],
    [seconds % 60n, "s"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0n ? [] : [`${count} ${unit}`])).join(" ");
}
