export { coversWindow, type EvidenceHorizon, rowsOfChannel } from "./evidence-horizon.ts";
export { deriveFacts, type FactName, type Facts, needsOf } from "./facts.ts";
export type { FailedImport, ImportStorm, UnpairedVendorEvents } from "./failed-imports.ts";
export { plausibleSpan } from "./plausible-time.ts";
export type { StorageProviderFailures } from "./storage-provider-failures.ts";
