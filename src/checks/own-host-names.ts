import type { SeenComputer } from "../facts/directory/index.ts";
import { dnsNameOf, isConflictName } from "../shared/distinguished-name.ts";

/** How long a NetBIOS name may be, and so an account's name without its `$`. */
const NETBIOS_LENGTH = 15;

/** The names that a host's accounts bear, in lower case. */
export interface OwnHostNames {
  /** DNS suffixes of those names, and the names of its domain. */
  readonly domains: ReadonlySet<string>;
  /** Short or with a domain, in any case; a short one may be cut to 15 characters. */
  readonly include: (name: string) => boolean;
}

/** Additional names (msDS-AdditionalDnsHostName and the like) are as good as the present ones. */
export function ownHostNames(accounts: readonly SeenComputer[]): OwnHostNames {
  const full = new Set<string>();
  const short = new Set<string>();
  const domains = new Set<string>();
  for (const { view, object } of accounts) {
    domains.add(normalName(dnsNameOf(view.namingContext)));
    const given = [object.cn, object.samAccountName, object.dnsHostName, ...object.additionalNames];
    for (const name of given) {
      if (name === null || isConflictName(name)) continue;
      const normal = normalName(name);
      const dot = normal.indexOf(".");
      short.add(dot === -1 ? normal : normal.slice(0, dot));
      if (dot === -1) continue;
      full.add(normal);
      domains.add(normal.slice(dot + 1));
    }
  }
  const includesShort = (name: string): boolean =>
    short.has(name) || (name.length === NETBIOS_LENGTH && [...short].some((own) => own.startsWith(name)));
  return {
    domains,
    include: (name) => {
      const normal = normalName(name);
      const dot = normal.indexOf(".");
      if (dot === -1) return includesShort(normal);
      return full.has(normal) || (short.has(normal.slice(0, dot)) && domains.has(normal.slice(dot + 1)));
    },
  };
}

/** Whether one is the other, or the other cut to 15 characters. */
export function isSameShortName(a: string, b: string): boolean {
  const [short, long] = [normalName(a), normalName(b)].sort((one, other) => one.length - other.length);
  if (short === undefined || long === undefined) return false;
  return short === long || (short.length === NETBIOS_LENGTH && long.startsWith(short));
}

function normalName(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/[$.]$/, "");
}
