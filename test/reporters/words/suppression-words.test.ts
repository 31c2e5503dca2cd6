import { describe, expect, test } from "vitest";
import type { Report, SuppressionRow } from "../../../src/report/index.ts";
import { reportToHtml } from "../../../src/reporters/html/index.ts";
import { reportToMarkdown } from "../../../src/reporters/markdown/index.ts";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import { suppressionEntries, verdictSentence } from "../../../src/reporters/words/index.ts";
import { NINE_NODES, reportOnCluster } from "../../analyze/cluster.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const HV03: SuppressionRow = {
  check: "scp-missing",
  subjects: ["hv03.corp.example"],
  reason: "HV03 is rebuilt in March",
  lastDay: ticks("2027-03-01T00:00:00Z"),
  state: "applied",
  names: ["HV03"],
};

async function reportWith(...suppressions: readonly SuppressionRow[]): Promise<Report> {
  return { ...(await reportOnCluster(NINE_NODES)), suppressions };
}

describe("what is said of a suppression", () => {
  test.each<readonly [string, Partial<SuppressionRow>, string, string]>([
    ["until its day", {}, "Suppressed", "scp-missing of HV03 until 2027-03-01: HV03 is rebuilt in March"],
    [
      "without an end, with a warning",
      { lastDay: null },
      "Suppressed",
      "scp-missing of HV03 with no end (give it a date): HV03 is rebuilt in March",
    ],
    [
      "after its day, while what it was for is there",
      { state: "expired" },
      "Expired",
      "the suppression of scp-missing of HV03 ended on 2027-03-01; what it was for counts again: HV03 is rebuilt in March",
    ],
    [
      "after its day, when nothing is there",
      { state: "expired", names: [], subjects: null },
      "Expired",
      "the suppression of scp-missing ended on 2027-03-01; nothing it was for was found: HV03 is rebuilt in March",
    ],
    [
      "when it is for nothing that was found",
      { state: "unused", names: [] },
      "Unused",
      "nothing was found that the suppression of scp-missing of hv03.corp.example is for: HV03 is rebuilt in March",
    ],
  ])("%s", async (_, given, label, words) => {
    expect(suppressionEntries(await reportWith({ ...HV03, ...given }))).toEqual([{ label, words }]);
  });

  test("controls in a reason cannot reach a terminal", async () => {
    const [entry] = suppressionEntries(await reportWith({ ...HV03, reason: "\u001b[31mred\nline" }));
    expect(entry?.words).toBe("scp-missing of HV03 until 2027-03-01: ␛[31mred␊line");
  });

  test("the verdict names what is suppressed, and not what no longer is", async () => {
    const expired: SuppressionRow = { ...HV03, check: "scp-stale-name", state: "expired" };
    const sentence = verdictSentence(await reportWith(HV03, expired));
    expect(sentence).toContain("; suppressed: scp-missing of HV03.");
    expect(sentence).not.toContain("scp-stale-name");
  });

  test("it stands in the table, in Markdown and on the page", async () => {
    const report = await reportWith(HV03);
    expect(reportToTable(report, { width: 100, colour: false })).toContain(
      "\nSuppressed  scp-missing of HV03 until 2027-03-01: HV03 is rebuilt in March\n",
    );
    expect(reportToMarkdown(report)).toContain(
      "\n## Suppressed by the configuration\n\n- Suppressed: scp-missing of HV03 until 2027-03-01: HV03 is rebuilt in March\n",
    );
    const page = await reportToHtml(report);
    expect(page).toContain("Suppressed by the configuration");
    expect(page).toContain("scp-missing of HV03 until 2027-03-01: HV03 is rebuilt in March");
  });
});
