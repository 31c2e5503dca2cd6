import type { EventLayouts } from "../../samples/generate/event-layouts.ts";
import type { Payload } from "../../samples/generate/evtx/index.ts";
import { vmlEventLog } from "../../samples/generate/windows-events/hyper-v-vmms.ts";
import type { VendorReport } from "../../samples/generate/windows-events/storage-vendor.ts";
import { operationBlock, type ProviderRoutineFailure } from "../../samples/generate/windows-events/vss.ts";

/**
 * Other plausible layouts of the events that nobody has published: VSS 12293, VMMS 12660, FailoverClustering 1641 and the
 * hardware provider's id 0. A reader that lives with the sample's layouts only would fail on these.
 */
export interface OtherLayouts {
  readonly name: string;
  readonly layouts: EventLayouts;
  /** Whether the data still show which routine failed and with what result. */
  readonly isReadable: boolean;
}

function named(fields: Readonly<Record<string, string>>): Payload {
  return { kind: "event-data", fields: Object.entries(fields).map(([name, value]) => ({ name, value })) };
}

function unnamed(...values: readonly string[]): Payload {
  return { kind: "event-data", fields: values.map((value) => ({ value })) };
}

function block({ operation, context }: ProviderRoutineFailure): string {
  return operationBlock(operation, context);
}

const NAMED: OtherLayouts = {
  name: "data with names",
  isReadable: true,
  layouts: {
    vendorReport: ({ message }) => named({ Message: message }),
    providerRoutineFailed: (failure) =>
      named({
        ProviderId: failure.providerId,
        RoutineDetails: failure.routine,
        ErrorCode: failure.result,
        Context: block(failure),
      }),
    storageProviderUnavailable: () => vmlEventLog([{ name: "Parameter0", value: "VmSwitch" }]),
    roleMoving: ({ role, from, to }) => named({ GroupName: role, SourceNode: from, DestinationNode: to }),
  },
};

const UNNAMED: OtherLayouts = {
  name: "an element for each datum, none named",
  isReadable: true,
  layouts: {
    vendorReport: ({ message, serial }) => unnamed(message, serial ?? ""),
    providerRoutineFailed: (failure) => unnamed(failure.providerId, failure.routine, failure.result, block(failure)),
    storageProviderUnavailable: () => unnamed(),
    roleMoving: ({ role, from, to }) => unnamed(role, from, to),
  },
};

const ONE_STRING: OtherLayouts = {
  name: "one string that holds all",
  isReadable: true,
  layouts: {
    vendorReport: ({ what, message, serial }) => unnamed(`${what}\r\n${message}\r\n${serial ?? ""}`),
    providerRoutineFailed: (failure) =>
      unnamed(
        `Error calling a routine on a Shadow Copy Provider ${failure.providerId}. Routine details ${failure.routine} ` +
          `[hr = ${failure.result}].${block(failure)}`,
      ),
    storageProviderUnavailable: () => unnamed("Cannot open handle to Hyper-V storage provider."),
    roleMoving: ({ role, from, to }) =>
      unnamed(`Clustered role '${role}' is moving from cluster node '${from}' to cluster node '${to}'.`),
  },
};

const FEWER: OtherLayouts = {
  name: "fewer strings",
  isReadable: true,
  layouts: {
    vendorReport: () => ({ kind: "strings", strings: [""] }),
    providerRoutineFailed: ({ routine, result }) => ({ kind: "strings", strings: [routine, result] }),
    storageProviderUnavailable: () => ({ kind: "none" }),
    roleMoving: ({ role, to }) => unnamed(role, to),
  },
};

const MORE: OtherLayouts = {
  name: "more strings",
  isReadable: true,
  layouts: {
    vendorReport: ({ message, serial, what }) => ({ kind: "strings", strings: [message, serial ?? "", what, "4711"] }),
    providerRoutineFailed: (failure) => ({
      kind: "strings",
      strings: ["1", failure.providerId, failure.routine, failure.result, block(failure), "", "vssvc.exe"],
    }),
    storageProviderUnavailable: () =>
      vmlEventLog([
        { name: "VmName", value: "app-01" },
        { name: "VmId", value: "8D2A3F10-4C39-4D2B-9B1E-5C1F0C7E0001" },
        { name: "ErrorMessage", value: "%%2147942402" },
        { name: "ErrorCode", value: "0x80070002" },
      ]),
    roleMoving: ({ role, from, to }) => unnamed(role, from, to, "3", "Manual"),
  },
};

const USER_DATA: OtherLayouts = {
  name: "UserData where EventData was assumed, and the other way round",
  isReadable: true,
  layouts: {
    vendorReport: ({ message }) => ({ kind: "user-data", root: "Report", fields: [{ name: "Text", value: message }] }),
    providerRoutineFailed: (failure) => ({
      kind: "user-data",
      root: "ProviderError",
      fields: [
        { name: "Provider", value: failure.providerId },
        { name: "Routine", value: failure.routine },
        { name: "Result", value: failure.result },
        { name: "Details", value: block(failure) },
      ],
    }),
    storageProviderUnavailable: () => named({ Parameter0: "" }),
    roleMoving: ({ role, from, to }) => ({
      kind: "user-data",
      root: "GroupMove",
      fields: [
        { name: "Group", value: role },
        { name: "From", value: from },
        { name: "To", value: to },
      ],
    }),
  },
};

const GERMAN: OtherLayouts = {
  name: "German texts",
  isReadable: true,
  layouts: {
    vendorReport: (report) => ({ kind: "strings", strings: [inGerman(report)] }),
    providerRoutineFailed: ({ providerId, routine, context }) => ({
      kind: "strings",
      strings: [
        providerId,
        routine,
        "0x8004230f, Beim Anbieter ist ein unerwarteter Fehler aufgetreten.\r\n",
        operationBlock(
          ["Momentaufnahmesatz wird importiert"],
          [["Ausführungskontext", "Koordinator"], ...context.slice(1)],
          { operation: "Vorgang", context: "Kontext" },
        ),
      ],
    }),
    storageProviderUnavailable: () => vmlEventLog([]),
    roleMoving: ({ role, from, to }) => unnamed(role, from, to),
  },
};

function inGerman({ what, serial }: VendorReport): string {
  const lun = `Momentaufnahme der LUN ${serial ?? ""}`;
  switch (what) {
    case "already-mounted":
      return `${lun}: Import nicht möglich, sie ist bereits auf einem anderen Server eingebunden.`;
    case "unreadable":
      return `${lun}: Import nicht möglich, nicht alle Blöcke sind lesbar.`;
    case "imported":
      return `${lun}: importiert.`;
    case "removed":
      return `${lun}: entfernt.`;
    case "array-unreachable":
      return "Das Speichersystem antwortet nicht.";
  }
}

const NOTHING: OtherLayouts = {
  name: "no data at all",
  isReadable: false,
  layouts: {
    vendorReport: () => ({ kind: "none" }),
    providerRoutineFailed: () => ({ kind: "none" }),
    storageProviderUnavailable: () => ({ kind: "none" }),
    roleMoving: () => ({ kind: "none" }),
  },
};

export const OTHER_LAYOUTS: readonly OtherLayouts[] = [
  NAMED,
  UNNAMED,
  ONE_STRING,
  FEWER,
  MORE,
  USER_DATA,
  GERMAN,
  NOTHING,
];
