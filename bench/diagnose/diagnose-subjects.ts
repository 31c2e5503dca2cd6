import { LOG_CHECKS, DIRECTORY_CHECKS, TRIAL_CHECKS } from "../../src/checks/index.ts";
import { needsWithin } from "../../src/diagnose/joined-needs.ts";
import type { EventNeed } from "../../src/evidence/index.ts";
import { distinctTexts } from "../../src/shared/distinct-texts.ts";
import type { Subject } from "../measure.ts";
import type { LargeFolder } from "./large-folder.ts";

export interface Programs {
  readonly node: string;
  /** bin/badnode.js */
  readonly badnode: string;
}

/** Both go through the same logs. */
export function folderSubjects({ path, bytes }: LargeFolder, { node, badnode }: Programs): readonly Subject[] {
  const input = { path, bytes };
  return [
    {
      id: "events",
      title: "badnode events --id, the same ids",
      command: [node, badnode, "events", path, "--id", neededIds().join(","), "--format", "jsonl"],
      input,
      records: "read",
      // Of the folder's XML, what is no event log is told of.
      succeeds: [0, 3],
    },
    {
      id: "diagnose",
      title: "badnode diagnose",
      command: [node, badnode, "diagnose", path, "--format", "json"],
      input,
      records: "read",
      // It finds the bad nodes.
      succeeds: [1],
    },
  ];
}

export function sampleSubjects(sample: string, { node, badnode }: Programs): readonly Subject[] {
  const noInput = { input: null, records: "none" } as const;
  return [
    { id: "node", title: "node -e 0", command: [node, "-e", "0"], ...noInput },
    {
      id: "sample",
      title: "badnode diagnose samples/missing-scp",
      command: [node, badnode, "diagnose", sample],
      succeeds: [1],
      ...noInput,
    },
  ];
}

/** As `--id` takes them: every event that `diagnose` reads. */
function neededIds(): readonly string[] {
  const needs = needsWithin([...TRIAL_CHECKS, ...LOG_CHECKS, ...DIRECTORY_CHECKS], {
    joinsAll: true,
    window: { since: null, until: null },
  });
  return distinctTexts(needs.flatMap(idsOf));
}

function idsOf({ providers, ids = [] }: EventNeed): readonly string[] {
  const ranges = ids.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  return providers === undefined ? ranges : providers.flatMap((name) => ranges.map((range) => `${name}:${range}`));
}
