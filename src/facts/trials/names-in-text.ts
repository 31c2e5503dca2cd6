import type { EventFields } from "../../evidence/index.ts";
import { snapshotKey } from "./attempt.ts";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const CSV_PATH = /[a-z]:\\ClusterStorage\\[^\\/:*?"<>|\r\n\t]{1,255}/gi;
/** A LUN's serial in a vendor's words, such as 6000EX51A9. */
const SERIAL = /[0-9A-Za-z]{6,64}/g;
/** A machine's name of several parts, such as app-08. */
const PARTED = /[0-9A-Za-z]{1,63}(?:[-_.][0-9A-Za-z]{1,63})+/g;
const DIGIT = /[0-9]/;
/** Longer texts of a vendor hold a dump, not a name. */
const LONGEST_TEXT = 16_384;

export interface NamesInText {
  /** Lower case without braces: a snapshot set may be among them. */
  readonly guids: readonly string[];
  /** What else may name a volume or a machine: LUN serials, paths, words. */
  readonly names: readonly string[];
}

/** In whatever language: what stands in a text and could name a snapshot set, a LUN, a volume or a machine. */
export function namesInText(value: string): NamesInText {
  const text = value.slice(0, LONGEST_TEXT);
  const found = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([one]) => one);
  const paths = found(CSV_PATH).map((path) => path.trimEnd());
  const parted = found(PARTED).filter((name) => DIGIT.test(name));
  return { guids: found(GUID).map(snapshotKey), names: [...paths, ...parted, ...found(SERIAL)] };
}

/** Whether a vendor's event may tell which backup it is of: it is worth more than its time. */
export function mayNameBackup({ data }: Pick<EventFields, "data">): boolean {
  return data.some(({ value }) => {
    const { guids, names } = namesInText(value);
    return guids.length > 0 || names.some((name) => DIGIT.test(name) || name.includes("\\"));
  });
}
