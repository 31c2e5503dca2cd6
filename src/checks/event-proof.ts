import type { EventEvidence, Proof } from "../evidence/index.ts";
import type { Finding } from "../report/index.ts";

/** The events as proof, with their distinct ids in ascending order. */
export function eventProof(
  first: EventEvidence,
  rest: readonly EventEvidence[],
): Pick<Finding, "evidence" | "eventIds"> {
  const evidence: Proof = [first.ref, ...rest.map((event) => event.ref)];
  const eventIds = [...new Set([first, ...rest].flatMap((event) => event.eventId ?? []))].sort((a, b) => a - b);
  return { evidence, eventIds };
}
