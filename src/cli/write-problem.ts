import type { Explanation } from "../shared/errors.ts";

/** Why the result could not be written. `target` is a path or "standard output". */
export function explainWriteError(target: string, error: unknown): Explanation {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return {
        code: "disk-full",
        happened: `The result could not be written to ${target}: the disk is full.`,
        nextStep: "Make room, or write to another disk with --output.",
      };
    case "ENOENT":
    case "ENOTDIR":
      return {
        code: "no-output-folder",
        happened: `The result could not be written to ${target}: its folder is not there.`,
        nextStep: "Create the folder first, or name another one.",
      };
    case "EISDIR":
      return {
        code: "output-is-folder",
        happened: `The result could not be written to ${target}: it is a folder.`,
        nextStep: "Name a file inside it.",
      };
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "EBUSY":
      return {
        code: "output-denied",
        happened: `The result could not be written to ${target} (${code}).`,
        likelyCause: "This account may not write there, or another program holds the file.",
        nextStep: "Close that program, or name a file in a folder of your own.",
      };
    default:
      return {
        code: "output-failed",
        happened: `The result could not be written to ${target} (${code}).`,
        nextStep: "Name a file on another disk with --output.",
      };
  }
}
