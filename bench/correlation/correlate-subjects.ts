import { fileURLToPath } from "node:url";
import type { Subject } from "../measure.ts";
import type { LargeExports } from "./large-exports.ts";

const PLAIN_SPLIT = fileURLToPath(new URL("./plain-split.js", import.meta.url));

export interface Programs {
  readonly node: string;
  /** bin/badnode.js */
  readonly badnode: string;
}

export const SPLIT = { lines: "split-lines", cells: "split-cells" } as const;
export const FORMATS = ["json", "table"] as const;

/** Both files read and split, and joined into verdicts. */
export function correlateSubjects({ ownership, sessions }: LargeExports, programs: Programs): readonly Subject[] {
  const { node, badnode } = programs;
  const noInput = { input: null, records: "none" } as const;
  return [
    ...(["lines", "cells"] as const).map(
      (parts): Subject => ({
        id: SPLIT[parts],
        title: `read and split into ${parts}`,
        command: [node, PLAIN_SPLIT, parts, ownership, sessions],
        ...noInput,
      }),
    ),
    ...FORMATS.map(
      (format): Subject => ({
        id: format,
        title: `badnode correlate --format ${format}`,
        command: [node, badnode, "correlate", "--ownership", ownership, "--sessions", sessions, "--format", format],
        // It finds the bad nodes.
        succeeds: [1],
        ...noInput,
      }),
    ),
  ];
}
