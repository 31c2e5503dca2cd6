import type { CatalogueEntry } from "./entry.ts";
import { HARDWARE_PROVIDER_EVENT } from "./hardware-provider.ts";
import { VMMS_STORAGE_PROVIDER_FAILED } from "./hyper-v-vmms.ts";
import { VSS_PROVIDER_CALL_FAILED } from "./vss.ts";

export type { CatalogueEntry } from "./entry.ts";
export { HARDWARE_PROVIDER_EVENT, maybeHardwareProviderEvent } from "./hardware-provider.ts";
export { describeHresult, findHresult } from "./hresult.ts";
export { isVmmsStorageProviderFailed, VMMS_STORAGE_PROVIDER_FAILED } from "./hyper-v-vmms.ts";
export {
  isVssProviderCallFailed,
  readVssProviderCall,
  VSS_PROVIDER_CALL_FAILED,
} from "./vss.ts";

/** Every event that a fact uses. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  VSS_PROVIDER_CALL_FAILED,
  HARDWARE_PROVIDER_EVENT,
  VMMS_STORAGE_PROVIDER_FAILED,
];
