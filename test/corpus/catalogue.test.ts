import { expect, it } from "vitest";
import {
  BOOTED_VERSION,
  CATALOGUE,
  CLOCK_CHANGED,
  HOST_RENAMED,
  isEvent,
  LOG_CLEARED,
  RESTART_INITIATED,
  readBootedVersion,
  readClockChange,
  readFields,
  readHostRename,
  readLogClearing,
  readRestartRequest,
  readStartedVersion,
  renderMessage,
  SECURITY_LOG_CLEARED,
  SYSTEM_STARTED,
} from "../../src/catalogue/index.ts";
import type { EvtxEvent } from "../../src/event-logs.ts";
import { describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";

describeCorpus("the catalogue knows the events of real logs", (corpus) => {
  const events: EvtxEvent[] = [];
  for (const name of corpus.names.filter((name) => name !== EMPTY_LOG)) {
    scanLog(corpus.bytes(name), (record) => {
      const event = record.decode();
      if (event.state === "intact" && CATALOGUE.some((entry) => isEvent(entry, event))) events.push(event);
    });
  }
  const of = (entry: (typeof CATALOGUE)[number]): readonly EvtxEvent[] =>
    events.filter((event) => isEvent(entry, event));

  it("each by a layout, in a channel that the entry names", () => {
    const strange: string[] = [];
    let known = 0;
    for (const entry of CATALOGUE) {
      for (const event of of(entry)) {
        const shape = `${event.provider ?? ""} ${entry.id} of ${event.data.length} data in ${event.channel ?? ""}`;
        if (readFields(entry, event).layout === null || !entry.channels.some((name) => name === event.channel)) {
          strange.push(shape);
        }
        known++;
      }
    }
    expect(strange).toEqual([]);
    expect(known).toBeGreaterThan(2000);
  });

  it("with every insertion of its message", () => {
    const withGaps = CATALOGUE.flatMap((entry) =>
      of(entry)
        .map((event) => renderMessage(entry, event))
        .filter((message) => message !== null && /%\d/.test(message)),
    );
    expect(withGaps).toEqual([]);
    expect(renderMessage(HOST_RENAMED, of(HOST_RENAMED)[0] ?? { data: [] })).toMatch(/^The NetBIOS name .* to \S+\.$/);
  });

  it("with what their accessors say", () => {
    const clearings = [...of(LOG_CLEARED), ...of(SECURITY_LOG_CLEARED)].map(readLogClearing);
    const read = {
      clockChanges: of(CLOCK_CHANGED).map(readClockChange),
      bootedVersions: of(BOOTED_VERSION).map(readBootedVersion),
      startedVersions: of(SYSTEM_STARTED).map(readStartedVersion),
      newNames: of(HOST_RENAMED).map((event) => readHostRename(event).newName),
      reasonCodes: of(RESTART_INITIATED).map((event) => readRestartRequest(event).reasonCode),
      clearedChannels: clearings.map((clearing) => clearing?.channel ?? null),
      clearingAccounts: clearings.map((clearing) => clearing?.by ?? null),
    };
    for (const values of Object.values(read)) {
      expect(values).not.toEqual([]);
      expect(values).not.toContain(null);
    }
    expect(of(RESTART_INITIATED).filter((event) => readRestartRequest(event).isUpgrade)).not.toEqual([]);
  });
});
