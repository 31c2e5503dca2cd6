import type { DirectoryView, UnreadPart } from "../../evidence/index.ts";
import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { explainUnseenParent, explainUnseenParents } from "./export-problem.ts";

/** So many are told one by one. */
const LISTED = 100;

/**
 * What connection points of hosts stand below that no file of their domain holds, noted as a part that did not come: it may
 * be a host's account, and its connection point is then no orphan. Accounts and connection points may come as two files, so
 * all files are looked at; of a server whoever read it told so himself.
 */
export function withUnseenParents(views: readonly DirectoryView[]): readonly DirectoryView[] {
  const byDomain = new Map<string, DirectoryView[]>();
  for (const view of views) {
    const key = dnKey(view.namingContext);
    const domain = byDomain.get(key);
    if (domain === undefined) byDomain.set(key, [view]);
    else domain.push(view);
  }
  const unseen = new Map([...byDomain].map(([key, domain]) => [key, unseenParents(key, domain)]));
  return views.map((view) => {
    const parts = view.basis === "export" ? partsOf(view, unseen.get(dnKey(view.namingContext)) ?? new Set()) : [];
    return parts.length === 0 ? view : { ...view, unread: [...view.unread, ...parts] };
  });
}

/** dnKeys. LostAndFound is no account, whether it came or not, and what lies in it is of none that is in use. */
function unseenParents(namingContext: string, views: readonly DirectoryView[]): ReadonlySet<string> {
  const lost = `,cn=lostandfound,${namingContext}`;
  const unseen = new Set(views.flatMap((view) => parentsIn(view).map(([key]) => key)));
  for (const { computers, foreignParents } of views) {
    if (unseen.size === 0) break;
    for (const objects of [computers, foreignParents]) for (const { dn } of objects) unseen.delete(dnKey(dn));
  }
  for (const key of unseen) if (`,${key}`.endsWith(lost)) unseen.delete(key);
  return unseen;
}

function partsOf(view: DirectoryView, unseen: ReadonlySet<string>): readonly UnreadPart[] {
  if (unseen.size === 0) return [];
  const told = new Set(view.unread.map(({ dn }) => dnKey(dn)));
  const own = new Map(parentsIn(view).filter(([key]) => unseen.has(key) && !told.has(key)));
  const dns = [...own].sort(([a], [b]) => compareText(a, b)).map(([, dn]) => dn);
  const parts = dns
    .slice(0, LISTED)
    .map((dn): UnreadPart => ({ dn, lacks: "computers", problem: explainUnseenParent(view.server, dn) }));
  const more = dns.length - parts.length;
  return more === 0
    ? parts
    : [...parts, { dn: view.namingContext, lacks: "computers", problem: explainUnseenParents(view.server, more) }];
}

function parentsIn({ connectionPoints }: DirectoryView): readonly (readonly [key: string, dn: string])[] {
  return connectionPoints.flatMap(({ dn, purpose }): readonly (readonly [string, string])[] => {
    const parent = purpose === "host" ? parentDn(dn) : null;
    return parent === null ? [] : [[dnKey(parent), parent]];
  });
}
