import type { EvidenceRef } from "../../evidence/index.ts";
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
