import type { OwnershipRow } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";

/** Fewer moments are written by hand as well. */
const FEWEST_MOMENTS = 5;
/** Of all volumes at all moments; one that was offline, or came later, is missing. */
const LEAST_FILLED = 0.8;
/** A list of moves names the owner that it named before by mistake only; most volumes stay where they are. */
const LEAST_REPEATED = 0.6;
/** Pauses that are the usual one, a quarter more or less: what runs by schedule. */
const LEAST_REGULAR = 0.8;

/**
 * Files with histories that are none: a schedule looks who owns every volume, and the rows say nothing of the moment of a move
 * between two looks. Told by rows of all volumes at regular moments, that repeat owners who stayed.
 */
export function snapshotSeries(rows: readonly OwnershipRow[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const [file, ofFile] of rowsByFile(rows)) if (isSeries(ofFile)) files.add(file);
  return files;
}

interface ListedRow extends OwnershipRow {
  readonly time: bigint;
}

function rowsByFile(rows: readonly OwnershipRow[]): ReadonlyMap<string, readonly ListedRow[]> {
  const files = new Map<string, ListedRow[]>();
  for (const row of rows) {
    if (!isListed(row)) continue;
    const known = files.get(row.file);
    if (known === undefined) files.set(row.file, [row]);
    else known.push(row);
  }
  return files;
}

function isListed(row: OwnershipRow): row is ListedRow {
  return row.form === "history" && row.time !== null;
}

function isSeries(rows: readonly ListedRow[]): boolean {
  const moments = new Set<bigint>();
  const volumes = new Set<string>();
  for (const { time, volume } of rows) {
    moments.add(time);
    volumes.add(volume);
  }
  // Most lists are of moves, and end here.
  if (moments.size < FEWEST_MOMENTS || rows.length < moments.size * volumes.size * LEAST_FILLED) return false;
  return isRegular([...moments].sort(compareBigint)) && repeatedShare(rows) >= LEAST_REPEATED;
}

function isRegular(moments: readonly bigint[]): boolean {
  const pauses = moments.slice(1).map((time, at) => time - (moments[at] ?? time));
  const usual = pauses.toSorted(compareBigint)[pauses.length >> 1] ?? 0n;
  const alike = pauses.filter((pause) => 4n * pause >= 3n * usual && 4n * pause <= 5n * usual);
  return alike.length >= pauses.length * LEAST_REGULAR;
}

/** Rows that name the same owner as the one before, of those that follow on any. */
function repeatedShare(rows: readonly ListedRow[]): number {
  let [repeated, all] = [0, 0];
  for (const [, ofVolume] of sortedGroups(rows, ({ volume }) => volume)) {
    const sorted = ofVolume.toSorted((a, b) => compareBigint(a.time, b.time));
    for (const [at, { node }] of sorted.entries()) {
      const before = sorted[at - 1];
      if (before === undefined) continue;
      all++;
      if (before.node === node) repeated++;
    }
  }
  return all === 0 ? 0 : repeated / all;
}
