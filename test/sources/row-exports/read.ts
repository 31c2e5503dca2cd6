import { readRowText, type RowExportKind } from "../../../src/sources/row-exports/index.ts";
import { NO_ROW_OPTIONS, type RowOptions } from "../../../src/sources/row-tables/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";

export function read(text: string, options: Partial<RowOptions> = {}, asked: RowExportKind | null = null) {
  return readRowText(text, "export", { ...NO_ROW_OPTIONS, ...options }, asked);
}

export function sessions(text: string, options: Partial<RowOptions> = {}) {
  return read(text, options, "sessions").rows.sessions;
}

/** `2026-09-07T21:00:12Z`; fractions only where there are any. */
export function iso(ticks: bigint | null): string | null {
  return ticks === null ? null : filetimeToIso(ticks).replace(".0000000", "");
}

/** Code, count, line and example of what was left out. */
export function leftOut(text: string, options: Partial<RowOptions> = {}, asked: RowExportKind | null = null) {
  const { account } = read(text, options, asked);
  return account.leftOut.map(({ code, count, line, example }) => [code, count, line, example]);
}
