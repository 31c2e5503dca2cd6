import type { EventEvidence } from "../evidence/index.ts";
import { count, names, type Phrase } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { eventNames } from "./event-proof.ts";
import { shownValues } from "./shown-values.ts";

/** What storms of records on several hosts come to: how many records of which events, on which hosts. */
export function hostStormsSummary(
  storms: readonly { readonly host: string; readonly events: readonly EventEvidence[] }[],
): Phrase {
  const records = storms.flatMap(({ events }) => events);
  return {
    code: "summary",
    arguments: {
      records: count(records.length),
      events: shownValues(eventNames(records)),
      hosts: names(distinctTexts(storms.map(({ host }) => host))),
      storms: count(storms.length),
    },
  };
}
