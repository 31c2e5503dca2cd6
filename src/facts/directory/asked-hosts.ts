import { dnKey, dnsNameOf, parseDn } from "../../shared/distinguished-name.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { compareText } from "../../shared/order.ts";
import { dnsName, labelsOf, NETBIOS_LENGTH } from "./account-names.ts";
import type { UnseenAccount } from "./unseen-accounts.ts";
import type { DomainIndex, IndexedComputer } from "./view-index.ts";

/** One name that was asked for, as far as it can be compared. */
interface AskedName {
  /** As it was given. */
  readonly name: string;
  /** What an account must be found by: `HV01`, `HV01.CORP.EXAMPLE`, or the key of a DN. */
  readonly key: string;
  /** `HV01.CORP.EXAMPLE` cut to what NetBIOS keeps of `HV01`; null where it keeps all, and of a DN. */
  readonly cut: string | null;
  /** `CORP` of `CORP\HV01`. */
  readonly domain: string | null;
}

export interface AskedHosts {
  isAskedFor(computer: IndexedComputer): boolean;
  /** Names that no account bears, as they were given, each once. */
  readonly unfound: readonly string[];
}

export function findAskedHosts(
  names: readonly string[],
  domains: readonly DomainIndex[],
  unseen: readonly UnseenAccount[],
): AskedHosts {
  const asked = names.map((name) => askedName(name.trim())).filter(({ key }) => key !== "");
  const wanted = new Set(asked.flatMap(({ key, cut }) => (cut === null ? [key] : [key, cut])));
  const byKey = new Map<string, IndexedComputer[]>();
  for (const domainIndex of domains) {
    const { namingContext, views } = domainIndex;
    const domain = dnsNameOf(namingContext).toUpperCase();
    const further = unseen.filter((one) => one.domain === domainIndex).map(({ computer }) => computer);
    for (const computers of [...views.map((view) => view.computers.values()), further])
      for (const computer of computers)
        for (const key of namesOf(computer, domain)) {
          if (!wanted.has(key)) continue;
          const found = byKey.get(key) ?? [];
          byKey.set(key, found);
          found.push(computer);
        }
  }
  const found = new Set<IndexedComputer>();
  const unfound = new Map<string, string>();
  for (const one of asked) {
    const inItsDomain = isInDomain(one.domain, domains);
    const accounts = [one.key, one.cut]
      .map((key) => (key === null ? [] : (byKey.get(key) ?? []).filter(inItsDomain)))
      .find(({ length }) => length > 0);
    for (const account of accounts ?? []) found.add(account);
    const upper = one.name.toUpperCase();
    if (accounts === undefined && !unfound.has(upper)) unfound.set(upper, one.name);
  }
  return { isAskedFor: (computer) => found.has(computer), unfound: [...unfound.values()].sort(compareText) };
}

function askedName(name: string): AskedName {
  const parts = name.includes("=") ? parseDn(name) : null;
  if (parts !== null && parts.length > 0) return { name, key: dnKey(name), cut: null, domain: null };
  const backslash = name.indexOf("\\");
  const domain = backslash === -1 ? null : name.slice(0, backslash).toUpperCase();
  const key = name
    .slice(backslash + 1)
    .replace(/[$.]$/, "")
    .toUpperCase();
  const label = hostShortName(key);
  const isCut = label.length > NETBIOS_LENGTH;
  return { name, key, cut: isCut ? cutKey(key) : null, domain };
}

function cutKey(name: string): string {
  const label = hostShortName(name);
  return `cut to ${label.slice(0, NETBIOS_LENGTH)}${name.slice(label.length)}`;
}

/** A domain's NetBIOS name is nearly always the first label of its DNS name; where it is none of these, it tells nothing. */
function isInDomain(domain: string | null, domains: readonly DomainIndex[]): (computer: IndexedComputer) => boolean {
  const bearing = domains.filter(({ namingContext }) => {
    const dns = dnsNameOf(namingContext).toUpperCase();
    return domain === dns || domain === hostShortName(dns);
  });
  if (bearing.length === 0) return () => true;
  const indexes = new Set(bearing.flatMap(({ views }) => views));
  return ({ index }) => indexes.has(index);
}

/** What may be written for this account, in the form of AskedName.key and .cut. */
function namesOf({ object, key }: IndexedComputer, domain: string): readonly string[] {
  const labels = labelsOf(object);
  const short = [...labels, ...labels.map((label) => `${label}.${domain}`)];
  const full = [dnsName(object), ...object.additionalNames].flatMap((name) => (name === null ? [] : [name]));
  // An account that shows a longer name was cut from that one, not from the one asked for.
  const isCut = labels.every(({ length }) => length <= NETBIOS_LENGTH);
  const cut = isCut ? short.filter((name) => hostShortName(name).length === NETBIOS_LENGTH).map(cutKey) : [];
  return [...new Set([key, ...short, ...full.map((name) => name.toUpperCase()), ...cut])];
}
