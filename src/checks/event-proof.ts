import type { EventEvidence, Proof } from "../evidence/index.ts";
import type { EventKind, Finding } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { compareText } from "../shared/order.ts";

/** The events as proof, with their distinct kinds in order of id and provider. */
export function eventProof(
  first: EventEvidence,
  rest: readonly EventEvidence[],
): Pick<Finding, "evidence" | "eventKinds"> {
  const evidence: Proof = [first.ref, ...rest.map((event) => event.ref)];
  const kinds = new Map<string, EventKind>();
  for (const { provider, eventId: id, level } of [first, ...rest]) {
    if (id !== null) kinds.set(JSON.stringify([provider, id, level]), { provider, id, level });
  }
  return { evidence, eventKinds: [...kinds.values()].sort(compareKinds) };
}

/** `VMMS 14050`: the kinds among the events by the last word of their provider and their id, sorted. */
export function eventNames(events: readonly EventEvidence[]): readonly string[] {
  const shown = events.map(({ provider, eventId }) => `${provider?.split("-").at(-1) ?? "event"} ${eventId ?? "?"}`);
  return distinctTexts(shown);
}

function compareKinds(a: EventKind, b: EventKind): number {
  return a.id - b.id || compareText(a.provider ?? "", b.provider ?? "") || (a.level ?? -1) - (b.level ?? -1);
}
