import {
  type Damage,
  FILE_HEADER_SIZE,
  type RecordView,
  type Remark,
  type ScanProgress,
} from "../../formats/evtx/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { completeAccount, type LogAccount } from "./account.ts";
import type { LogFile } from "./log-file.ts";
import type { LogFormat } from "./log-format.ts";
import { explainFileError, explainHeaderOnly, explainNoEvents, explainNoRecords } from "./path-problem.ts";

/** No account lists more; the rest is counted. */
const KEPT = 100;

/** Gathers one log's account while it is read. */
export class AccountBuilder {
  problem: Explanation | null = null;
  /** What the reader threw, when it failed. */
  defect: unknown = null;
  readonly #path: string;
  readonly #damages: Damage[] = [];
  readonly #remarks: string[] = [];
  #damageCount = 0;
  #progress: ScanProgress | null = null;
  #fromHigh = 0;
  #fromLow = 0;
  #toHigh = 0;
  #toLow = 0;
  #timed = false;

  constructor(path: string) {
    this.#path = path;
  }

  recorded(record: RecordView): void {
    const { timeHigh, timeLow } = record;
    if (!this.#timed || timeHigh < this.#fromHigh || (timeHigh === this.#fromHigh && timeLow < this.#fromLow)) {
      this.#fromHigh = timeHigh;
      this.#fromLow = timeLow;
    }
    if (!this.#timed || timeHigh > this.#toHigh || (timeHigh === this.#toHigh && timeLow > this.#toLow)) {
      this.#toHigh = timeHigh;
      this.#toLow = timeLow;
    }
    this.#timed = true;
  }

  damaged(damage: Damage): void {
    this.#damageCount++;
    if (this.#damages.length < KEPT) this.#damages.push(damage);
  }

  remarked(remark: Remark): void {
    if (this.#remarks.length < KEPT) this.#remarks.push(remark.text);
  }

  progressed(progress: ScanProgress): void {
    this.#progress = { ...progress };
  }

  /** The scan is over: what does it mean that nothing, or not everything, came? Of a range, `joinAccounts` says it. */
  reachedEnd(file: LogFile, format: LogFormat, isWholeLog: boolean): void {
    if (file.failure !== null) this.problem ??= explainFileError(this.#path, file.failure);
    if (!isWholeLog || (this.#progress?.records ?? 0) > 0) return;
    if (format === "evtx" && file.size <= FILE_HEADER_SIZE) this.problem ??= explainHeaderOnly(this.#path);
    else if (this.#damageCount > 0) this.problem ??= explainNoRecords(this.#path);
    else if (format === "event-xml") this.problem ??= explainNoEvents(this.#path);
  }

  account(): LogAccount {
    return completeAccount({
      path: this.#path,
      records: this.#progress?.records ?? 0,
      selected: this.#progress?.selected ?? 0,
      recovered: this.#progress?.recovered ?? 0,
      damaged: this.#progress?.damaged ?? 0,
      from: this.#timed ? ticks(this.#fromHigh, this.#fromLow) : null,
      to: this.#timed ? ticks(this.#toHigh, this.#toLow) : null,
      skippedChannel: this.#progress?.skippedChannel ?? null,
      damages: { count: this.#damageCount, first: this.#damages },
      remarks: this.#remarks,
      problem: this.problem,
      defect: this.defect,
    });
  }
}

function ticks(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}
