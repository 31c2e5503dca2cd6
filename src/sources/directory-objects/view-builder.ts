import type { DirectoryView } from "../../evidence/index.ts";
import type { DirectoryEntry } from "./directory-entry.ts";

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
  /** Objects that are neither computers nor connection points nor parents of one are left out; one that comes twice counts once. */
  add(entry: DirectoryEntry): void {
    throw new Error("not built yet", { cause: [entry] });
  }

  build(frame: ViewFrame): DirectoryView {
    throw new Error("not built yet", { cause: [frame] });
  }
}
