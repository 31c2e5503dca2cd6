import type { AccountHistory } from "../facts/directory/index.ts";
import { type Arguments, span } from "../report/index.ts";

/** A change of an account beside its connection point's own date; `code` is appended to a finding's own. */
export interface ConnectionPointAge {
  readonly code: "" | "-point-older" | "-point-newer" | "-point-missing";
  readonly arguments: Arguments;
}

export function connectionPointAge(
  { host, connectionPointWritten: written }: AccountHistory,
  changed: bigint,
): ConnectionPointAge {
  if (host.connectionPoint.kind === "missing") return { code: "-point-missing", arguments: {} };
  if (host.connectionPoint.kind === "unknown" || written === null) return { code: "", arguments: {} };
  return {
    code: written < changed ? "-point-older" : "-point-newer",
    arguments: { written: span(written, written) },
  };
}

export function messagesWithAge(code: string, words: string): Readonly<Record<string, string>> {
  return {
    [code]: words,
    [`${code}-point-older`]: `${words}; its connection point is older than that, written {written}`,
    [`${code}-point-newer`]: `${words}; its connection point was written later, {written}`,
    [`${code}-point-missing`]: `${words}; it has no connection point`,
  };
}
