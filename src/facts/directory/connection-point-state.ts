import type { ConnectionPointObject, UnreadPart } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { Group } from "../sorted-groups.ts";
import type { ConnectionPointState, SeenComputer } from "./directory-host.ts";
import { holdsNoAccessLists, showsChildren } from "./list-access.ts";
import { type DomainIndex, type IndexedComputer, keyAbove, seenBelow, type ViewIndex } from "./view-index.ts";

/** What one view says of the connection point of an account that it shows. */
export type ShownConnectionPoint =
  | { readonly kind: "shown"; readonly point: ConnectionPointObject }
  | { readonly kind: "absent" }
  | { readonly kind: "unread"; readonly parts: readonly UnreadPart[] }
  | { readonly kind: "list-refused" }
  /** An export shows none, and nothing that tells whether one was hidden from whoever made it. */
  | { readonly kind: "access-not-shown" }
  | { readonly kind: "not-asked" };

export function connectionPointIn(computer: IndexedComputer): ShownConnectionPoint {
  const { index, key } = computer;
  const point = mostTelling(index.below(key).host);
  if (point !== null) return { kind: "shown", point };
  if (!index.view.asksForConnectionPoints) return { kind: "not-asked" };
  const parts = index.unreadPartsOf(`cn=microsoft hyper-v,${key}`, "connection-points");
  if (parts.length > 0 || index.isDamaged) return { kind: "unread", parts };
  return withoutPoint(computer, index);
}

/**
 * Of an account that came without a connection point: `points` is the view that would show one. Without access lists only
 * another connection point below the same account proves that what stands there was to be seen.
 */
function withoutPoint({ index, object, key }: IndexedComputer, points: ViewIndex): ShownConnectionPoint {
  if (object.access === null && holdsNoAccessLists(index.view)) {
    const { conflicts, guest } = points.below(key);
    return { kind: conflicts.length + guest.length > 0 ? "absent" : "access-not-shown" };
  }
  return { kind: showsChildren(object, index.view) ? "absent" : "list-refused" };
}

/** Of one host, by all views of its domain. */
export function connectionPointState(
  computers: Group<IndexedComputer>,
  accounts: Group<SeenComputer>,
  domain: DomainIndex,
): ConnectionPointState {
  const points = [...seenBelow(computers, domain, "host")].sort(
    (a, b) => compareTelling(a.object, b.object) || compareText(a.view.server, b.view.server),
  );
  const readable = points.filter(({ object }) => object.isReadable);
  const [first, ...others] = readable;
  if (first !== undefined) return { kind: "present", points: [first, ...others] };
  if (points.length > 0) return { kind: "unknown", reason: "unreadable", accounts, parts: [], points };
  const shown = computers.map((computer) => withCompanion(computer, connectionPointIn(computer), domain));
  const unread = shown.find(({ kind }) => kind === "unread");
  if (unread?.kind === "unread") return unknown("unread", accounts, unread.parts);
  if (shown.some(({ kind }) => kind === "list-refused")) return unknown("list-refused", accounts, []);
  // A view that was not asked says nothing, so it does not take back what another one says.
  if (shown.some(({ kind }) => kind === "absent")) return { kind: "missing", accounts };
  const isHiddenPerhaps = shown.some(({ kind }) => kind === "access-not-shown");
  return unknown(isHiddenPerhaps ? "access-not-shown" : "not-asked", accounts, []);
}

function unknown(
  reason: "unread" | "list-refused" | "access-not-shown" | "not-asked",
  accounts: Group<SeenComputer>,
  parts: readonly UnreadPart[],
): ConnectionPointState {
  return { kind: "unknown", reason, accounts, parts, points: [] };
}

function mostTelling(points: readonly ConnectionPointObject[]): ConnectionPointObject | null {
  return [...points].sort(compareTelling)[0] ?? null;
}

function compareTelling(a: ConnectionPointObject, b: ConnectionPointObject): number {
  return (
    Number(b.isReadable) - Number(a.isReadable) || b.attributes.size - a.attributes.size || compareText(a.dn, b.dn)
  );
}

/**
 * Accounts and connection points may come as two exports: one without connection points is completed by one that has
 * nothing else and that has some of accounts in the same container.
 */
function withCompanion(
  computer: IndexedComputer,
  shown: ShownConnectionPoint,
  { views }: DomainIndex,
): ShownConnectionPoint {
  const { index, key } = computer;
  if (shown.kind !== "not-asked" || index.view.basis !== "export") return shown;
  const companion = views.find(({ completes }) => completes.has(keyAbove(key)));
  if (companion === undefined) return shown;
  const parts = companion.unreadPartsOf(`cn=microsoft hyper-v,${key}`, "connection-points");
  if (parts.length > 0 || companion.isDamaged) return { kind: "unread", parts };
  return withoutPoint(computer, companion);
}
