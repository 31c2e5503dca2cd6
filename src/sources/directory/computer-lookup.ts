import type { DirectoryEntry } from "../directory-objects/index.ts";
import { anyOf, both, COMPUTER_ATTRIBUTES, COMPUTERS } from "./audit-questions.ts";
import type { SearchFilter } from "./connection.ts";
import type { ServerReading } from "./server-reading.ts";

/** Something that is looked for one by one. */
export interface Wanted {
  readonly filter: SearchFilter;
}

export interface ComputerLookup {
  /** What failed, in the words of a warning. */
  readonly what: string;
  /** DN below which is looked. */
  readonly base: string;
  readonly wanted: readonly Wanted[];
  /** Whether it is one of those. */
  readonly isWanted: (entry: DirectoryEntry) => boolean;
  readonly securityDescriptors: boolean;
}

const WANTED_PER_REQUEST = 200;
/** Of more, a pass over all computers asks less. */
export const MAX_WANTED = 1000;

/** Looks up many objects with few requests. false: not all were answered, which is noted. */
export async function lookUpComputers(reading: ServerReading, lookup: ComputerLookup): Promise<boolean> {
  for (const filter of filtersOf(lookup.wanted)) {
    const { problem } = await reading.questions.ask(
      {
        base: lookup.base,
        scope: "subtree",
        filter,
        attributes: COMPUTER_ATTRIBUTES,
        securityDescriptors: lookup.securityDescriptors,
      },
      (entry) => {
        if (lookup.isWanted(entry)) reading.keep(entry);
      },
    );
    if (problem === null) continue;
    reading.noteProblem(lookup.what, problem);
    reading.noteUnread({ dn: reading.scope.base, lacks: "computers", problem });
    return false;
  }
  return true;
}

function filtersOf(wanted: readonly Wanted[]): readonly SearchFilter[] {
  if (wanted.length > MAX_WANTED) return [COMPUTERS];
  const filters: SearchFilter[] = [];
  for (let from = 0; from < wanted.length; from += WANTED_PER_REQUEST) {
    filters.push(anyOf(wanted.slice(from, from + WANTED_PER_REQUEST).map(({ filter }) => filter)));
  }
  return filters;
}

/** Of the attributes that tell a DN, a server finds objects by name only; the DN then decides. */
export function filterOfDn(dn: string, name: string): SearchFilter {
  return both(
    { kind: "equals", attribute: "name", value: name },
    { kind: "equals", attribute: "distinguishedName", value: dn },
  );
}
