import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, it } from "vitest";
import {
  bytesSource,
  type Damage,
  EvtxScan,
  type RecordView,
  type Remark,
  type ScanOptions,
} from "../../src/formats/evtx/index.ts";

/** Real logs with a second opinion on each: they stand outside the project, in the folder BADNODE_CORPUS names. */
export interface Corpus {
  /** The folder of the logs themselves. */
  readonly logs: string;
  /** All logs in it, in order. */
  readonly names: readonly string[];
  bytes(name: string): Buffer;
  /** A gzipped text file below the corpus. */
  text(path: string): string;
}

/** A log that is 0 bytes long: no reader can take it for a log. */
export const EMPTY_LOG = "yamato-security--test2.evtx";

/** What BADNODE_CORPUS names; null when it is not set. */
export const CORPUS_FOLDER = process.env["BADNODE_CORPUS"] || null;

/** Defines tests that need the corpus; without it they are skipped, and presence.test.ts says so. */
export function describeCorpus(title: string, define: (corpus: Corpus) => void): void {
  describe(title, () => {
    if (CORPUS_FOLDER === null) it.skip("needs BADNODE_CORPUS");
    else define(openCorpus(CORPUS_FOLDER));
  });
}

function openCorpus(folder: string): Corpus {
  const logs = join(folder, "logs");
  if (!statSync(logs, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`BADNODE_CORPUS is ${folder}, but there is no folder ${logs}. Name the folder that holds "logs".`);
  }
  return {
    logs,
    names: readdirSync(logs).toSorted(),
    bytes: (name) => readFileSync(join(logs, name)),
    text: (path) => gunzipSync(readFileSync(join(folder, path))).toString("utf8"),
  };
}

export interface Noticed {
  readonly damages: readonly Damage[];
  readonly remarks: readonly Remark[];
}

/** Reads a whole log, handing each record to `visit`. */
export function scanLog(bytes: Uint8Array, visit: (record: RecordView) => void, options: ScanOptions = {}): Noticed {
  const damages: Damage[] = [];
  const remarks: Remark[] = [];
  const sink = {
    record: visit,
    damage: (damage: Damage) => void damages.push(damage),
    remark: (remark: Remark) => void remarks.push(remark),
  };
  const scan = new EvtxScan(bytesSource(bytes), sink, options);
  while (scan.next());
  return { damages, remarks };
}
