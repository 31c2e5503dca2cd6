import { hostShortName } from "../shared/host-name.ts";

/**
 * One name of a computer, whatever form a record has it in: `HV01` for `hv01` and `HV01.corp.example`. Where one short
 * name stands in several domains, each full name is a name of its own, in upper case.
 */
export type NameKey = string;

/** NetBIOS cuts a longer name to this. */
const NETBIOS_LENGTH = 15;

export interface ComputerNames {
  /**
   * Any form of a name; one that no record bears is its own short name, or that of the one computer whose name NetBIOS cuts to it.
   */
  keyOf(computer: string): NameKey;
  /** The names with this first label, as NetBIOS has it: cut to 15 characters. */
  withLabel(label: string): ReadonlySet<NameKey>;
}

/** `computers`: who wrote records. `others`: names in other inputs, which may be cut as NetBIOS cuts them. */
export function groupNames(computers: Iterable<string>, others: Iterable<string> = []): ComputerNames {
  const formsOf = new Map<string, Set<string>>();
  const add = (computer: string): void => {
    const short = hostShortName(computer);
    const forms = formsOf.get(short) ?? new Set();
    formsOf.set(short, forms);
    forms.add(computer.toUpperCase());
  };
  for (const computer of computers) add(computer);
  const maybeCut = new Set<string>();
  for (const other of others) {
    if (other.length === NETBIOS_LENGTH && !formsOf.has(other.toUpperCase())) maybeCut.add(other.toUpperCase());
    else add(other);
  }
  const isShared = (short: string): boolean => {
    const forms = formsOf.get(short);
    return forms !== undefined && forms.size - (forms.has(short) ? 1 : 0) > 1;
  };
  const keysOfLabel = new Map<string, Set<NameKey>>();
  const addLabel = (short: string, keys: Iterable<NameKey>): void => {
    const label = labelOf(short);
    const known = keysOfLabel.get(label) ?? new Set();
    keysOfLabel.set(label, known);
    for (const key of keys) known.add(key);
  };
  for (const [short, forms] of formsOf) addLabel(short, isShared(short) ? forms : [short]);
  const wholeOf = (short: string): NameKey | null => {
    if (short.length !== NETBIOS_LENGTH || formsOf.has(short)) return null;
    const [only, another] = keysOfLabel.get(short) ?? [];
    return only === undefined || another !== undefined ? null : only;
  };
  for (const short of [...maybeCut].filter((one) => wholeOf(one) === null)) {
    formsOf.set(short, new Set([short]));
    addLabel(short, [short]);
  }
  return {
    keyOf(computer) {
      const short = hostShortName(computer);
      return isShared(short) ? computer.toUpperCase() : (wholeOf(short) ?? short);
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
