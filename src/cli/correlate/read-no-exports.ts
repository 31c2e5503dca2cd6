import { type ExportEvidence, NO_EXPORTS } from "../../index.ts";
import type { ReadExports } from "./export-reader.ts";

/** Until exports can be read: every file that was said to be one is unread. */
export const readNoExports: ReadExports = (_, { kinds }) =>
  Promise.resolve<ExportEvidence>({
    ...NO_EXPORTS,
    files: [...kinds].map(([path, kind]) => ({
      path,
      kind,
      status: "unreadable",
      rows: 0,
      leftOut: [],
      from: null,
      to: null,
      warnings: [],
      problem: { code: "not-read", happened: `${path} was not read.`, nextStep: "Give event logs." },
    })),
  });
