export { coversWindow, type EvidenceHorizon, hasGaps, type HorizonRow, rowsOfChannel } from "./evidence-horizon.ts";
export { deriveFacts, type FactName, type Facts, needsOf } from "./facts.ts";
export type { FailedCall, FailedImport, ImportStorm, OtherProviderCalls } from "./failed-imports.ts";
export type { StorageProviderFailures } from "./storage-provider-failures.ts";
export type { UnpairedVendorEvents } from "./vendor-events.ts";
