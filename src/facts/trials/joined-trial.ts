import type { Proof } from "../../evidence/index.ts";
import type { Attempt } from "./attempt.ts";
import { vmKey } from "./placements.ts";
import type { Trial, TrialVolume } from "./trial.ts";

const MOST_PROOFS = 24;

/** An attempt with the owners of its volumes, at least one. */
export interface PlacedAttempt {
  readonly attempt: Attempt;
  readonly volumes: readonly [TrialVolume, ...TrialVolume[]];
}

/** How often a part of a trial was tried, and what came of the last time. FILETIME ticks. */
export interface Tries {
  readonly start: bigint;
  readonly end: bigint;
  readonly isFailed: boolean;
  readonly count: number;
}

/** What is asked of a trial that may have been tried again. Most never are, and have none of this. */
interface Parts {
  /** Looked up once: the first attempt may have a thousand rows, and as many retries. */
  readonly isFailed: boolean;
  readonly vms: ReadonlySet<string>;
  /** By volume. */
  readonly owners: ReadonlyMap<string, string>;
  readonly retries: Attempt[];
  readonly tries: Map<string, Tries>;
  /** Volumes that passed in one of the retries. */
  readonly passed: Set<string>;
  /** One that named no machine passed: all of them were in it. */
  passedAsWhole: boolean;
}

/** Its first attempt, and what was tried again. There may be hundreds of thousands, so it copies nothing. */
export class JoinedTrial implements Trial {
  readonly #first: Attempt;
  readonly volumes: readonly [TrialVolume, ...TrialVolume[]];
  #known: Parts | null = null;

  constructor({ attempt, volumes }: PlacedAttempt) {
    this.#first = attempt;
    this.volumes = volumes;
  }

  get start(): bigint {
    return this.#first.start;
  }

  get end(): bigint {
    return this.#first.end;
  }

  get isFailed(): boolean {
    return this.#known?.isFailed ?? this.#first.isFailed;
  }

  get proxy(): string | null {
    return this.#first.proxy;
  }

  get job(): string | null {
    return this.#first.job;
  }

  get vms(): readonly string[] {
    return this.#first.vms;
  }

  get vmHosts(): readonly string[] {
    return this.#first.vmHosts;
  }

  get attempts(): number {
    return 1 + (this.#known?.retries.length ?? 0);
  }

  get passedAgain(): boolean {
    if (!this.isFailed || this.#known === null) return false;
    const { passed, tries, passedAsWhole } = this.#known;
    if (!this.volumes.every(({ volume }) => passed.has(volume))) return false;
    // One machine that passes in the end is not all that failed.
    return passedAsWhole || this.vms.every((vm) => tries.get(vmPart(vm))?.isFailed === false);
  }

  /** Of what this attempt tries again: of its machines, or where it names none, of its volumes. */
  triesOf(attempt: Attempt): Tries {
    const { start, end, isFailed } = this;
    let tries: Tries = { start, end, isFailed, count: 1 };
    if (this.#known === null || this.#known.retries.length === 0) return tries;
    for (const part of partsOf(attempt)) {
      const ofPart = this.#known.tries.get(part);
      if (ofPart === undefined) continue;
      const last = ofPart.start >= tries.start ? ofPart : tries;
      tries = { ...last, count: Math.max(tries.count, ofPart.count) };
    }
    return tries;
  }

  /** It failed, and holds all volumes and machines of this one, the volumes under the owners that they have now. */
  mayBeRetriedBy({ attempt, volumes }: PlacedAttempt): boolean {
    const { isFailed, vms, owners } = this.#parts();
    if (!isFailed) return false;
    // An attempt on volumes alone tries a snapshot again with all its machines, and not one machine's backup.
    if (attempt.vms.length === 0 && vms.size > 0 && this.#first.snapshot === null) return false;
    return (
      volumes.every((one) => owners.get(one.volume) === ownerOf(one)) &&
      (vms.size === 0 || attempt.vms.every((vm) => vms.has(vmKey(vm))))
    );
  }

  add(retry: Attempt): void {
    const parts = this.#parts();
    const { retries, tries, passed } = parts;
    const { start, end, isFailed } = retry;
    const ofParts = { start, end, isFailed, count: this.triesOf(retry).count + 1 };
    for (const part of [...retry.vms.map(vmPart), ...retry.volumes.map(volumePart)]) tries.set(part, ofParts);
    retries.push(retry);
    if (isFailed) return;
    for (const volume of retry.volumes) passed.add(volume);
    parts.passedAsWhole ||= retry.vms.length === 0;
  }

  evidence(): Proof {
    if (this.#known === null) return this.#first.evidence();
    const [first, ...rest] = this.#first.evidence();
    // A retry that went otherwise is no proof of how the first attempt went.
    const alike = this.#known.retries.filter(({ isFailed }) => isFailed === this.isFailed);
    return [first, ...[...rest, ...alike.flatMap((retry) => retry.evidence())].slice(0, MOST_PROOFS - 1)];
  }

  #parts(): Parts {
    this.#known ??= {
      isFailed: this.#first.isFailed,
      vms: new Set(this.vms.map(vmKey)),
      owners: new Map(this.volumes.map((one) => [one.volume, ownerOf(one)])),
      ...{ retries: [], tries: new Map(), passed: new Set(), passedAsWhole: false },
    };
    return this.#known;
  }
}

/** Empty where no one owner is known. */
export function ownerOf({ owner }: TrialVolume): string {
  return owner.kind === "owned" ? owner.node : "";
}

export function vmPart(vm: string): string {
  return `vm\n${vmKey(vm)}`;
}

export function volumePart(volume: string): string {
  return `volume\n${volume}`;
}

function partsOf({ vms, volumes }: Attempt): readonly string[] {
  return vms.length > 0 ? vms.map(vmPart) : volumes.map(volumePart);
}
