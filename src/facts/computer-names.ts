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
  /** The names with this first label, as NetBIOS has it: cut to 15 characters. In order. */
  withLabel(label: string): readonly NameKey[];
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
  const keysOfLabel = new Map<string, NameKey[]>();
  for (const [short, forms] of formsOf) {
    const label = netbiosLabel(short);
    const keys = isShared(short) ? [...forms] : [short];
    keysOfLabel.set(label, [...(keysOfLabel.get(label) ?? []), ...keys].sort());
  }
  return {
    keyOf(computer) {
      const short = hostShortName(computer);
      return isShared(short) ? computer.toUpperCase() : short;
    },
    withLabel: (label) => keysOfLabel.get(netbiosLabel(hostShortName(label))) ?? [],
  };
}

/** Whether a short name, as NetBIOS has it perhaps, may stand for the computer. */
export function mayName(label: string, computer: string): boolean {
  return netbiosLabel(hostShortName(label)) === netbiosLabel(hostShortName(computer));
}

function netbiosLabel(short: string): string {
  return short.slice(0, NETBIOS_LENGTH);
}
