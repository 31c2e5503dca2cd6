import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { type Certainties, datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { readFields } from "./read-fields.ts";

/** Drivers log through the I/O manager: %1 is the device object, and Binary a packet. */
const DRIVER = {
  providerGuid: null,
  channel: "System",
  level: "warning",
  payload: "event-data",
  certainty: VERIFIED,
  sources: ["ntiologc.h of the WDK"],
} as const;

/** The message names %2 alone: how many data there are follows from other events of the source. */
const COUNT_NOT_SHOWN: Certainties = { ...VERIFIED, fields: "inferred" };

const DEVICE = datum("device", "device object");
const DISK = datum("disk", "disk number");

// Other events of the source have the disk in %3 and a block in %2.
const DISK_LAYOUT = [DEVICE, DISK, unusedDatum(), datum("physicalDevice", "physical device object")] as const;

/** Usual when a snapshot's LUN is taken away after its backup, and no good sign in the middle of one. */
export const DISK_SURPRISE_REMOVED = defineEvent({
  ...DRIVER,
  provider: "disk",
  id: 157,
  certainty: COUNT_NOT_SHOWN,
  layouts: [layout("Disk %2 has been surprise removed.", ...DISK_LAYOUT)],
  meaning: "A LUN went away while it was in use.",
});

export const DUPLICATE_DISK_IDENTIFIERS = defineEvent({
  ...DRIVER,
  provider: "disk",
  id: 158,
  certainty: COUNT_NOT_SHOWN,
  layouts: [
    layout(
      "Disk %2 has the same disk identifiers as one or more disks connected to the system. Go to Microsoft's support " +
        "website (http://support.microsoft.com) and search for KB2983588 to resolve the issue.",
      ...DISK_LAYOUT,
    ),
  ],
  meaning: "A clone is visible beside its original: this machine was shown both.",
});

export const DUPLICATE_DISK_SIGNATURE = defineEvent({
  ...DRIVER,
  provider: "partmgr",
  id: 58,
  layouts: [
    layout(
      "The disk signature of disk %2 is equal to the disk signature of disk %3.",
      DEVICE,
      DISK,
      datum("otherDisk", "number of the other disk"),
    ),
  ],
  meaning: "A snapshot's LUN was presented to the machine that has the original.",
  sources: ["ntiologc.h of the WDK", "MicrosoftDocs name event 58"],
});

/** The number that Windows gave a disk; it holds until the next boot only. */
export interface DuplicateDisk {
  /** null: not shown. */
  readonly disk: number | null;
  /** The disk that it equals; null: not shown, or the event names none. */
  readonly otherDisk: number | null;
}

export function readDuplicateSignature(event: Pick<EventFields, "data">): DuplicateDisk {
  const { disk, otherDisk } = readFields(DUPLICATE_DISK_SIGNATURE, event).fields;
  return { disk: diskNumber(disk), otherDisk: diskNumber(otherDisk) };
}

/** The disk of a 157 or 158. */
export function readDiskNumber(event: Pick<EventFields, "data">): number | null {
  return diskNumber(readFields(DUPLICATE_DISK_IDENTIFIERS, event).fields.disk);
}

const NUMBER = /^\d{1,6}$/;

function diskNumber(text: string | null): number | null {
  return NUMBER.test(text ?? "") ? Number(text) : null;
}
