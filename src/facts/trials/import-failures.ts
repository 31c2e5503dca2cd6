import { readMissingLun } from "../../catalogue/index.ts";
import { compareEvents, type EventEvidence, type Proof } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import type { FailedImports } from "../failed-imports.ts";
import { PAIRING_TICKS } from "../import-pairing.ts";
import { isMissingLun, type MissingLuns } from "../missing-luns.ts";
import { namesInText } from "./names-in-text.ts";

/** An import that failed on a proxy, as its Application log tells it: no product's list, no success beside it. */
export interface ImportFailure {
  readonly proxy: string;
  /** FILETIME ticks. */
  readonly time: bigint;
  /** GUIDs in its texts, lower case without braces: a snapshot set may be among them. */
  readonly guids: readonly string[];
  /** What else may name a volume: LUN serials, paths, words with a number in them. */
  readonly names: readonly string[];
  /** Where names that are known may stand. */
  readonly texts: readonly string[];
  readonly evidence: Proof;
}

const MOST_NAMES = 256;
const MOST_TEXTS = 256;

/** VSS 12293 with the vendor's events beside it, and 12362 to 12364 near it or alone; by time, then proxy. */
export function importFailures(
  { storms }: Pick<FailedImports, "storms">,
  missingLuns: readonly MissingLuns[],
): readonly ImportFailure[] {
  const lunEvents = new Map<string, EventEvidence[]>();
  for (const { proxy, events } of missingLuns) {
    const ofProxy = lunEvents.get(proxy) ?? [];
    lunEvents.set(proxy, ofProxy);
    ofProxy.push(...events);
  }
  for (const events of lunEvents.values()) events.sort(compareEvents);
  const failures: ImportFailure[] = [];
  const taken = new Set<EventEvidence>();
  for (const { proxy, imports } of storms) {
    const luns = lunEvents.get(proxy) ?? [];
    let next = 0;
    for (const { call, vendorEvents } of imports) {
      while (next < luns.length && (luns[next]?.time ?? 0n) < call.time - PAIRING_TICKS) next++;
      const near: EventEvidence[] = [];
      for (let at = next; at < luns.length; at++) {
        const event = luns[at];
        if (event === undefined || event.time > call.time + PAIRING_TICKS) break;
        if (taken.has(event)) continue;
        taken.add(event);
        near.push(event);
      }
      failures.push(failureOf(proxy, [call, ...vendorEvents, ...near]));
    }
  }
  for (const [proxy, events] of lunEvents) {
    for (const event of events) if (!taken.has(event)) failures.push(failureOf(proxy, [event]));
  }
  return failures.sort((a, b) => compareBigint(a.time, b.time) || compareText(a.proxy, b.proxy));
}

function failureOf(proxy: string, events: readonly [EventEvidence, ...EventEvidence[]]): ImportFailure {
  const [first, ...others] = events;
  const guids = new Set<string>();
  const names = new Set<string>();
  const texts = new Set<string>();
  for (const event of events) {
    if (isMissingLun(event)) {
      const { serialNumber, storageIdentifiers } = readMissingLun(event);
      for (const name of [serialNumber, ...storageIdentifiers]) if (name !== null) names.add(name);
    }
    for (const { value } of event.data) {
      const named = namesInText(value);
      for (const guid of named.guids) guids.add(guid);
      for (const name of named.names) if (names.size < MOST_NAMES) names.add(name);
      if (texts.size < MOST_TEXTS) texts.add(value);
    }
  }
  return {
    proxy,
    time: first.time,
    guids: [...guids].sort(compareText),
    names: [...names].sort(compareText),
    texts: [...texts].sort(compareText),
    evidence: [first.ref, ...others.map(({ ref }) => ref)],
  };
}
