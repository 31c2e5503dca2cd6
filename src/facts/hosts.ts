import type { Evidence } from "../evidence/index.ts";
import { hostShortName } from "../shared/host-name.ts";
import { compareText } from "../shared/order.ts";

const UNNAMED = "(unnamed computer)";

/**
 * The computers that wrote the records. `HV01`, `hv01` and `HV01.corp.example` are one host; hosts of the same short
 * name in two domains stay apart under their full names.
 */
export interface Hosts {
  /** Every host that a record names, sorted. */
  readonly names: readonly string[];
  /** Hosts that wrote to a Hyper-V or failover clustering channel: cluster nodes, not proxies. */
  readonly virtualizationHosts: ReadonlySet<string>;
  nameOf(computer: string | null): string;
}

const VIRTUALIZATION_CHANNEL = /^microsoft-windows-(?:hyper-v|failoverclustering)/;

export function deriveHosts({
  events,
  compactEvents,
  logs,
}: Pick<Evidence, "events" | "compactEvents" | "logs">): Hosts {
  const written = [...events, ...compactEvents.kinds, ...logs.flatMap((log) => log.origins)].flatMap(
    ({ computer, channel }) => (isNamed(computer) ? [{ computer, channel }] : []),
  );
  const domainsOfShortName = new Map<string, Set<string>>();
  for (const { computer } of written) {
    const short = hostShortName(computer);
    const domains = domainsOfShortName.get(short) ?? new Set();
    const domain = computer.toUpperCase().slice(short.length);
    if (domain !== "") domains.add(domain);
    domainsOfShortName.set(short, domains);
  }
  const nameOf = (computer: string | null): string => {
    if (!isNamed(computer)) return UNNAMED;
    const short = hostShortName(computer);
    return (domainsOfShortName.get(short)?.size ?? 0) > 1 ? computer.toUpperCase() : short;
  };
  return {
    names: [...new Set(written.map(({ computer }) => nameOf(computer)))].sort(compareText),
    virtualizationHosts: new Set(
      written
        .filter(({ channel }) => channel !== null && VIRTUALIZATION_CHANNEL.test(channel.toLowerCase()))
        .map(({ computer }) => nameOf(computer)),
    ),
    nameOf,
  };
}

function isNamed(computer: string | null): computer is string {
  return computer !== null && computer.trim() !== "";
}
