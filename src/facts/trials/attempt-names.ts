import type { BackupSession } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { Naming } from "./naming.ts";

export const NO_TEXTS: readonly string[] = [];

/** Of one attempt's rows; emptied and filled again for each of hundreds of thousands. */
class Touched {
  readonly volumes = new Set<string>();
  readonly vms = new Set<string>();
  readonly vmHosts = new Set<string>();

  clear(): this {
    this.volumes.clear();
    this.vms.clear();
    this.vmHosts.clear();
    return this;
  }
}

/** Names in one spelling. A hundred thousand attempts have few volumes: those that have one or the same two share a list. */
export class Labels {
  readonly naming: Naming;
  readonly touched = new Touched();
  readonly #alone = new Map<string, readonly string[]>();
  readonly #pairs = new Map<string, Map<string, readonly string[]>>();

  constructor(naming: Naming) {
    this.naming = naming;
  }

  sorted(texts: ReadonlySet<string>): readonly string[] {
    if (texts.size > 2) return [...texts].sort(compareText);
    const [one, other] = texts;
    if (one === undefined) return NO_TEXTS;
    return other === undefined ? this.alone(one) : this.both(one, other);
  }

  both(one: string, other: string): readonly string[] {
    if (one === other) return this.alone(one);
    return compareText(one, other) < 0 ? this.#pair(one, other) : this.#pair(other, one);
  }

  /** The one volume that a row names, where it names nothing else that may tell it; null: it does. */
  plainVolume({ volume, vm, host }: BackupSession): string | null {
    if (volume === null || vm !== null || host !== null || !this.naming.isOfOneCluster) return null;
    const [one = null, another] = this.naming.volumes(volume);
    return another === undefined ? one : null;
  }

  #pair(first: string, second: string): readonly string[] {
    const withFirst = this.#pairs.get(first) ?? new Map<string, readonly string[]>();
    const known = withFirst.get(second);
    if (known !== undefined) return known;
    const list = [first, second];
    this.#pairs.set(first, withFirst.set(second, list));
    return list;
  }

  alone(text: string): readonly string[] {
    const known = this.#alone.get(text);
    if (known !== undefined) return known;
    const list = [text];
    this.#alone.set(text, list);
    return list;
  }
}
