import type { NameChange } from "./name-changes.ts";
import { type NameLink, NameTenures, type Tenure } from "./name-tenures.ts";
import type { NameKey } from "./computer-names.ts";

/** Which tenures of names are one machine's. */
export class MachineIdentity {
  readonly links: readonly NameLink[];
  readonly #tenures: NameTenures;
  readonly #parent = new Map<Tenure, Tenure>();
  /** Of a machine's root: the tenure that its last change of names began. */
  readonly #present = new Map<Tenure, Tenure>();

  /** `changes` in their order. */
  constructor(changes: readonly NameChange[]) {
    this.#tenures = new NameTenures(changes);
    this.links = this.#tenures.links;
    for (const { from, to } of this.links) {
      const [former, next] = [this.#rootOf(from), this.#rootOf(to)];
      if (former !== next) this.#parent.set(next, former);
      this.#present.set(former, to);
    }
  }

  tenureAt(name: NameKey, time: bigint | null): Tenure {
    return this.#tenures.at(name, time);
  }

  /** Whether the name never changed hands. */
  isOnlyOne(name: NameKey): boolean {
    return this.#tenures.tenuresOf(name).length === 1;
  }

  /** The last tenure of the machine that this one is of: the same object for all its tenures. */
  presentOf(tenure: Tenure): Tenure {
    const root = this.#rootOf(tenure);
    return this.#present.get(root) ?? root;
  }

  /** A root shortens the way to it for those below, so that a long chain of names is walked once. */
  #rootOf(tenure: Tenure): Tenure {
    let root = tenure;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    for (let at = tenure; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }
}
