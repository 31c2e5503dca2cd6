import type { EvidenceRef } from "../../evidence/index.ts";
import type { Argument, Arguments, Moment, Span } from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";

/** Fields in the contract's order, whatever order the source gave them in. */
export function evidenceObject(ref: EvidenceRef): object {
  switch (ref.kind) {
    case "event":
      return { kind: ref.kind, file: ref.file, channel: ref.channel, recordId: ref.recordId, time: ref.time };
    case "directory":
      return { kind: ref.kind, server: ref.server, dn: ref.dn, attribute: ref.attribute, value: ref.value };
    case "row":
      return { kind: ref.kind, file: ref.file, line: ref.line, time: ref.time };
    case "setting":
      return { kind: ref.kind, file: ref.file, path: ref.path };
  }
}

export function timeOrNull(ticks: bigint | null): string | null {
  return ticks === null ? null : filetimeToIso(ticks);
}

export function spanObject({ from, to }: Span): { readonly from: string | null; readonly to: string | null } {
  return { from: timeOrNull(from), to: timeOrNull(to) };
}

export function momentObject({ after, before }: Moment): object {
  return { after: timeOrNull(after), before: timeOrNull(before) };
}

export function argumentsObject(given: Arguments): object {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, argumentValue(value)]));
}

function argumentValue(argument: Argument): unknown {
  switch (argument.kind) {
    case "text":
    case "count":
    case "probability":
      return argument.value;
    case "span":
      return { first: timeOrNull(argument.first), last: timeOrNull(argument.last) };
    case "names":
      return argument.values;
  }
}
