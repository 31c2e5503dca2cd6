import type { AccessControl, ComputerObject, ConnectionPointObject, DirectoryView } from "../../evidence/index.ts";
import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { AccessPool } from "./access-pool.ts";
import { computerOf, mergedComputer } from "./computer.ts";
import {
  connectionPointOf,
  deletedConnectionPointOf,
  mergedConnectionPoint,
  mergedDeletion,
  namedPointOf,
} from "./connection-point.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { firstValueOf, integerTimeOf, timeOf } from "./entry-values.ts";
import { ForeignParents } from "./foreign-parents.ts";
import { nameOfHostPoint, objectKindOf } from "./object-kind.ts";
import { ObjectTable } from "./object-table.ts";
import { TextPool } from "./text-pool.ts";

/** What is known of a view beside its objects. */
export type ViewFrame = Pick<
  DirectoryView,
  | "server"
  | "basis"
  | "namingContext"
  | "attributes"
  | "asksForConnectionPoints"
  | "asksForDeleted"
  | "readerSids"
  | "principals"
  | "unread"
> & {
  /** FILETIME ticks: the server's clock; null: the latest time that an object shows counts. */
  readonly time: bigint | null;
};

/** Makes evidence of entries as they come, so that no answer has to be kept whole. */
export class DirectoryViewBuilder {
  readonly #texts = new TextPool();
  readonly #access = new AccessPool();
  readonly #computers = new ObjectTable(mergedComputer);
  readonly #points = new ObjectTable(mergedConnectionPoint);
  /** They bear the name of one, and no class that tells; the second where their classes say something else. */
  readonly #named = new ObjectTable(mergedConnectionPoint);
  readonly #namedOtherwise = new ObjectTable(mergedConnectionPoint);
  readonly #deletedPoints = new ObjectTable(mergedDeletion);
  readonly #parents = new ForeignParents();
  #lastChange: bigint | null = null;
  #lastLogon: bigint | null = null;

  /** Objects that are neither computers nor connection points nor parents of one are left out; one that comes twice counts once. */
  add(entry: DirectoryEntry): void {
    this.#noteTimes(entry);
    const object = objectKindOf(entry);
    switch (object.kind) {
      case "computer":
        this.#addNamed(entry);
        return this.#computers.add(computerOf(entry, this.#accessOf(entry), this.#texts));
      case "connection-point":
        return this.#points.add(connectionPointOf(entry, object.purpose, this.#accessOf(entry), this.#texts));
      case "deleted-connection-point":
        return this.#deletedPoints.add(deletedConnectionPointOf(entry));
      case "other":
        this.#addNamed(entry);
        return this.#parents.add(entry.dn, object.objectClasses, this.#texts);
    }
  }

  build(frame: ViewFrame): DirectoryView {
    const computers = this.#computers.sorted();
    for (const point of this.#namedPoints(computers)) this.#points.add(point);
    const connectionPoints = this.#points.sorted();
    return {
      ...frame,
      // What is changed is stamped by the server; the other times are only as good as what wrote them.
      time: frame.time ?? this.#lastChange ?? this.#lastLogon,
      computers,
      connectionPoints,
      deletedConnectionPoints: this.#deletedPoints.sorted(),
      foreignParents: this.#parents.parentsOf(connectionPoints.map(({ dn }) => dn)),
    };
  }

  #addNamed(entry: DirectoryEntry): void {
    const name = nameOfHostPoint(entry);
    if (name !== null) (name === "named" ? this.#named : this.#namedOtherwise).add(namedPointOf(entry));
  }

  /**
   * Right below an account nothing else is called so: its class is lost, and the host is not known to lack it. Where what
   * it stands below did not come, accounts may be in another file; a group of that name is none all the same.
   */
  #namedPoints(computers: readonly ComputerObject[]): readonly ConnectionPointObject[] {
    if (this.#named.size + this.#namedOtherwise.size === 0) return [];
    const accounts = new Set(computers.map(({ dn }) => dnKey(dn)));
    const isOfAccount = ({ dn }: ConnectionPointObject): boolean => accounts.has(dnKey(parentDn(dn) ?? ""));
    return [
      ...this.#named.sorted().filter((point) => isOfAccount(point) || !this.#parents.has(parentDn(point.dn) ?? "")),
      ...this.#namedOtherwise.sorted().filter(isOfAccount),
    ];
  }

  #accessOf(entry: DirectoryEntry): AccessControl | null {
    const value = firstValueOf(entry, "ntsecuritydescriptor");
    return value === null ? null : this.#access.accessOf(value);
  }

  #noteTimes(entry: DirectoryEntry): void {
    this.#lastChange = later(this.#lastChange, timeOf(entry, "whenchanged") ?? timeOf(entry, "whencreated"));
    this.#lastLogon = later(this.#lastLogon, integerTimeOf(entry, "lastlogontimestamp"));
    this.#lastLogon = later(this.#lastLogon, integerTimeOf(entry, "pwdlastset"));
  }
}

function later(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return other > one ? other : one;
}
