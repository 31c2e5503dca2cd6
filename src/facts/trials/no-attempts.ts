import type { ExportFile } from "../../evidence/index.ts";

/**
 * Why no attempt is known, the nearest to one first: all began outside the window that was asked for; no row of a list could be used, or
 * it has none; what was given could not be told to be a list; none was given.
 */
export type NoAttempts = "outside-window" | "list-unreadable" | "list-empty" | "list-unknown" | "not-given";

export function whyNoAttempts(
  files: readonly Pick<ExportFile, "kind" | "status">[],
  { areOutside }: { readonly areOutside: boolean },
): NoAttempts {
  if (areOutside) return "outside-window";
  const lists = files.filter(({ kind }) => kind === "sessions");
  if (lists.some(({ status }) => status === "unreadable")) return "list-unreadable";
  if (lists.length > 0) return "list-empty";
  return files.some(({ kind }) => kind === null) ? "list-unknown" : "not-given";
}
