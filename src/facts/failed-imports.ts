import {
  describeHresult,
  HARDWARE_PROVIDER_EVENT,
  isVssProviderCallFailed,
  maybeHardwareProviderEvent,
  readVssProviderCall,
  VSS_PROVIDER_CALL_FAILED,
} from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";
import { type PairedCall, pairImports } from "./import-pairing.ts";
import { plausibleSpan } from "./plausible-time.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

const TICKS_PER_SECOND = 10_000_000n;

/**
 * Failed imports with no more than this between them are one storm. Backup jobs retry within minutes, and one job
 * works through its volumes without long pauses; the next job is hours away.
 */
const STORM_GAP_TICKS = 30n * 60n * TICKS_PER_SECOND;

/** One VSS 12293, with the vendor's events beside it. That they belong together is inferred from time and computer. */
export interface FailedImport extends PairedCall {
  /** The failure code and, where known, its symbol: `0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR`; null when the event shows none. */
  readonly hresult: string | null;
}

/** Failed imports of one proxy, close together. */
export interface ImportStorm {
  readonly proxy: string;
  /** In time order. */
  readonly imports: Group<FailedImport>;
  /** FILETIME ticks of all records of the imports, the vendor's too; null when none has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

/** Events of id 0 of one provider on one host without a 12293 near them: perhaps no backup's business at all. */
export interface UnpairedVendorEvents {
  readonly host: string;
  readonly provider: string | null;
  readonly events: Group<EventEvidence>;
  readonly first: bigint | null;
  readonly last: bigint | null;
}

export interface FailedImports {
  /** By proxy, then time. */
  readonly storms: readonly ImportStorm[];
  /** By host, then provider. */
  readonly unpaired: readonly UnpairedVendorEvents[];
}

export const FAILED_IMPORT_NEEDS: readonly EventNeed[] = [VSS_PROVIDER_CALL_FAILED.need, HARDWARE_PROVIDER_EVENT.need];

export function deriveFailedImports({ events }: Pick<Evidence, "events">, hosts: Hosts): FailedImports {
  const storms: ImportStorm[] = [];
  const unpaired: UnpairedVendorEvents[] = [];
  for (const [host, ofHost] of sortedGroups(events, (event) => hosts.nameOf(event.computer))) {
    const { imports, alone } = pairImports(
      ofHost.filter(isVssProviderCallFailed),
      ofHost.filter(maybeHardwareProviderEvent),
    );
    storms.push(...intoStorms(host, imports.map(withCode)));
    unpaired.push(...byProvider(host, alone));
  }
  return { storms, unpaired };
}

function withCode(paired: PairedCall): FailedImport {
  const { hresult } = readVssProviderCall(paired.call);
  return { ...paired, hresult: hresult === null ? null : describeHresult(hresult) };
}

function intoStorms(proxy: string, imports: readonly FailedImport[]): readonly ImportStorm[] {
  const groups: [FailedImport, ...FailedImport[]][] = [];
  for (const failed of imports) {
    const current = groups.at(-1);
    const before = current?.at(-1);
    if (current !== undefined && before !== undefined && failed.call.time - before.call.time <= STORM_GAP_TICKS) {
      current.push(failed);
    } else {
      groups.push([failed]);
    }
  }
  return groups.map((group) => {
    const records = group.flatMap(({ call, vendorEvents }) => [call, ...vendorEvents]);
    return { proxy, imports: group, ...plausibleSpan(records.map(({ time }) => time)) };
  });
}

function byProvider(host: string, events: readonly EventEvidence[]): readonly UnpairedVendorEvents[] {
  return sortedGroups(events, (event) => event.provider ?? "").map(([, group]) => ({
    host,
    provider: group[0].provider,
    events: group,
    ...plausibleSpan(group.map((event) => event.time)),
  }));
}
