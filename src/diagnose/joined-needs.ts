import type { Check } from "../checks/index.ts";
import type { AskedWindow, EventNeed } from "../evidence/index.ts";
import { type FactName, needsOf } from "../facts/index.ts";
import { CAUSE_FACTS } from "./cause-analysis.ts";

/** What no check asks for, and a report that joins all shows. */
const JOINED_FACTS: readonly FactName[] = ["identityHistories", ...CAUSE_FACTS];

/** The events to read for the checks, and for what a report that joins all shows besides. */
export function needsWithin(
  checks: readonly Check[],
  { joinsAll, window }: { readonly joinsAll: boolean; readonly window: AskedWindow },
): readonly EventNeed[] {
  const besides = joinsAll ? JOINED_FACTS : [];
  // Every fact names hosts, whatever names their records bear.
  const needs = needsOf(["hosts", ...besides, ...checks.flatMap((check) => check.meta.requires)]);
  return needs.map((need) => within(need, window));
}

function within(need: EventNeed, { since, until }: AskedWindow): EventNeed {
  if (need.anyTime === true) return need;
  return { ...need, ...(since === null ? {} : { since }), ...(until === null ? {} : { until }) };
}
