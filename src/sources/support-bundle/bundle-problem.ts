import type { Explanation } from "../../shared/errors.ts";
import type { BundleLimits, ReachedLimit } from "./limits.ts";

const UNPACK_IT = "Unpack it where it was made, and give the folder.";

export function explainNotZip(path: string, size: number): Explanation {
  return {
    code: "not-a-zip",
    happened: size === 0 ? `${path} is empty (0 bytes).` : `${path} is called .zip and is no ZIP.`,
    likelyCause: "The copy was interrupted, the file was overwritten, or it is another kind of archive.",
    nextStep: `Copy it again. Or: ${UNPACK_IT}`,
  };
}

/** `what` is wrong with it; `files`: could be read all the same. */
export function explainDamagedBundle(path: string, what: string, files: number): Explanation {
  return {
    code: "bundle-damaged",
    happened: `${path} is damaged: ${what}; ${readWords(files)}.`,
    likelyCause: "The copy or the download was cut off, or the disk it lay on failed.",
    nextStep: `Copy it again from where it was made. Or: ${UNPACK_IT}`,
  };
}

export function explainEncryptedBundle(path: string, count: number, files: number): Explanation {
  return {
    code: "bundle-encrypted",
    happened: `${path} is protected by a password (${count} of its files); ${readWords(files)}.`,
    nextStep: "Unpack it with its password, and give the folder.",
  };
}

/** `first`: a name, and why it was refused. */
export function explainRefusedEntries(path: string, first: string, count: number, files: number): Explanation {
  return {
    code: "bundle-entries-refused",
    happened: `${path} holds ${count === 1 ? "an entry" : `${count} entries`} that ${count === 1 ? "is" : "are"} not unpacked: ${first}; ${readWords(files)}.`,
    likelyCause: "It was made to write elsewhere than where it is unpacked, or not on Windows.",
    nextStep: "Find out who made it. If you trust it, unpack it with a tool that you trust, and give the folder.",
  };
}

const GIBIBYTE = 2 ** 30;

function limitWords(limit: ReachedLimit, { entries, entryBytes, allBytes, ratio }: BundleLimits): string {
  switch (limit) {
    case "entries":
      return `more than ${entries} entries`;
    case "entry-bytes":
      return `a file of more than ${sizeWords(entryBytes)}`;
    case "all-bytes":
      return `more than ${sizeWords(allBytes)} in all`;
    case "ratio":
      return `more than ${ratio} times its own size`;
    case "overlap":
      return "the same data as several files";
  }
}

function sizeWords(bytes: number): string {
  return bytes >= GIBIBYTE ? `${Math.floor(bytes / GIBIBYTE)} GiB` : `${bytes} bytes`;
}

export function explainTooLargeBundle(
  path: string,
  limit: ReachedLimit,
  limits: BundleLimits,
  files: number,
): Explanation {
  return {
    code: "bundle-too-large",
    happened: `${path} holds ${limitWords(limit, limits)}, which is not unpacked; ${readWords(files)}.`,
    likelyCause: "It was made to fill the disk, or it holds much that is no log and no export.",
    nextStep: "If you trust it, unpack it yourself, and give the folder with the logs and exports.",
  };
}

export function explainEmptyBundle(path: string, archives: number): Explanation {
  return {
    code: "nothing-in-bundle",
    happened: `${path} holds nothing that may be a log or an export${archives > 0 ? " but archives within it" : ""}.`,
    likelyCause: archives > 0 ? "A bundle was packed once more." : "It is another kind of archive.",
    nextStep: archives > 0 ? "Unpack it, and give the folder." : "Give the ZIP or the folder with the exports.",
  };
}

/** `code`: what the file system says; null: nothing that is known. */
export function explainTemporaryFolder(code: string | null): Explanation {
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return {
    code: isFull ? "temporary-folder-full" : "temporary-folder-unusable",
    happened: isFull
      ? "The folder for temporary files is full."
      : `The folder for temporary files cannot be used (${code ?? "unknown error"}).`,
    likelyCause: "A ZIP is unpacked there while it is read, which may take ten times its size.",
    nextStep: `Make room there, or name another folder in TMPDIR (on Windows: TEMP). Or: ${UNPACK_IT}`,
  };
}

function readWords(files: number): string {
  if (files === 0) return "nothing of it could be read";
  return files === 1 ? "1 file could be read" : `${files} files could be read`;
}
