import { bytesSource, EvtxScan } from "../src/formats/evtx/index.ts";
import { compareText } from "../src/shared/order.ts";
import type { ChunkSet } from "./chunk-set.ts";

/** A kind of event to search for. */
export interface EventKind {
  readonly provider: string;
  readonly eventId: number;
}

/** The kind that fewest records of the set have: a search with few hits. The first by name, where several are as rare. */
export function rarestEvent(set: ChunkSet): EventKind {
  const kinds = new Map<string, EventKind & { readonly count: number }>();
  const sink = {
    record: (view: { system(): { provider: string | null; eventId: number | null } }): void => {
      const { provider, eventId } = view.system();
      if (provider === null || eventId === null) return;
      const key = `${provider}\0${eventId}`;
      kinds.set(key, { provider, eventId, count: (kinds.get(key)?.count ?? 0) + 1 });
    },
    damage: () => undefined,
    remark: () => undefined,
  };
  for (const chunk of set.chunks) {
    const log = new Uint8Array(4096 + chunk.length);
    log.set(chunk, 4096);
    const scan = new EvtxScan(bytesSource(log), sink);
    while (scan.next());
  }
  const [first] = [...kinds].toSorted(([a, x], [b, y]) => x.count - y.count || compareText(a, b));
  if (first === undefined) throw new Error("The chunks hold no event with a provider and an id.");
  return first[1];
}
