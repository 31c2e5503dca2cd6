import type { ComputerObject, DirectoryEvidence, DirectoryView } from "../../evidence/index.ts";
import { dnKey } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { connectionPointIn } from "./connection-point-state.ts";
import type { DirectoryHost } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";
import {
  type DomainIndex,
  domainViews,
  indexDomains,
  type IndexedComputer,
  keyAbove,
  type ViewIndex,
} from "./view-index.ts";

/** What one server shows of it; null: nothing, though it was read. */
export interface ShownValue {
  readonly view: DirectoryView;
  readonly dn: string;
  readonly value: string | null;
}

/** One thing about a host that servers of one domain show differently. */
export interface ServerDifference {
  readonly host: DirectoryHost;
  /**
   * The account itself or its connection point (attribute `distinguishedName`, value its DN), or one attribute of either
   * (lDAPDisplayName). A server that shows nothing of the account has none, or nothing there that makes a host of it.
   */
  readonly subject: "account" | "connection-point" | "account-attribute" | "connection-point-attribute";
  readonly attribute: string;
  /** By server. Servers that were not asked for it, or that did not answer, are not among them. */
  readonly shown: readonly [ShownValue, ShownValue, ...ShownValue[]];
}

/** A host whose connection point one server shows, and of which others could not show whether they have it. */
export interface UncomparedHost {
  readonly host: DirectoryHost;
  /** Those others, by server. */
  readonly views: readonly [DirectoryView, ...DirectoryView[]];
}

export interface ServerDifferences {
  /** By host. */
  readonly differences: readonly ServerDifference[];
  /** By host. */
  readonly uncompared: readonly UncomparedHost[];
  /** Naming contexts that two servers or more showed. */
  readonly compared: readonly { readonly namingContext: string; readonly servers: readonly string[] }[];
}

/** The only one of these that a server may give in part. */
const MULTI_VALUED = "servicePrincipalName";

/** What is set on purpose and replicated; times, logons and sequence numbers are each server's own, or lag by design. */
const ACCOUNT_ATTRIBUTES: readonly (readonly [string, (account: ComputerObject) => string | null])[] = [
  ["dNSHostName", ({ dnsHostName }) => dnsHostName],
  ["objectSid", ({ sid }) => sid],
  ["sAMAccountName", ({ samAccountName }) => samAccountName],
  [MULTI_VALUED, ({ servicePrincipalNames }) => joined(servicePrincipalNames)],
  ["userAccountControl", ({ userAccountControl }) => userAccountControl?.toString() ?? null],
];

/** Kept by each server for itself (MS-ADTS 3.1.1.1.9, 3.1.1.2.3), should a reader pass them on. */
const OWN_OF_SERVER = new Set([
  "dscorepropagationdata",
  "msds-replattributemetadata",
  "replpropertymetadata",
  "usnchanged",
  "usncreated",
  "whenchanged",
]);

/** By the lower case of its attributes' names; without what is the server's own. */
interface ReadablePoint {
  readonly view: DirectoryView;
  readonly dn: string;
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
}

type Difference = Omit<ServerDifference, "host">;

export function deriveServerDifferences(directory: DirectoryEvidence, { hosts }: DirectoryHosts): ServerDifferences {
  const several = domainViews(directory).filter(({ views }) => views.length > 1);
  const domains = indexDomains({ ...directory, views: several.flatMap(({ views }) => views) });
  const domainOf = new Map(domains.map((domain) => [domain.namingContext, comparedDomain(domain)]));
  return {
    differences: hosts.flatMap((host) => {
      const domain = domainOf.get(host.namingContext);
      return domain === undefined ? [] : differencesOf(host, domain).map((difference) => ({ host, ...difference }));
    }),
    uncompared: hosts.flatMap((host) => {
      const domain = domainOf.get(host.namingContext);
      return domain === undefined ? [] : uncompared(host, domain);
    }),
    compared: domains.map(({ namingContext, views }) => ({
      namingContext,
      servers: views.map(({ view }) => view.server),
    })),
  };
}

interface ComparedDomain extends DomainIndex {
  readonly indexOf: ReadonlyMap<DirectoryView, ViewIndex>;
  /**
   * Of each export, the containers of its accounts: it holds others of these too, if there are any. Not where no other server
   * or export shows any of its accounts there: each was made of one cluster's hosts then.
   */
  readonly containersOf: ReadonlyMap<ViewIndex, ReadonlySet<string>>;
}

function comparedDomain(domain: DomainIndex): ComparedDomain {
  const exports = domain.views.filter(({ view }) => view.basis === "export");
  const sharedBy = (own: ViewIndex): readonly string[] =>
    [...own.computers.keys()].filter((key) => domain.views.some((other) => other !== own && other.computers.has(key)));
  return {
    ...domain,
    indexOf: new Map(domain.views.map((index) => [index.view, index])),
    containersOf: new Map(exports.map((index) => [index, new Set(sharedBy(index).map(keyAbove))])),
  };
}

function differencesOf(host: DirectoryHost, domain: ComparedDomain): readonly Difference[] {
  const accounts = accountsOf(host, domain);
  const points = accounts.flatMap(readablePoint);
  return [
    ...compared(
      "account",
      "distinguishedName",
      [...accounts.map(shownDn), ...absentAccounts(accounts, domain)],
      isShown,
    ),
    ...compared("account-attribute", "distinguishedName", accounts.map(shownDn), sameDn),
    ...compared("connection-point", "distinguishedName", accounts.flatMap(shownPoint), isShown),
    ...ACCOUNT_ATTRIBUTES.flatMap(([attribute, valueOf]) => {
      const able = accounts.filter(
        ({ index, key }) =>
          wouldShow(index.view, attribute) && !(attribute === MULTI_VALUED && index.hasCutValues(key)),
      );
      const values = able.map(({ index: { view }, object }) => ({ view, dn: object.dn, value: valueOf(object) }));
      return compared("account-attribute", attribute, values, inAnyCase);
    }),
    ...[...spellingsOf(points)].flatMap(([key, attribute]) => {
      const able = points.filter(({ view }) => view.basis === "live" || wouldShow(view, attribute));
      const values = able.map(({ view, dn, values }) => ({ view, dn, value: joined(values.get(key) ?? []) }));
      return compared("connection-point-attribute", attribute, values, inAnyCase);
    }),
  ];
}

function accountsOf(host: DirectoryHost, domain: ComparedDomain): readonly IndexedComputer[] {
  return host.accounts.flatMap(({ view, object }) => domain.indexOf.get(view)?.computers.get(dnKey(object.dn)) ?? []);
}

/** Of a host whose connection point nobody shows that is told with the host itself. */
function uncompared(host: DirectoryHost, domain: ComparedDomain): readonly UncomparedHost[] {
  if (host.connectionPoint.kind !== "present") return [];
  const accounts = accountsOf(host, domain);
  const [known] = accounts;
  if (known === undefined) return [];
  const told = new Set([...accounts, ...absentAccounts(accounts, domain)].map((one) => viewOf(one)));
  const untold = domain.views.filter(({ view }) => !told.has(view));
  const unseen = [
    ...accounts.filter(hidesPoint).map(viewOf),
    ...untold.filter((index) => holdsSuch(index, known, domain)).map(({ view }) => view),
  ];
  const [first, ...others] = unseen.sort((a, b) => compareText(a.server, b.server));
  return first === undefined ? [] : [{ host, views: [first, ...others] }];
}

function viewOf(one: IndexedComputer | ShownValue): DirectoryView {
  return "index" in one ? one.index.view : one.view;
}

/** An export of accounts only was never meant to hold connection points. */
function hidesPoint(account: IndexedComputer): boolean {
  const state = connectionPointIn(account);
  switch (state.kind) {
    case "shown":
      return !state.point.isReadable;
    case "absent":
      return false;
    case "not-asked":
      return account.index.view.basis === "live";
    case "unread":
    case "list-refused":
    case "access-not-shown":
      return true;
  }
}

function holdsSuch(index: ViewIndex, { key }: IndexedComputer, { containersOf }: ComparedDomain): boolean {
  return containersOf.get(index)?.has(keyAbove(key)) ?? true;
}

function compared(
  subject: ServerDifference["subject"],
  attribute: string,
  values: readonly ShownValue[],
  keyOf: (value: string | null) => unknown,
): readonly Difference[] {
  if (new Set(values.map(({ value }) => keyOf(value))).size < 2) return [];
  const [first, second, ...further] = values.toSorted((a, b) => compareText(a.view.server, b.view.server));
  return first === undefined || second === undefined
    ? []
    : [{ subject, attribute, shown: [first, second, ...further] }];
}

function isShown(value: string | null): boolean {
  return value !== null;
}

/** Names and SPNs are the same in any case. */
function inAnyCase(value: string | null): string | null {
  return value?.toLowerCase() ?? null;
}

function sameDn(value: string | null): string | null {
  return value === null ? null : dnKey(value);
}

function shownDn({ index: { view }, object: { dn } }: IndexedComputer): ShownValue {
  return { view, dn, value: dn };
}

/** Of servers that were read whole where the account stands by the others; an export holds what was put into it. */
function absentAccounts(accounts: readonly IndexedComputer[], domain: ComparedDomain): readonly ShownValue[] {
  const [known] = accounts;
  if (known === undefined) return [];
  const showing = new Set(accounts.map(({ index }) => index));
  return domain.views
    .filter((index) => {
      const isWhole = (["computers", "connection-points"] as const).every(
        (kind) => index.unreadPartsOf(known.key, kind).length === 0,
      );
      return !showing.has(index) && isWhole && !index.isDamaged && holdsSuch(index, known, domain);
    })
    .map(({ view }) => ({ view, dn: known.object.dn, value: null }));
}

function shownPoint(account: IndexedComputer): readonly ShownValue[] {
  const state = connectionPointIn(account);
  const { view } = account.index;
  if (state.kind === "shown") return [{ view, dn: state.point.dn, value: state.point.dn }];
  return state.kind === "absent" ? [{ view, dn: `CN=Microsoft Hyper-V,${account.object.dn}`, value: null }] : [];
}

function wouldShow({ attributes }: DirectoryView, attribute: string): boolean {
  return attributes.has(attribute.toLowerCase());
}

function readablePoint({ index, key }: IndexedComputer): readonly ReadablePoint[] {
  const point = index.below(key).host.find(({ isReadable }) => isReadable);
  if (point === undefined) return [];
  // What is not among values that were cut may be there.
  if (index.hasCutValues(dnKey(point.dn))) return [];
  const names = [...point.attributes.keys()].filter((name) => !OWN_OF_SERVER.has(name.toLowerCase()));
  const values = new Map(names.map((name) => [name.toLowerCase(), point.attributes.get(name) ?? []]));
  return [{ view: index.view, dn: point.dn, names, values }];
}

/** As one of the servers spells them, by their lower case, in order. */
function spellingsOf(points: readonly ReadablePoint[]): ReadonlyMap<string, string> {
  const names = points.flatMap((point) => point.names).sort(compareText);
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function joined(values: readonly string[]): string | null {
  return values.length === 0
    ? null
    : [...values].sort((a, b) => compareText(a.toLowerCase(), b.toLowerCase())).join("; ");
}
