import type { OwnershipRow } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";

/** Rows of one look may each have their own time. */
const LOOK_TICKS = 120n * 10_000_000n;
/** Fewer looks are written by hand as well. */
const FEWEST_LOOKS = 5;
/** Of all volumes at all looks; one that was offline, or came later, is missing. */
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
  const volumes = new Set(rows.map(({ volume }) => volume));
  const looks = looksIn(rows);
  const filled = looks.reduce((sum, look) => sum + look.volumes.size, 0);
  // Most lists are of moves, and end here.
  if (looks.length < FEWEST_LOOKS || filled < looks.length * volumes.size * LEAST_FILLED) return false;
  return isRegular(looks.map(({ time }) => time)) && repeatedShare(rows) >= LEAST_REPEATED;
}

interface Look {
  /** Of its first row. */
  readonly time: bigint;
  readonly volumes: Set<string>;
}

/** Rows within two minutes are one look; in order. */
function looksIn(rows: readonly ListedRow[]): readonly Look[] {
  const looks: Look[] = [];
  for (const { time, volume } of rows.toSorted((a, b) => compareBigint(a.time, b.time))) {
    const last = looks.at(-1);
    if (last !== undefined && time - last.time <= LOOK_TICKS) last.volumes.add(volume);
    else looks.push({ time, volumes: new Set([volume]) });
  }
  return looks;
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
