import { describe, expect, test } from "vitest";
import { CHECKS } from "../../../src/checks/index.ts";
import type { CheckText } from "../../../src/report/index.ts";
import { checkExplanation, checkList, checksToJson, checkToJson } from "../../../src/reporters/checks/index.ts";
import { displayWidth } from "../../../src/reporters/records/display-width.ts";

const LONG: CheckText = {
  id: "a-check-with-many-channels",
  title: "Hosts keep what they are given through all the nights of the year, whoever owns it",
  failureTitle: "Hosts lost what they were given",
  label: "Example 1",
  subjectRole: "suspect",
  severity: "warning",
  rationale: "It matters to every host that keeps something, and to every other one that asks for it at night.",
  threshold: "One is enough.",
  legend: "Each row is one loss.",
  channels: [
    "System",
    "Microsoft-Windows-FailoverClustering/Operational",
    "Microsoft-Windows-Hyper-V-Shared-VHDX-And-A-Name-That-No-Column-Holds-In-One-Line/Operational",
  ],
  messages: { found: "{n}" },
  remediation: [
    { id: "look", kind: "look", text: "Look at {nodes}, behind {proxies}." },
    { id: "mend", kind: "change", text: "Mend what is broken." },
  ],
};

describe("the explanation of a check", () => {
  test("at 80 columns wraps long texts below themselves and gives each channel its line", () => {
    expect(checkExplanation(LONG, 80)).toBe(`a-check-with-many-channels (warning)
Hosts keep what they are given through all the nights of the year, whoever owns
it.

Why
  It matters to every host that keeps something, and to every other one that
  asks for it at night.

Threshold
  One is enough.

How to read it
  Each row is one loss.

Looks in
  System
  Microsoft-Windows-FailoverClustering/Operational
  Microsoft-Windows-Hyper-V-Shared-VHDX-And-A-Name-That-No-Column-Holds-In-One-
  Line/Operational

When it fails
  1. Look at the hosts found, behind the proxies found.
  2. Mend what is broken.

More: docs/checks/a-check-with-many-channels.md
`);
  });

  test.each([60, 80, 100])("of every check fits into %i columns, and so does the list", (width) => {
    const texts = [...CHECKS.map(({ meta }) => meta), LONG];
    const shown = [checkList(texts, width), ...texts.map((check) => checkExplanation(check, width))];
    const tooWide = shown.flatMap((text) => text.split("\n")).filter((line) => displayWidth(line) > width);
    expect(tooWide).toEqual([]);
  });
});

describe("checks for other programs", () => {
  test("have all that a check says of itself, its steps with whether they change anything, and its page", () => {
    const object = {
      id: "a-check-with-many-channels",
      severity: "warning",
      title: "Hosts keep what they are given through all the nights of the year, whoever owns it",
      failureTitle: "Hosts lost what they were given",
      label: "Example 1",
      subjectRole: "suspect",
      rationale: "It matters to every host that keeps something, and to every other one that asks for it at night.",
      threshold: "One is enough.",
      legend: "Each row is one loss.",
      channels: LONG.channels,
      remediation: [
        { id: "look", kind: "look", text: "Look at the hosts found, behind the proxies found." },
        { id: "mend", kind: "change", text: "Mend what is broken." },
      ],
      page: "docs/checks/a-check-with-many-channels.md",
    };
    expect(JSON.parse(checkToJson(LONG))).toEqual(object);
    expect(JSON.parse(checksToJson([LONG]))).toEqual({ checks: [object] });
  });
});
