import type { EventNeed, Evidence } from "../evidence/index.ts";
import { deriveEvidenceHorizon, type EvidenceHorizon, HORIZON_NEEDS } from "./evidence-horizon.ts";
import { deriveFailedImports, FAILED_IMPORT_NEEDS, type FailedImports } from "./failed-imports.ts";
import { deriveHosts, type Hosts } from "./hosts.ts";
import {
  deriveStorageProviderFailures,
  STORAGE_PROVIDER_FAILURE_NEEDS,
  type StorageProviderFailures,
} from "./storage-provider-failures.ts";

/** What follows from the evidence. A check names those it requires. */
export interface Facts {
  readonly hosts: Hosts;
  readonly horizon: EvidenceHorizon;
  readonly failedImports: FailedImports;
  readonly storageProviderFailures: readonly StorageProviderFailures[];
}

export type FactName = keyof Facts;

const NEEDS: Readonly<Record<FactName, readonly EventNeed[]>> = {
  hosts: [],
  horizon: HORIZON_NEEDS,
  failedImports: FAILED_IMPORT_NEEDS,
  storageProviderFailures: STORAGE_PROVIDER_FAILURE_NEEDS,
};

/** The events to read for these facts, each need once. */
export function needsOf(names: Iterable<FactName>): readonly EventNeed[] {
  return [...new Set([...new Set(names)].flatMap((name) => NEEDS[name]))];
}

/** Each fact is derived when it is first asked for, and once: what one fact throws reaches only the checks that require it. */
export function deriveFacts(evidence: Evidence): Facts {
  const hosts = once(() => deriveHosts(evidence));
  const horizon = once(() => deriveEvidenceHorizon(evidence, hosts()));
  const failedImports = once(() => deriveFailedImports(evidence, hosts()));
  const storageProviderFailures = once(() => deriveStorageProviderFailures(evidence, hosts()));
  return {
    get hosts() {
      return hosts();
    },
    get horizon() {
      return horizon();
    },
    get failedImports() {
      return failedImports();
    },
    get storageProviderFailures() {
      return storageProviderFailures();
    },
  };
}

function once<T>(derive: () => T): () => T {
  let derived: { readonly value: T } | null = null;
  return () => (derived ??= { value: derive() }).value;
}
