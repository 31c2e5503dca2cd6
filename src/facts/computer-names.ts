import { hostShortName } from "../shared/host-name.ts";

/**
 * One name of a computer, whatever form a record has it in: `HV01` for `hv01` and `HV01.corp.example`. Where one short
 * name stands in several domains, each full name is a name of its own, in upper case.
 */
export type NameKey = string;

/** NetBIOS cuts a longer name to this. */
const NETBIOS_LENGTH = 15;

export interface ComputerNames {
  /** Any form of a name; one that no record bears is its own short name. */
  keyOf(computer: string): NameKey;
  /** The names with this first label, as NetBIOS has it: cut to 15 characters. */
  withLabel(label: string): ReadonlySet<NameKey>;
}

export function groupNames(computers: Iterable<string>): ComputerNames {
  const formsOf = new Map<string, Set<string>>();
  for (const computer of computers) {
    const short = hostShortName(computer);
    const forms = formsOf.get(short) ?? new Set();
    formsOf.set(short, forms);
    forms.add(computer.toUpperCase());
  }
  const isShared = (short: string): boolean => {
    const forms = formsOf.get(short);
    return forms !== undefined && forms.size - (forms.has(short) ? 1 : 0) > 1;
  };
  const keysOfLabel = new Map<string, Set<NameKey>>();
  for (const [short, forms] of formsOf) {
    const label = labelOf(short);
    const keys = keysOfLabel.get(label) ?? new Set();
    keysOfLabel.set(label, keys);
    for (const key of isShared(short) ? forms : [short]) keys.add(key);
  }
  return {
    keyOf(computer) {
      const short = hostShortName(computer);
      return isShared(short) ? computer.toUpperCase() : short;
    },
    withLabel: (label) => keysOfLabel.get(labelOf(label)) ?? new Set(),
  };
}

/** Whether a short name, as NetBIOS has it perhaps, may stand for the computer. */
export function mayName(label: string, computer: string): boolean {
  return labelOf(label) === labelOf(computer);
}

/** What names that may stand for one another have in common: the first label, as NetBIOS has it. */
export function labelOf(name: string): string {
  return hostShortName(name).slice(0, NETBIOS_LENGTH);
}
