import type { Explanation } from "../../shared/errors.ts";
import { explainFileError } from "../event-logs/path-problem.ts";
import { fileErrorCode } from "../paths/index.ts";

const EXPORT_AGAIN =
  'Export it again, for instance: ldifde -f hosts.ldif -r "(|(objectClass=computer)(objectClass=serviceConnectionPoint))"';

const LONGEST_SHOWN = 300;

/** What the file system refuses is said without a word of event logs. */
const REFUSED: ReadonlySet<string | null> = new Set(["EACCES", "EPERM", "EBUSY"]);

export function explainExportError(path: string, error: unknown): Explanation {
  if (!REFUSED.has(fileErrorCode(error))) return explainFileError(path, error);
  return {
    code: "no-permission",
    happened: `${path} may not be read.`,
    likelyCause: "This account has no permission, or a program holds the file.",
    nextStep: "Copy the file and read the copy.",
  };
}

export function explainEmptyExport(path: string): Explanation {
  return {
    code: "empty-file",
    happened: `${path} is empty (0 bytes).`,
    likelyCause: "The export or the copy was interrupted, or nothing matched its filter.",
    nextStep: EXPORT_AGAIN,
  };
}

export function explainNoExport(path: string): Explanation {
  return {
    code: "not-a-directory-export",
    happened: `${path} is no directory export.`,
    likelyCause: "It holds neither LDIF nor what csvde or Get-ADObject writes.",
    nextStep: EXPORT_AGAIN,
  };
}

export function explainNoObjects(path: string): Explanation {
  return {
    code: "no-directory-objects",
    happened: `${path} is a directory export without objects.`,
    likelyCause: "Nothing matched its filter, or it holds changes and not objects.",
    nextStep: EXPORT_AGAIN,
  };
}

export function explainNoExports(path: string): Explanation {
  return {
    code: "no-directory-exports",
    happened: `${path} holds no directory export, nor do its subfolders.`,
    likelyCause: "The exports lie elsewhere, in an archive, or do not end in .ldif, .ldf, .csv, .json or .xml.",
    nextStep: "Give the file itself; unpack archives first.",
  };
}

export function explainNoExportMatch(path: string): Explanation {
  return {
    code: "no-match",
    happened: `${path} matches no file.`,
    nextStep: "Check the pattern: * and ? stay inside one folder, ** crosses folders.",
  };
}

export function explainSpecialFile(path: string): Explanation {
  return {
    code: "not-a-file",
    happened: `${path} is a pipe or a device, not a file.`,
    nextStep: "Save its content to a file and give that.",
  };
}

export function explainTooLarge(path: string, megabytes: number): Explanation {
  return {
    code: "export-too-large",
    happened: `${path} is larger than ${megabytes} MiB, up to which JSON, CLIXML and csvde are read.`,
    likelyCause: "These are read as a whole, LDIF piece by piece.",
    nextStep: EXPORT_AGAIN,
  };
}

/** `first`: line and what is wrong there. */
export function explainDamagedExport(path: string, first: string, count: number): Explanation {
  const further = count > 1 ? ` (and ${count - 1} more)` : "";
  return {
    code: "damaged-directory-export",
    happened: `${path} is damaged: ${first}${further}.`,
    likelyCause: "The export or the copy was cut off, or the file was changed by hand.",
    nextStep: `Nothing counts as missing because of this file. ${EXPORT_AGAIN}`,
  };
}

/** The reader itself failed: a defect, told with what a report of it needs. */
export function explainExportDefect(path: string, error: unknown): Explanation {
  return {
    code: "defect",
    happened: `${path} could not be read to its end: a defect of badnode (${error instanceof Error ? error.message : String(error)}).`,
    nextStep: "Please report it with the output of the same command and --debug.",
  };
}

export function explainPartialValues(path: string, line: number, attributes: readonly string[]): Explanation {
  return {
    code: "partial-values",
    happened: `The entry at line ${line} of ${path} has only the first values of ${attributes.slice(0, 5).join(", ")}.`,
    likelyCause: "A server sends 1,500 values at once, and who exported did not ask for the rest.",
    nextStep: "Export it with ldifde, which asks for the rest.",
  };
}

export function explainUnseenParent(path: string, dn: string): Explanation {
  return {
    code: "directory-object-unseen",
    happened: `A connection point stands below ${shortText(dn)}, which ${path} does not hold.`,
    likelyCause: "The filter of the export left it out, or whoever exported may not read it.",
    nextStep: `Export the computer accounts as well. ${EXPORT_AGAIN}`,
  };
}

export function explainUnseenParents(path: string, count: number): Explanation {
  return {
    code: "directory-object-unseen",
    happened: `Connection points stand below ${count} more objects that ${path} does not hold.`,
    likelyCause: "The filter of the export left them out, or whoever exported may not read them.",
    nextStep: `Export the computer accounts as well. ${EXPORT_AGAIN}`,
  };
}

/** A DN of a hostile file has no end. */
function shortText(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, "")}...`;
}
