/** A routine of a shadow copy provider, as a 12293 names it. */
export interface ProviderRoutine {
  /** Without interface and arguments. */
  readonly name: string;
  /** Whether VSS calls it when it imports a transportable snapshot: then alone, or at other times too. */
  readonly ofImport: "only" | "also" | "no";
}

// Methods of the provider's COM interfaces (vsprov.h): names of code, the same in every language of Windows.
// LocateLuns and FillInLunInfo: verified, learn.microsoft.com has VSS call them when it imports. GetTargetLuns and
// ImportSnapshot...: inferred; the first is also called when a snapshot is made, where it cannot be told from an import.
const OF_IMPORT_ONLY = /\b(ImportSnapshot\w{0,40}|LocateLuns|FillInLunInfo)\b/i;
const OF_IMPORT_TOO = /\b(GetTargetLuns)\b/i;

// What a provider does beside an import: making, finishing, asking for, deleting and reverting snapshots.
const OF_OTHER_WORK = new RegExp(
  String.raw`\b(${[
    "AreLunsSupported",
    "BeginPrepareSnapshot",
    "EndPrepareSnapshots",
    "PreCommitSnapshots",
    "CommitSnapshots",
    "PostCommitSnapshots",
    "PreFinalCommitSnapshots",
    "PostFinalCommitSnapshots",
    "AbortSnapshots",
    "OnLunEmpty",
    "OnLunStateChange",
    "OnReuseLuns",
    "ResyncLuns",
    "GetProviderCapabilities",
    "IsVolumeSupported",
    "IsVolumeSnapshotted",
    "GetSnapshotProperties",
    "SetSnapshotProperty",
    "DeleteSnapshots",
    "RevertToSnapshot",
    "QueryRevertStatus",
  ].join("|")})\b`,
  "i",
);

// A method that is not listed here, behind its interface; or, where a routine is due, several capitals in one word that
// stands alone or has arguments.
const OF_INTERFACE = /\bI[A-Z]\w{1,60}::([A-Za-z]\w{1,60})/;
const UNLISTED = /^\s*([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)\s*(?:\(|$)/;
const LONGEST_NAME = 64;

/**
 * The routine that a text names; null when it names none that can be told from words of a language.
 * `isRoutineDatum`: the text stands where the routine is due, so that a method unknown here is known as one.
 */
export function findProviderRoutine(text: string, isRoutineDatum: boolean): ProviderRoutine | null {
  const imported = OF_IMPORT_ONLY.exec(text)?.[1];
  if (imported !== undefined) return { name: imported, ofImport: "only" };
  const shared = OF_IMPORT_TOO.exec(text)?.[1];
  if (shared !== undefined) return { name: shared, ofImport: "also" };
  const listed = OF_OTHER_WORK.exec(text) ?? OF_INTERFACE.exec(text);
  const name = (listed ?? (isRoutineDatum ? UNLISTED.exec(text) : null))?.[1];
  return name === undefined || name.length > LONGEST_NAME ? null : { name, ofImport: "no" };
}
