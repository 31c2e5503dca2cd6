import { CompactEvents, gatherEvidence, NO_EXPORTS } from "../../src/evidence/index.ts";
import type { Attribution } from "../../src/facts/attribution/attribution.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import type { SimulatedCluster } from "./simulated-cluster.ts";

const NO_LATEST = 1n << 62n;

/** What the whole way from ownership and session rows over owners and trials makes of the cluster. */
export function attributedFromRows({ ownership, sessions, placement }: SimulatedCluster): Attribution {
  const evidence = gatherEvidence({
    window: { since: null, until: null },
    latest: NO_LATEST,
    events: [],
    compactEvents: new CompactEvents(),
    logs: [],
    exports: { ...NO_EXPORTS, ownership, sessions, placement },
  });
  return deriveFacts(evidence).attribution;
}

/** Kind and name of all that are called bad. */
export function calledBad({ candidates }: Attribution): string {
  return candidates
    .filter(({ verdict }) => verdict === "bad")
    .map(({ kind, name }) => `${kind} ${name}`)
    .join("\n");
}
