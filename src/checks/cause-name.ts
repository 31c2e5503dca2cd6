import type { CauseName } from "../facts/index.ts";

/** As the subject of a finding names it: `job Nightly 3`, `from 22:00 UTC`. */
export function causeName({ kind, name }: CauseName): string {
  switch (kind) {
    case "node":
    case "volume":
    case "proxy":
      return name;
    case "job":
      return `job ${name}`;
    case "vm":
      return `VM ${name}`;
    case "vm-host":
      return `VMs on ${name}`;
    case "hour":
      return `from ${name}:00 UTC`;
  }
}

/** Within a sentence. */
export function causeInSentence(cause: CauseName): string {
  return cause.kind === "hour" ? `${cause.name}:00 UTC` : causeName(cause);
}
