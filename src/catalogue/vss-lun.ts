import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { VSS_MESSAGE_TABLE } from "./sources.ts";

const VSS_LUN = {
  provider: "VSS",
  providerGuid: null,
  channel: "Application",
  level: "error",
  payload: "event-data",
  certainty: { ...VERIFIED, payload: "inferred" },
  sources: [VSS_MESSAGE_TABLE],
} as const;

const LUN_LINES =
  "\n\nLUN ID\t\t\t%1\n\nVersion\t\t\t%2\nDevice Type\t\t%3\nDevice TypeModifier\t%4\nCommand Queueing\t%5\nBus Type\t\t%6\n" +
  "Vendor Id\t\t%7\nProduct Id\t\t%8\nProduct Revision\t\t%9\nSerial Number\t\t%10\n\nStorage Identifiers\n%11\n\n%12";

const LUN_FIELDS = [
  datum("lunId", "LUN id"),
  datum("version", "version"),
  datum("deviceType", "device type"),
  datum("deviceTypeModifier", "device type modifier"),
  datum("commandQueueing", "command queueing"),
  datum("busType", "bus type"),
  datum("vendor", "vendor id"),
  datum("product", "product id"),
  datum("productRevision", "product revision"),
  datum("serialNumber", "serial number"),
  datum("storageIdentifiers", "storage identifiers"),
  datum("context", "operation and context"),
] as const;

export const SHADOW_COPY_LUN_MISSING = defineEvent({
  ...VSS_LUN,
  id: 12362,
  layouts: [layout(`A Shadow Copy LUN was not detected in the system and did not arrive.${LUN_LINES}`, ...LUN_FIELDS)],
  meaning: "A snapshot's LUN never reached this machine.",
});

export const HIDDEN_VOLUME_LUN_MISSING = defineEvent({
  ...VSS_LUN,
  id: 12363,
  layouts: [
    layout(
      `An expected hidden volume arrival did not complete because this LUN was not detected.${LUN_LINES}`,
      ...LUN_FIELDS,
    ),
  ],
  meaning: "A snapshot's hidden volume never came, as its LUN did not reach this machine.",
});

export const VOLUME_LUN_MISSING = defineEvent({
  ...VSS_LUN,
  id: 12364,
  layouts: [
    layout(`An expected volume arrival did not complete because this LUN was not detected.${LUN_LINES}`, ...LUN_FIELDS),
  ],
  meaning: "A snapshot's volume never came, as its LUN did not reach this machine.",
});

/** What joins a LUN to a Cluster Shared Volume. null: not shown, or empty. */
export interface MissingLun {
  readonly serialNumber: string | null;
  readonly vendor: string | null;
  readonly product: string | null;
  /** One line each. */
  readonly storageIdentifiers: readonly string[];
}

/** The LUN of a 12362, 12363 or 12364, which share one layout. */
export function readMissingLun(event: Pick<EventFields, "data">): MissingLun {
  const { serialNumber, vendor, product, storageIdentifiers } = readFields(SHADOW_COPY_LUN_MISSING, event).fields;
  return {
    serialNumber: shownText(serialNumber),
    vendor: shownText(vendor),
    product: shownText(product),
    storageIdentifiers: (storageIdentifiers ?? "").split(/\r?\n/, MOST_IDENTIFIERS).flatMap((line) => {
      const identifier = shownText(line);
      return identifier === null ? [] : [identifier];
    }),
  };
}

const MOST_IDENTIFIERS = 100;
