import type { DirectoryView } from "../../../src/evidence/index.ts";
import {
  type AttributeValue,
  type DirectoryEntry,
  DirectoryViewBuilder,
  type ViewFrame,
} from "../../../src/sources/directory-objects/index.ts";

type Written = AttributeValue | readonly AttributeValue[];

/** One entry as it is read: names are spelt as they are written here. */
export function entryOf(dn: string, attributes: Readonly<Record<string, Written>> = {}): DirectoryEntry {
  const pairs = Object.entries(attributes).map(([name, written]): readonly [string, readonly AttributeValue[]] => [
    name.toLowerCase(),
    typeof written === "string" || written instanceof Uint8Array ? [written] : written,
  ]);
  return {
    dn,
    attributes: new Map(pairs),
    spellings: new Map(Object.keys(attributes).map((name) => [name.toLowerCase(), name])),
  };
}

export const FRAME: ViewFrame = {
  server: "dc1.corp.example",
  basis: "live",
  namingContext: "DC=corp,DC=example",
  time: null,
  attributes: new Set(["cn"]),
  asksForConnectionPoints: true,
  asksForDeleted: false,
  readerSids: null,
  principals: new Map(),
  unread: [],
};

export function viewOf(entries: Iterable<DirectoryEntry>, frame: ViewFrame = FRAME): DirectoryView {
  const builder = new DirectoryViewBuilder();
  for (const entry of entries) builder.add(entry);
  return builder.build(frame);
}
