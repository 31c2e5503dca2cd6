import { compareText } from "../../shared/order.ts";
import type { Hosts } from "../hosts.ts";
import type { Volumes } from "../ownership/volumes.ts";

/** The one name that trials use for whatever a source calls a volume or a host. */
export interface Naming {
  /** A volume that nothing maps keeps the name that it was given, in one spelling. */
  volume(text: string): string;
  host(text: string, time: bigint): string;
}

/** `named`: the volumes that some source names, each as it is written there. */
export function namingOf(
  hosts: Pick<Hosts, "nameOf">,
  volumes: Pick<Volumes, "nameOf">,
  named: Iterable<string>,
): Naming {
  const spelling = new Map<string, string>();
  for (const text of named) {
    const known = spelling.get(keyOf(text));
    if (known === undefined || compareText(text.trim(), known) < 0) spelling.set(keyOf(text), text.trim());
  }
  const labels = new Map<string, string>();
  return {
    volume(text) {
      const known = labels.get(text);
      if (known !== undefined) return known;
      const label = volumes.nameOf(text) ?? spelling.get(keyOf(text)) ?? text.trim();
      labels.set(text, label);
      return label;
    },
    host: (text, time) => hosts.nameOf(text, time),
  };
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}
