import { distinctTexts } from "../../shared/distinct-texts.ts";
import { compareText } from "../../shared/order.ts";
import type { Volumes } from "../ownership/volumes.ts";
import type { Attempt } from "./attempt.ts";
import type { ImportFailure } from "./import-failures.ts";
import { KnownNames, nameKey } from "./known-names.ts";
import type { Naming } from "./naming.ts";
import { type Placements, vmKey } from "./placements.ts";

/** What the texts of a failed import name. Each sorted; none where they name none. */
export interface NamedInFailure {
  readonly volumes: readonly string[];
  /** By `vmKey`. */
  readonly machines: readonly string[];
  /** As inputs spell them. */
  readonly spelledMachines: readonly string[];
  /** Where the machines' disks lay then, and on which hosts they ran; none where no export has the machine. */
  readonly volumesOfMachines: readonly string[];
  readonly hostsOfMachines: readonly string[];
}

export interface NamesGiven {
  readonly attempts: readonly Attempt[];
  readonly volumes: Pick<Volumes, "nameOf" | "names">;
  /** Volumes that rows name, as they are written there. */
  readonly named: Iterable<string>;
  readonly placements: Placements;
  readonly naming: Naming;
}

/**
 * Finds the machines that attempts or placement know, and volumes by any of their names. A name that both bear is taken for
 * the volume's: its folder is mostly named as the machine in it.
 */
export function namesOfFailures({
  attempts,
  volumes,
  named,
  placements,
  naming,
}: NamesGiven): (failure: ImportFailure) => NamedInFailure {
  const labels = new Map<string, string>();
  for (const name of volumes.names) labels.set(nameKey(name), name);
  for (const name of new Set(named)) if (!labels.has(nameKey(name))) labels.set(nameKey(name), naming.volume(name));
  const machineSpelling = machineSpellings(attempts, placements);
  const known = new KnownNames([...labels.keys(), ...machineSpelling.keys()]);
  return ({ texts, names, guids, time }) => {
    const found = new Set(texts.flatMap((text) => known.in(text)));
    const byOtherNames = [...names, ...guids].flatMap((name) => volumes.nameOf(name) ?? []);
    const byOwnNames = [...found].flatMap((key) => labels.get(key) ?? []);
    const machines = [...found].filter((key) => machineSpelling.has(key) && !labels.has(key)).sort(compareText);
    const spelled = machines.flatMap((key) => machineSpelling.get(key) ?? []);
    const placed = spelled.flatMap((vm) => placements.at(vm, time) ?? []);
    return {
      volumes: distinctTexts([...byOtherNames, ...byOwnNames]),
      machines: spelled.map(vmKey),
      spelledMachines: spelled,
      volumesOfMachines: distinctTexts(
        placed.flatMap((placement) =>
          placement.volumes.map((name) => naming.volume(name, () => ({ clusters: placement.clusters, hosts: [] }))),
        ),
      ),
      hostsOfMachines: distinctTexts(placed.flatMap(({ hosts }) => hosts)),
    };
  };
}

/** By `nameKey`; the first of several spellings. */
function machineSpellings(attempts: readonly Attempt[], placements: Placements): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  const add = (vm: string): void => {
    const key = nameKey(vm);
    const before = spellings.get(key);
    if (before === undefined || compareText(vm.trim(), before) < 0) spellings.set(key, vm.trim());
  };
  const vms = new Set(placements.vms.values());
  for (const attempt of attempts) for (const vm of attempt.vms) vms.add(vm);
  for (const vm of vms) add(vm);
  return spellings;
}
