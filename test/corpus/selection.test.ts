import { expect, it } from "vitest";
import type { EvtxEvent, Selection } from "../../src/index.ts";
import { describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";

const ABSENT = "no such name";

interface Choice {
  readonly title: string;
  readonly selection: Selection;
  /** The same question, asked of decoded events. */
  readonly wanted: (event: EvtxEvent) => boolean;
}

/** Selections made from an event that the log holds, so that each finds something. */
function choicesFrom(event: EvtxEvent): readonly Choice[] {
  const { provider, eventId, level, computer, channel, time } = event;
  const ids = [{ from: eventId ?? 0, to: eventId ?? 0 }];
  const sameProvider = (other: EvtxEvent): boolean =>
    [other.provider, other.eventSourceName].some((name) => name?.toLowerCase() === provider?.toLowerCase());
  const firstLabel = (name: string | null): string | undefined => name?.split(".")[0]?.toLowerCase();
  return [
    {
      title: "provider and id",
      selection: [{ providers: [provider?.toUpperCase() ?? ABSENT], ids }],
      wanted: (other) => sameProvider(other) && other.eventId === eventId,
    },
    {
      title: "a range of ids",
      selection: [{ ids: [{ from: 0, to: eventId ?? 0 }] }],
      wanted: (other) => other.eventId !== null && other.eventId <= (eventId ?? 0),
    },
    {
      title: "level",
      selection: [{ levels: [level ?? 0] }],
      wanted: (other) => other.level === level,
    },
    {
      title: "the computer's first label",
      selection: [{ computers: [firstLabel(computer) ?? ABSENT] }],
      wanted: (other) => firstLabel(other.computer) === firstLabel(computer),
    },
    {
      title: "channel and time, or another id",
      selection: [
        { channels: [channel?.toLowerCase() ?? ABSENT], since: time, until: time + 36_000_000_000n },
        { ids: [{ from: 4624, to: 4624 }] },
      ],
      wanted: (other) =>
        (other.channel?.toLowerCase() === channel?.toLowerCase() &&
          other.time >= time &&
          other.time <= time + 36_000_000_000n) ||
        other.eventId === 4624,
    },
  ];
}

describeCorpus("a selection finds in the bytes what a filter finds in the decoded events", (corpus) => {
  it.each(corpus.names.filter((name) => name !== EMPTY_LOG))("%s", (name) => {
    const bytes = corpus.bytes(name);
    const events: EvtxEvent[] = [];
    scanLog(bytes, (record) => events.push(record.decode()));
    const sample = events[Math.floor(events.length / 2)];
    expect(sample).toBeDefined();
    if (sample === undefined) return;
    for (const { title, selection, wanted } of choicesFrom(sample)) {
      const found: number[] = [];
      scanLog(bytes, (record) => found.push(record.offset), { selection });
      const expected = events.filter(wanted).map(({ offset }) => offset);
      expect({ title, found }).toEqual({ title, found: expected });
      expect(found).toContain(sample.offset);
    }
  });
});
