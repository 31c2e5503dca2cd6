import type { SourceStatus } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import {
  explainDamagedBundle,
  explainEmptyBundle,
  explainEncryptedBundle,
  explainRefusedEntries,
  explainTooLargeBundle,
} from "./bundle-problem.ts";
import type { NameFault } from "./entry-name.ts";
import type { BundleLimits, ReachedLimit } from "./limits.ts";
import type { EntryFault } from "./unpack-entry.ts";

/** What came of one ZIP. */
export interface BundleSource {
  readonly path: string;
  /** `damaged`: some of it was unpacked, and some could not be or was refused. */
  readonly status: SourceStatus;
  /** That were unpacked for the readers. */
  readonly files: number;
  /** One line each. Bounded. */
  readonly warnings: readonly string[];
  readonly problem: Explanation | null;
}

export type RefusedFor = NameFault | "link" | "special" | "same-name";

const REFUSED: Readonly<Record<RefusedFor, string>> = {
  absolute: "is an absolute path",
  "climbs-out": "climbs out of the bundle",
  "device-name": "is the name of a device",
  "unusable-name": "is no name of a file",
  link: "is a link",
  special: "is neither a file nor a folder",
  "same-name": "differs from another name in case only, or not at all",
};

const FAULTS: Readonly<Record<EntryFault, string>> = {
  "cut-off": "is cut off",
  "bad-data": "cannot be unpacked",
  "bad-checksum": "does not fit its checksum",
  "bad-length": "is not as long as it should be",
  "unknown-method": "is packed by a method other than Deflate",
  "unknown-length": "does not say how long it is",
};

const LISTED = 20;
const LONGEST_SHOWN = 200;

/** Gathers what is told of one ZIP. */
export class BundleAccount {
  readonly #path: string;
  readonly #limits: BundleLimits;
  readonly #warnings: string[] = [];
  #untold = 0;
  #limit: ReachedLimit | null = null;
  #listFault: string | null = null;
  #damaged = 0;
  #firstDamaged = "";
  #encrypted = 0;
  #refused = 0;
  #firstRefused = "";
  #archives = 0;

  constructor(path: string, limits: BundleLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  refuse(name: string, reason: RefusedFor): void {
    const line = `${shownName(name)} ${REFUSED[reason]}`;
    if (this.#refused++ === 0) this.#firstRefused = line;
    this.#warn(`not unpacked: ${line}`);
  }

  damage(name: string, fault: EntryFault | "no-header", isKept: boolean): void {
    const line = `${shownName(name)} ${fault === "no-header" ? "is not where the list at the end says" : FAULTS[fault]}`;
    if (this.#damaged++ === 0) this.#firstDamaged = line;
    this.#warn(isKept ? `${line}; what came of this log is read` : `${line}, and is left out`);
  }

  encrypted(name: string): void {
    this.#encrypted++;
    this.#warn(`${shownName(name)} is protected by a password`);
  }

  archive(name: string): void {
    this.#archives++;
    this.#warn(`${shownName(name)} is an archive itself, and is not opened`);
  }

  /** An entry alone is left out for `entry-bytes`. */
  reach(limit: ReachedLimit, name: string): void {
    if (this.#limit === null || this.#limit === "entry-bytes") this.#limit = limit;
    if (limit === "entry-bytes") this.#warn(`not unpacked: ${shownName(name)} is too large`);
  }

  /** The list of its entries cannot be read, or not to its end. */
  loseList(fault: string): void {
    this.#listFault = fault;
    this.#warn(`the list at the end cannot be used (${fault}): entries are found by what stands before them`);
  }

  /** `failure`: what ended the unpacking before its time. */
  source(files: number, failure: Explanation | null = null): BundleSource {
    const problem = failure ?? this.#problem(files);
    return {
      path: this.#path,
      status: problem === null ? "complete" : files > 0 ? "damaged" : "unreadable",
      files,
      warnings: this.#untold > 0 ? [...this.#warnings, `${this.#untold} more`] : this.#warnings,
      problem,
    };
  }

  /** The gravest. */
  #problem(files: number): Explanation | null {
    const path = this.#path;
    if (this.#limit !== null) return explainTooLargeBundle(path, this.#limit, this.#limits, files);
    if (this.#listFault !== null)
      return explainDamagedBundle(path, "the list of its files is missing or broken", files);
    if (this.#damaged > 0) {
      const further = this.#damaged > 1 ? ` (and ${this.#damaged - 1} more)` : "";
      return explainDamagedBundle(path, `${this.#firstDamaged}${further}`, files);
    }
    if (this.#encrypted > 0) return explainEncryptedBundle(path, this.#encrypted, files);
    if (this.#refused > 0) return explainRefusedEntries(path, this.#firstRefused, this.#refused, files);
    return files === 0 ? explainEmptyBundle(path, this.#archives) : null;
  }

  #warn(line: string): void {
    if (this.#warnings.length < LISTED) this.#warnings.push(line);
    else this.#untold++;
  }
}

/** In quotation marks; control characters, which hostile names hold, written out. */
function shownName(name: string): string {
  const shown =
    name.length <= LONGEST_SHOWN ? name : `${name.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, "")}...`;
  return JSON.stringify(shown).replaceAll("\\\\", "\\");
}
