import type { Payload } from "./evtx/index.ts";
import { positionalData } from "./windows-events/failover-clustering.ts";
import { vmlEventLog } from "./windows-events/hyper-v-vmms.ts";
import type { VendorReport } from "./windows-events/storage-vendor.ts";
import { inventedCodeLocation, operationBlock, type ProviderRoutineFailure } from "./windows-events/vss.ts";

/**
 * How the events are laid out that nobody has published as records: a reader must live with other layouts than those
 * that the samples assume, so each can be replaced.
 */
export interface EventLayouts {
  /** Id 0 of the hardware provider. */
  readonly vendorReport: (report: VendorReport) => Payload;
  /** VSS 12293 */
  readonly providerRoutineFailed: (failure: ProviderRoutineFailure) => Payload;
  /** VMMS 12660 */
  readonly storageProviderUnavailable: () => Payload;
  /** FailoverClustering 1641; `role`: the name of the group that moves. */
  readonly roleMoving: (move: { readonly role: string; readonly from: string; readonly to: string }) => Payload;
}

/** What the samples assume; their READMEs say why. */
export const ASSUMED_LAYOUTS: EventLayouts = {
  vendorReport: ({ message }) => ({ kind: "strings", strings: [message] }),
  providerRoutineFailed: ({ providerId, routine, result, operation, context, processId }) => ({
    kind: "strings",
    strings: [providerId, routine, result, operationBlock(operation, context)],
    binary: inventedCodeLocation(processId),
  }),
  storageProviderUnavailable: () => vmlEventLog([]),
  roleMoving: ({ role, from, to }) => positionalData([role, from, to]),
};
