import {
  describeHresult,
  HARDWARE_PROVIDER_EVENT,
  isVssProviderCallFailed,
  maybeHardwareProviderEvent,
  readVssProviderCall,
  VSS_PROVIDER_CALL_FAILED,
  WINDOWS_SHADOW_COPY_PROVIDER,
} from "../catalogue/index.ts";
import { compareEvents, type EventEvidence, type EventNeed, type Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { type PairedCall, pairImports } from "./import-pairing.ts";
import { runsWithin, STORM_GAP_TICKS } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";
import {
  findCompactVendorEvents,
  joinUnpaired,
  unpairedByProvider,
  type UnpairedVendorEvents,
} from "./vendor-events.ts";

/** One VSS 12293, with the vendor's events beside it. That they belong together is inferred from time and computer. */
export interface FailedCall extends PairedCall {
  /** The failure code and, where known, its symbol: `0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR`; null when the event shows none. */
  readonly hresult: string | null;
}

/** A failed call of an import's routine, or of one that the event does not show: it may have been an import's. */
export interface FailedImport extends FailedCall {
  /** null: not readable. */
  readonly routine: string | null;
  /** Nothing but an import calls the routine. */
  readonly isSureImport: boolean;
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

/** Failed calls of one routine that imports nothing, on one host. */
export interface OtherProviderCalls {
  readonly host: string;
  /** null: not readable, but the call went to the provider of Windows itself, which imports nothing. */
  readonly routine: string | null;
  /** In time order. */
  readonly calls: Group<FailedCall>;
  readonly first: bigint | null;
  readonly last: bigint | null;
}

export interface FailedImports {
  /** By proxy, then time. */
  readonly storms: readonly ImportStorm[];
  /** By host, then routine. */
  readonly otherCalls: readonly OtherProviderCalls[];
  /** By host, then provider. */
  readonly unpaired: readonly UnpairedVendorEvents[];
}

export const FAILED_IMPORT_NEEDS: readonly EventNeed[] = [VSS_PROVIDER_CALL_FAILED.need, HARDWARE_PROVIDER_EVENT.need];

export function deriveFailedImports({ events, compactEvents, latest }: Evidence, hosts: Hosts): FailedImports {
  const hostOf = (event: EventEvidence): string => hosts.nameOf(event.computer, event.time);
  const callsOf = new Map(sortedGroups(events.filter(isVssProviderCallFailed), hostOf));
  const compact = findCompactVendorEvents(compactEvents, callsOf, hosts, latest);
  const vendorEvents = [...events.filter(maybeHardwareProviderEvent), ...compact.near].sort(compareEvents);
  const vendorEventsOf = new Map(sortedGroups(vendorEvents, hostOf));
  const storms: ImportStorm[] = [];
  const otherCalls: OtherProviderCalls[] = [];
  const alone = vendorEvents.filter((event) => !callsOf.has(hostOf(event)));
  for (const [host, calls] of callsOf) {
    const paired = pairImports(calls, vendorEventsOf.get(host) ?? []);
    const { imports, others } = tellApart(paired.imports);
    alone.push(...paired.alone);
    const groups = runsWithin(imports, STORM_GAP_TICKS, ({ call: { time } }) => ({ start: time, end: time }));
    storms.push(...groups.map((group) => ({ proxy: host, imports: group, ...spanOf(group, latest) })));
    otherCalls.push(...others.map(([routine, group]) => ({ host, routine, calls: group, ...spanOf(group, latest) })));
  }
  return {
    storms,
    otherCalls,
    unpaired: joinUnpaired([...unpairedByProvider(hosts, alone, latest), ...compact.unpaired]),
  };
}

/**
 * A call whose routine cannot be read counts as an import: it may have been one, unless it went to the provider that
 * Windows brings, which imports nothing.
 */
function tellApart(paired: readonly PairedCall[]): {
  readonly imports: readonly FailedImport[];
  readonly others: readonly (readonly [string | null, Group<FailedCall>])[];
} {
  const imports: FailedImport[] = [];
  const others: { readonly routine: string | null; readonly call: FailedCall }[] = [];
  for (const pair of paired) {
    const { routine, hresult, shadowCopyProvider } = readVssProviderCall(pair.call);
    const call = { ...pair, hresult: hresult === null ? null : describeHresult(hresult) };
    const mayImport =
      routine === null ? shadowCopyProvider !== WINDOWS_SHADOW_COPY_PROVIDER : routine.ofImport !== "no";
    const name = routine?.name ?? null;
    if (mayImport) imports.push({ ...call, routine: name, isSureImport: routine?.ofImport === "only" });
    else others.push({ routine: name, call });
  }
  return {
    imports,
    others: sortedGroups(others, ({ routine }) => routine ?? "").map(([, [first, ...rest]]) => [
      first.routine,
      [first.call, ...rest.map(({ call }) => call)],
    ]),
  };
}

function spanOf(calls: readonly PairedCall[], latest: bigint): Pick<ImportStorm, "first" | "last"> {
  const times = calls.flatMap(({ call, vendorEvents }) => [call.time, ...vendorEvents.map(({ time }) => time)]);
  return plausibleSpan(times, latest);
}
