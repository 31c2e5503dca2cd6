import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-FailoverClustering-CsvFs-Diagnostic";

/** The file system of Cluster Shared Volumes, on every node. */
const CSV_FILE_SYSTEM = {
  provider: PROVIDER,
  providerGuid: "{6a86ae90-4e9b-4186-b1d1-9ce0e02bcbc1}",
  channel: "Microsoft-Windows-FailoverClustering-CsvFs/Operational",
  level: "information",
  payload: "event-data",
  certainty: { ...VERIFIED, channel: "inferred", level: "unverified", fields: "unverified" },
  sources: [messageTable(PROVIDER), "a pairing of channel and provider in a public script"],
} as const;

const VOLUME = datum("volume", "pointer");
const VOLUME_ID = datum("volumeId", "volume");
const OLD_STATE = datum("oldState", "state before");

export const VOLUME_SET_DOWNLEVEL = defineEvent({
  ...CSV_FILE_SYSTEM,
  id: 8704,
  layouts: [
    layout(
      "Volume %2 transitioning from %3 to SetDownlevel. Local %4; Flags %5; CountersName %6; Volume target path %7; File " +
        "System target path %8.",
      VOLUME,
      VOLUME_ID,
      OLD_STATE,
      datum("local", "whether this node coordinates the volume"),
      datum("flags", "flags"),
      datum("countersName", "name of its counters"),
      datum("volumeTarget", "where the volume is, seen from this node"),
      datum("fileSystemTarget", "where its file system is, seen from this node"),
    ),
  ],
  meaning: "How this node reaches a volume: on its own where it is the coordinator, else through the coordinator.",
});

export const VOLUME_TRANSITION = defineEvent({
  ...CSV_FILE_SYSTEM,
  id: 8960,
  layouts: [
    layout("Volume %2 transitioning from %3 to %4.", VOLUME, VOLUME_ID, OLD_STATE, datum("newState", "state after")),
  ],
  meaning: "A volume is paused or resumed on this node: every node does so around each change of its owner.",
});

/** Its names are published, in a dump of its template. */
export const VOLUME_AUTOPAUSED = defineEvent({
  ...CSV_FILE_SYSTEM,
  id: 9296,
  level: "warning",
  layouts: [
    layout(
      "Volume %2 is autopaused. Status %6. Source: %7.",
      datum("volume", "pointer", "Volume"),
      datum("volumeId", "volume", "VolumeId"),
      datum("countersName", "name of its counters", "CountersName"),
      datum("fromDirectIo", "whether it comes from direct I/O", "FromDirectIo"),
      unusedDatum("Irp"),
      datum("status", "NTSTATUS", "Status"),
      datum("source", "what noticed it, as a number", "Source"),
      unusedDatum("Parameter1"),
      unusedDatum("Parameter2"),
      unusedDatum("LastUptime"),
      unusedDatum("CurrentDowntime"),
      unusedDatum("TimeSinceLastStateTransition"),
      unusedDatum("Lifetime"),
    ),
  ],
  meaning: "A volume was paused on this node after an error.",
  certainty: VERIFIED,
  sources: ["a dump of the template", ...CSV_FILE_SYSTEM.sources],
});

const GUID = /\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?/i;

/** Which volume an 8704, 8960 or 9296 is about: a GUID, lower case with braces; null: not shown. */
export function readVolumeId(event: Pick<EventFields, "data">): string | null {
  const named = readFields(VOLUME_AUTOPAUSED, event).fields.volumeId;
  const volumeId = named ?? readFields(VOLUME_SET_DOWNLEVEL, event).fields.volumeId;
  const digits = GUID.exec(volumeId ?? "")?.[1];
  return digits === undefined ? null : `{${digits.toLowerCase()}}`;
}
