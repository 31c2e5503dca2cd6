import type { Explanation } from "../../shared/errors.ts";

const MAKE_ONE = "Give --baseline what this wrote: badnode diagnose FOLDER --format json -o REPORT.json";
const MAKE_AGAIN =
  "Make it again from the exports of that time: badnode diagnose FOLDER --until TIME --format json -o REPORT.json";

export function explainNoFile(path: string): Explanation {
  return {
    code: "not-a-file",
    happened: `${path} is a folder, a pipe or a device, and no report.`,
    nextStep: MAKE_ONE,
  };
}

export function explainEmpty(path: string): Explanation {
  return {
    code: "empty-file",
    happened: `${path} is empty (0 bytes): there is no earlier report to compare with.`,
    likelyCause: "badnode was interrupted before it had written the report.",
    nextStep: MAKE_ONE,
  };
}

export function explainTooLarge(path: string, mebibytes: number): Explanation {
  return {
    code: "report-too-large",
    happened: `${path} is larger than ${mebibytes} MiB, up to which an earlier report is read.`,
    likelyCause: "It is another file.",
    nextStep: MAKE_ONE,
  };
}

export function explainNoJson(path: string): Explanation {
  return {
    code: "not-json",
    happened: `${path} is no JSON: it cannot be compared with.`,
    likelyCause: "It was printed without --format json, or is cut off.",
    nextStep: MAKE_ONE,
  };
}

export function explainNoReport(path: string): Explanation {
  return {
    code: "not-a-report",
    happened: `${path} is JSON and no report of badnode.`,
    likelyCause: "It is an export, or another program wrote it.",
    nextStep: MAKE_ONE,
  };
}

export function explainOtherVersion(path: string, version: number | null, known: number): Explanation {
  return {
    code: "report-version",
    happened:
      version === null
        ? `${path} names no schema version: it cannot be compared with.`
        : `${path} has schema version ${version}, and this badnode compares with ${known}.`,
    likelyCause: "Another version of badnode wrote it.",
    nextStep: MAKE_AGAIN,
  };
}

export function explainRedacted(path: string): Explanation {
  return {
    code: "report-redacted",
    happened: `${path} is redacted: its names stand for others, and cannot be compared with.`,
    likelyCause: "It was made with --redact, to be passed on.",
    nextStep: `Give the report that was not redacted. ${MAKE_AGAIN}`,
  };
}

export function explainUnsound(path: string, field: string): Explanation {
  return {
    code: "report-unsound",
    happened: `${path} is a report of badnode whose "${field}" is not as badnode writes it: it is not compared with.`,
    likelyCause: "It was changed, or put together by hand.",
    nextStep: MAKE_AGAIN,
  };
}
