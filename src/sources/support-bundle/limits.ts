/** How much may come out of ZIPs. Bytes are counted as they come; what a header claims can only shorten it. */
export interface BundleLimits {
  /** In one ZIP, of any kind. */
  readonly entries: number;
  /** Of one entry. */
  readonly entryBytes: number;
  /** Of all ZIPs together. */
  readonly allBytes: number;
  /** How many times the size of a ZIP may come out of it, beyond `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/**
 * A bundle of 64 nodes has some 60,000 entries. Logs shrink to a tenth, nearly empty ones to a hundredth; Deflate cannot shrink anything to less
 * than a 1032nd, so that far less means the same data told again and again.
 */
export const BUNDLE_LIMITS: BundleLimits = {
  entries: 200_000,
  entryBytes: 8 * GIBIBYTE,
  allBytes: 32 * GIBIBYTE,
  ratio: 500,
  ratioFrom: 256 * MEBIBYTE,
};

/** Which limit was reached. `entry-bytes` stops an entry, the others a ZIP. `overlap`: entries share their data, which only a trap does. */
export type ReachedLimit = "entries" | "entry-bytes" | "all-bytes" | "ratio" | "overlap";

/** Counts what comes out of all ZIPs. */
export class UnpackingBudget {
  readonly limits: BundleLimits;
  #all = 0;
  #ofZip = 0;
  #zipBytes = 0;
  #packed = 0;
  #entries = 0;

  constructor(limits: BundleLimits) {
    this.limits = limits;
  }

  beginZip(zipBytes: number): void {
    this.#ofZip = 0;
    this.#packed = 0;
    this.#entries = 0;
    this.#zipBytes = zipBytes;
  }

  /** null: the ZIP may hold one entry more. */
  meets(): ReachedLimit | null {
    return ++this.#entries > this.limits.entries ? "entries" : null;
  }

  /** Of what an entry claims to hold, and to take in the ZIP; null: it may be tried. */
  claimed(bytes: number, packedBytes: number): ReachedLimit | null {
    this.#packed += packedBytes;
    return this.#packed > this.#zipBytes ? "overlap" : this.#limitWith(bytes, bytes);
  }

  /** `entryBytes`: so far, these among them. */
  took(bytes: number, entryBytes: number): ReachedLimit | null {
    const reached = this.#limitWith(bytes, entryBytes);
    this.#all += bytes;
    this.#ofZip += bytes;
    return reached;
  }

  #limitWith(bytes: number, entryBytes: number): ReachedLimit | null {
    if (entryBytes > this.limits.entryBytes) return "entry-bytes";
    if (this.#all + bytes > this.limits.allBytes) return "all-bytes";
    const most = Math.max(this.limits.ratioFrom, this.limits.ratio * this.#zipBytes);
    return this.#ofZip + bytes > most ? "ratio" : null;
  }
}
