import type { ComputerObject } from "../../evidence/index.ts";
import { dnKey, parentDn, parseDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import type { Group } from "../sorted-groups.ts";
import type { SeenComputer, SeenConnectionPoint } from "./directory-host.ts";
import { type DomainIndex, type IndexedComputer, keyAbove, seenBelow, type ViewIndex } from "./view-index.ts";

/** An account that no view shows, by the connection point below it. */
export interface UnseenAccount {
  readonly domain: DomainIndex;
  /** With nothing but its DN. */
  readonly computer: IndexedComputer;
  readonly accounts: Group<SeenComputer>;
  readonly points: Group<SeenConnectionPoint>;
}

/** By DN. What is known to be no computer, or looks like none, is left out: its connection point is an orphan at most. */
export function unseenAccounts(domain: DomainIndex): readonly UnseenAccount[] {
  const { views } = domain;
  const known = new Set(views.flatMap(({ view }) => view.foreignParents.map(({ dn }) => dnKey(dn))));
  const holdsAccounts = views.some(({ computers }) => computers.size > 0);
  const unseen = new Map<string, IndexedComputer>();
  for (const index of views)
    for (const point of index.view.connectionPoints) {
      const dn = parentDn(point.dn) ?? "";
      const key = dnKey(dn);
      if (point.purpose !== "host" || known.has(key) || views.some(({ computers }) => computers.has(key))) continue;
      if (!unseen.has(key) && isPerhapsAccount(dn, key, index, holdsAccounts))
        unseen.set(key, { index, key, object: unknownComputer(dn) });
    }
  return [...unseen.values()]
    .sort((a, b) => compareText(a.key, b.key))
    .flatMap((computer) => {
      const [first, ...further] = seenBelow([computer], domain, "host");
      if (first === undefined) return [];
      const accounts: Group<SeenComputer> = [{ view: computer.index.view, object: computer.object }];
      return [{ domain, computer, accounts, points: [first, ...further] }];
    });
}

/**
 * A server tells of each parent that it does not show. Of an export without the account, and of a part that did not come,
 * only the DN tells: what stands right below the domain, such as LostAndFound, is seldom a computer.
 */
function isPerhapsAccount(dn: string, key: string, index: ViewIndex, holdsAccounts: boolean): boolean {
  if (parseDn(dn)?.[0]?.type.toUpperCase() !== "CN") return false;
  const context = dnKey(index.view.namingContext);
  if (key === `cn=lostandfound,${context}` || key.endsWith(`,cn=lostandfound,${context}`)) return false;
  const parts = index.unreadPartsOf(key, "computers");
  if (parts.some((part) => dnKey(part.dn) === key)) return true;
  return keyAbove(key) !== context && (parts.length > 0 || (index.view.basis === "export" && holdsAccounts));
}

function unknownComputer(dn: string): ComputerObject {
  return {
    dn,
    guid: null,
    whenCreated: null,
    whenChanged: null,
    access: null,
    stamps: null,
    cn: null,
    samAccountName: null,
    dnsHostName: null,
    sid: null,
    userAccountControl: null,
    operatingSystem: null,
    operatingSystemVersion: null,
    servicePrincipalNames: [],
    additionalNames: [],
    pwdLastSet: null,
    lastLogonTimestamp: null,
  };
}
