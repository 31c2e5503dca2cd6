import type { Check } from "./define-check.ts";
import { hyperVStorageProviderFailed } from "./hyper-v-storage-provider-failed.ts";
import { snapshotImportFailed } from "./snapshot-import-failed.ts";

/** Every check, in the order of the report. */
export const CHECKS: readonly Check[] = [snapshotImportFailed, hyperVStorageProviderFailed];
