import type { Explanation } from "../../shared/errors.ts";
import { fileErrorCode } from "../paths/index.ts";

const EXPORT_AGAIN = "Export it again: wevtutil epl CHANNEL COPY.evtx";

/** Why a path could not be opened, listed or read to its end. Windows reports a lock as EBUSY, sometimes as EPERM. */
export function explainFileError(path: string, error: unknown): Explanation {
  const code = fileErrorCode(error) ?? "no code";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return {
        code: "path-not-found",
        happened: `${path} is not there.`,
        likelyCause: "The name is misspelt, or the drive or share is not connected.",
        nextStep: "Check the path, and put quotation marks around a name with spaces.",
      };
    case "EACCES":
    case "EPERM":
      return {
        code: "no-permission",
        happened: `${path} may not be read.`,
        likelyCause: "This account has no permission, or a program holds the file.",
        nextStep: "Run as administrator, or read an exported copy: wevtutil epl CHANNEL COPY.evtx",
      };
    case "EBUSY":
      return {
        code: "locked",
        happened: `${path} is locked by another program.`,
        likelyCause: "Windows keeps the logs that it writes open.",
        nextStep: "Read an exported copy: wevtutil epl CHANNEL COPY.evtx",
      };
    case "ELOOP":
      return {
        code: "link-loop",
        happened: `${path} is a link that leads back to itself.`,
        nextStep: "Give the folder that the link was meant to show.",
      };
    case "EMFILE":
    case "ENFILE":
      return {
        code: "too-many-open-files",
        happened: `${path} could not be opened: too many files are open.`,
        nextStep: "Close other programs or raise the limit (ulimit -n), then run again.",
      };
    case "EIO":
    case "ESTALE":
    case "ENXIO":
    case "UNKNOWN":
      return {
        code: "read-failed",
        happened: `${path} could not be read to its end (${code}).`,
        likelyCause: "The disk is failing, or the share it lies on went away.",
        nextStep: "Copy the file to a local disk and read the copy.",
      };
    default:
      return {
        code: "read-failed",
        happened: `${path} could not be read (${code}).`,
        nextStep: "Copy the file to a local disk and read the copy.",
      };
  }
}

/** The bytes are no event log. */
export function explainEvtxError(path: string, code: "empty" | "not-evtx"): Explanation {
  return code === "empty"
    ? {
        code: "empty-file",
        happened: `${path} is empty (0 bytes).`,
        likelyCause: "The export or the copy was interrupted.",
        nextStep: EXPORT_AGAIN,
      }
    : {
        code: "not-an-event-log",
        happened: `${path} is not an event log.`,
        likelyCause:
          "It holds neither EVTX data nor events exported as XML: another kind of file, an old .evt log or an archive.",
        nextStep: "Give .evtx files, or .xml files that Event Viewer or wevtutil wrote; unpack archives first.",
      };
}

/** Nothing in it says what it is. */
export function explainUnknownXml(path: string): Explanation {
  return {
    code: "not-recognised",
    happened: `${path} is no XML that can be recognised.`,
    likelyCause: "The export or the copy was cut off or overwritten, or it is another kind of file.",
    nextStep: "If it is an event export, export it again: wevtutil epl CHANNEL COPY.evtx",
  };
}

/** An export that is whole. */
export function explainNoEvents(path: string): Explanation {
  return {
    code: "no-events",
    happened: `${path} is an event export without events.`,
    likelyCause: "The log was empty, or the export was filtered and nothing passed.",
    nextStep: "Export the whole log: wevtutil epl CHANNEL COPY.evtx",
  };
}

export function explainHeaderOnly(path: string): Explanation {
  return {
    code: "header-only",
    happened: `${path} ends behind its header and holds no records.`,
    likelyCause: "The copy was cut off, or the log was just being created.",
    nextStep: EXPORT_AGAIN,
  };
}

export function explainNoRecords(path: string): Explanation {
  return {
    code: "no-readable-records",
    happened: `${path} holds damaged data only: no record could be read.`,
    likelyCause: "The disk or the copy failed.",
    nextStep: `${EXPORT_AGAIN}, or try --carve.`,
  };
}

export function explainNoRegularFile(path: string, kind: string): Explanation {
  return {
    code: "not-a-file",
    happened: `${path} is a ${kind}, not a file.`,
    likelyCause: "Logs are read at several places at once, which only a file allows.",
    nextStep: "Save its content to a file and give that.",
  };
}

export function explainNoLogs(path: string): Explanation {
  return {
    code: "no-logs",
    happened: `${path} holds no .evtx file and no events exported as .xml, nor do its subfolders.`,
    likelyCause: "The logs lie elsewhere, or in an archive.",
    nextStep: "Give the folder with the exported logs; unpack archives first.",
  };
}

export function explainNoMatch(path: string): Explanation {
  return {
    code: "no-match",
    happened: `${path} matches no file.`,
    nextStep: "Check the pattern: * and ? stay inside one folder, ** crosses folders.",
  };
}

/** The reader itself failed: a defect, told with what a report of it needs. */
export function explainDefect(path: string, error: unknown): Explanation {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "defect",
    happened: `${path} could not be read to its end: a defect of badnode (${message}).`,
    nextStep: "Please report it with the output of the same command and --debug.",
  };
}
