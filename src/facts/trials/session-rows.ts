import type { BackupSession } from "../../evidence/index.ts";

/** Most attempts have one row, which needs no list. */
export type Rows = BackupSession | readonly [BackupSession, ...BackupSession[]];

export function isSet(rows: Rows): rows is readonly [BackupSession, ...BackupSession[]] {
  return Array.isArray(rows);
}

/** What rows of one attempt say alike, if any do; null where they differ, for none of them is the whole attempt's. */
export function theOne(rows: Rows, told: (row: BackupSession) => string | null): string | null {
  if (!isSet(rows)) return told(rows);
  let one: string | null = null;
  for (const row of rows) {
    const text = told(row);
    if (text === null || text === one) continue;
    if (one !== null) return null;
    one = text;
  }
  return one;
}
