import type { InstalledKind, InstalledRow, Proof, SettingRef } from "../../evidence/index.ts";
import type { InstalledList } from "../../facts/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { splitsOfItems, type ItemSplit } from "./item-splits.ts";
import { LACKS, type Trait, type TraitEvidence, type TraitSource, UNKNOWN } from "./trait.ts";

/** What nodes' lists of updates and drivers differ in. */
export const installed: TraitSource = {
  requires: ["installedLists"],
  traits: (evidence) => [UPDATES, DRIVERS].flatMap((words) => traitsOf(words, evidence)),
};

interface Words {
  readonly kinds: readonly InstalledKind[];
  /** What it is called, and the start of the trait's name. */
  readonly noun: string;
  /** Where a list names what it lists. */
  readonly column: string;
  readonly note: string;
}

const UPDATES: Words = {
  kinds: ["update"],
  noun: "update",
  column: "HotFixID",
  note: "updates: a list may leave out what a later update has replaced, and says nothing of why a node differs",
};
const DRIVERS: Words = {
  // What an adapter's driver is, both lists tell.
  kinds: ["adapter-driver", "driver"],
  noun: "driver",
  column: "DriverVersion",
  note: "drivers: a node without the device lacks its driver too, and nothing says why a node differs",
};
/** So many are named of what splits the nodes in the same way. */
const NAMED = 3;

function traitsOf(words: Words, { facts, nodes, repaired }: TraitEvidence): readonly Trait[] {
  const compared = new Set(nodes);
  // A list shows what is there now, and a repaired node was another before.
  const usable = facts.installedLists.filter(({ host }) => compared.has(host) && !repaired.has(host));
  const kinds = words.kinds.map(
    (kind) => new Map(usable.flatMap((list) => (list.kind === kind ? [[list.host, list]] : []))),
  );
  const note = noteOf(
    words,
    kinds.flatMap((listOf) => [...listOf.values()]),
  );
  return splitsOfItems(kinds, nodes).map((split) => traitOf(split, { words, note, kinds }));
}

function noteOf({ note }: Words, lists: readonly InstalledList[]): string {
  const inferred = distinctTexts(lists.flatMap(({ host, isHostInferred }) => (isHostInferred ? [host] : [])));
  if (inferred.length === 0) return note;
  const named = listed(inferred, "node", "and");
  return `${note}; whose list it is only the folder's name tells of ${named} (inferred)`;
}

interface Telling {
  readonly words: Words;
  readonly note: string;
  readonly kinds: readonly ReadonlyMap<string, InstalledList>[];
}

function traitOf({ has, lacks, states }: ItemSplit, { words, note, kinds }: Telling): Trait {
  const { noun, column } = words;
  const had = has.length === 0 ? null : `${noun} ${listed(has, noun, "and")}`;
  const lacking = lacks.length === 0 ? null : `${noun} ${listed(lacks, noun, "and")}`;
  const phrase = (having: string, wanting: string): string => {
    const parts = [had === null ? null : `${having} ${had}`, lacking === null ? null : `${wanting} ${lacking}`];
    return parts.filter((part) => part !== null).join(" and ");
  };
  const [first] = has;
  return {
    text: {
      id: first === undefined ? `${noun}-missing:${lacks[0] ?? ""}` : `${noun}:${first}`,
      role: "circumstance",
      label: [...(had === null ? [] : [had]), ...(lacking === null ? [] : [`no ${lacking}`])].join(", "),
      one: phrase("has", "lacks"),
      many: phrase("have", "lack"),
      passing: null,
      note,
    },
    isOneOfMany: true,
    of(node) {
      const state = states.get(node) ?? "unknown";
      if (state !== "has") return state === "lacks" ? LACKS : UNKNOWN;
      const lists = kinds.flatMap((listOf) => listOf.get(node) ?? []);
      const evidence = proofIn(lists, { has, column });
      return evidence === null ? UNKNOWN : { state: "has", time: null, evidence };
    },
  };
}

/** The rows that name them; of what is not listed there is none, but the list. */
function proofIn(
  lists: readonly InstalledList[],
  { has, column }: { readonly has: readonly string[]; readonly column: string },
): Proof | null {
  const rowOf = (item: string): readonly InstalledRow[] =>
    lists.flatMap(({ items }) => items.get(item) ?? []).slice(0, 1);
  const refs = has
    .slice(0, NAMED)
    .flatMap(rowOf)
    .map(({ file, line }) => refTo(file, `${column}, line ${line}`));
  const [any] = lists.flatMap(({ items }) => [...items.values()].slice(0, 1));
  const [ref, ...more] = refs.length > 0 || any === undefined ? refs : [refTo(any.file, column)];
  return ref === undefined ? null : [ref, ...more];
}

/** A list tells no time, as a row of a proof has. */
function refTo(file: string, path: string): SettingRef {
  return { kind: "setting", file, path };
}

function listed(names: readonly string[], noun: string, word: string): string {
  const more = names.length - NAMED;
  if (more > 0) return `${names.slice(0, NAMED).join(", ")} and ${more} more ${noun}${more === 1 ? "" : "s"}`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1) ?? ""}`;
}
