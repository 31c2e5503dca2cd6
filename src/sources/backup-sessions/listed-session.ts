import type { BackupSession } from "../../evidence/index.ts";

/** What many rows of a list have in common. */
export type ToldAlike = Omit<BackupSession, "line" | "start" | "end" | "snapshot" | "run">;

/** A row of a list. There may be a million, so each holds what is its own and shares the rest with rows that tell the same. */
export class ListedSession implements BackupSession {
  readonly line: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly snapshot: string | null;
  readonly run: string | null;
  readonly #told: ToldAlike;

  constructor(told: ToldAlike, own: Omit<BackupSession, keyof ToldAlike>) {
    this.line = own.line;
    this.start = own.start;
    this.end = own.end;
    this.snapshot = own.snapshot;
    this.run = own.run;
    this.#told = told;
  }

  get file(): string {
    return this.#told.file;
  }

  get result(): BackupSession["result"] {
    return this.#told.result;
  }

  get volume(): string | null {
    return this.#told.volume;
  }

  get vm(): string | null {
    return this.#told.vm;
  }

  get host(): string | null {
    return this.#told.host;
  }

  get cluster(): string | undefined {
    return this.#told.cluster;
  }

  get proxy(): string | null {
    return this.#told.proxy;
  }

  get job(): string | null {
    return this.#told.job;
  }

  get isRetry(): boolean | null {
    return this.#told.isRetry;
  }

  get isTimeAmbiguous(): boolean {
    return this.#told.isTimeAmbiguous;
  }
}

/** So many ways to back up one thing are looked through for the same one; what has more shares nothing. */
const MOST_WAYS = 32;

/** What rows of one file tell alike, each kept once. */
export class ToldAlikes {
  readonly #ofSubject = new Map<string, ToldAlike[]>();

  share(told: ToldAlike): ToldAlike {
    const subject = told.vm ?? told.volume ?? "";
    const known = this.#ofSubject.get(subject);
    if (known === undefined) {
      this.#ofSubject.set(subject, [told]);
      return told;
    }
    for (const one of known) if (isAlike(one, told)) return one;
    if (known.length < MOST_WAYS) known.push(told);
    return told;
  }
}

function isAlike(one: ToldAlike, other: ToldAlike): boolean {
  return (
    one.result === other.result &&
    one.volume === other.volume &&
    one.vm === other.vm &&
    one.host === other.host &&
    one.cluster === other.cluster &&
    one.proxy === other.proxy &&
    one.job === other.job &&
    one.isRetry === other.isRetry &&
    one.isTimeAmbiguous === other.isTimeAmbiguous &&
    one.file === other.file
  );
}
