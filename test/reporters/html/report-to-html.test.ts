import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { swimLanesOf } from "../../../src/diagnose/swim-lanes.ts";
import { reportToHtml } from "../../../src/reporters/html/index.ts";
import type { Report } from "../../../src/report/index.ts";
import { NIGHTS, ownershipOf, trial } from "../../checks/build-trials.ts";
import { reportOfTrials } from "../build-correlation-report.ts";
import { checkResult, eventRef, finding, reportOfChecks } from "../build-report.ts";

function headings(page: string): readonly string[] {
  return [...page.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title = ""]) => title);
}

function reportWithLanes(): Report {
  return { ...reportOfTrials(), lanes: swimLanesOf(ownershipOf(), NIGHTS) };
}

describe("the page", () => {
  it("tells who is bad first, then what shows it, then how far that reaches", async () => {
    expect(headings(await reportToHtml(reportWithLanes()))).toEqual([
      "Verdict",
      "Who is bad, and by what figures",
      "Failed and all backups, by owner and volume",
      "Who owned each volume while it was backed up",
      "Findings and their proof",
      "Next steps, read-only first",
      "How far this reaches",
      "What else was considered",
      "Who explains the failures",
      "The same volume, passed and failed",
      "The next test, which would change a verdict most",
      "What was read",
      "Other checks",
    ]);
  });

  it("has no heading without anything below it", async () => {
    expect(headings(await reportToHtml(reportOfChecks([])))).toEqual([
      "Verdict",
      "Who is bad, and by what figures",
      "What was read",
    ]);
  });

  it("colours the matrix by the share that failed, and has the figures in its cells", async () => {
    const page = await reportToHtml(reportOfTrials());
    expect(page).toContain('<th scope="row">HV06</th><td class="heat-5">6/6</td>');
    expect(page).toContain('<th scope="row">HV01</th><td class="heat-0">0/6</td>\n<td class="heat-none">-</td>');
  });

  it("opens the evidence of a finding on demand, each place once", async () => {
    const evidence = [1, 2].map((record) => eventRef(record, `2025-06-02T09:00:0${record}.0000000Z`));
    const [first = eventRef(0, ""), ...others] = evidence;
    const page = await reportToHtml(
      reportOfChecks([checkResult({ findings: [finding({ evidence: [first, ...others] })] })]),
    );
    expect(page).toContain(`<details><summary><span class="subject">HV01</span> plain</summary>`);
    expect(page).toContain(
      `<p class="place"><code>logs/HV01.evtx</code>\n<code>Application</code></p>\n` +
        `<ul class="records"><li>record 1, 2025-06-02 09:00:01Z</li>\n<li>record 2, 2025-06-02 09:00:02Z</li></ul>`,
    );
  });

  it("is the same bytes for the same report, however many pages were made before", async () => {
    expect(await reportToHtml(reportWithLanes())).toBe(await reportToHtml(reportWithLanes()));
  });

  it("allows its own style by hash, and nothing else", async () => {
    const page = await reportToHtml(reportWithLanes());
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; ` +
        `base-uri 'none'; form-action 'none'">`,
    );
    expect(page).not.toMatch(/<script|\sstyle=|\son\w+=|<(?:img|link|iframe|object|embed|form)\b|@import|url\((?!#)/);
    expect(page.match(/<style/g)).toHaveLength(1);
  });
});

describe("names that would be markup", () => {
  const HOSTILE = `</title></style></script><img src=x onerror=alert(1)>"'&\u202e\u0007{a|b}`;
  const SHOWN = "&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;\\u{202e}\u2407{a|b}";

  it("are text in every part of the page, the chart among them", async () => {
    const trials = NIGHTS.map((one) => {
      const [first, ...others] = one.volumes.map(({ volume, owner }) => ({
        volume: `${volume} ${HOSTILE}`,
        owner: owner.kind === "owned" ? { ...owner, node: HOSTILE } : owner,
      }));
      return first === undefined ? one : { ...one, volumes: [first, ...others] as const };
    });
    const check = checkResult({
      findings: [
        finding({
          subject: { kind: "node", name: HOSTILE },
          evidence: [eventRef(1, "2025-06-02T09:00:00.0000000Z", HOSTILE)],
        }),
      ],
    });
    const page = await reportToHtml({
      ...reportOfChecks([check]),
      lanes: swimLanesOf(ownershipOf(), trials),
    });
    expect(page).toContain(SHOWN);
    // Beside its lane it is cut, and whole where the pointer rests on it.
    expect(page).toContain(`<title>Cluster Disk 3 &#60;/title&#62;&#60;/style&#62;`);
    expect(page).toContain("Cluster Disk 3 &#60;/…</text>");
    expect(page).not.toContain("<img");
    expect(page).not.toContain("\u202e");
    expect(page).not.toContain("</script>");
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });
});

describe("a large cluster", () => {
  it("makes a page of few megabytes, which says what it does not show", async () => {
    const trials = Array.from({ length: 20_000 }, (_, index) =>
      trial({
        start: new Date(Date.UTC(2026, 8, 1) + Math.floor(index / 400) * 3_600_000).toISOString(),
        line: index + 2,
        owners: { [`Disk ${index % 400}`]: `HV${(index * 7) % 64}` },
        isFailed: index % 3 === 0,
      }),
    );
    const page = await reportToHtml({ ...reportOfTrials(), lanes: swimLanesOf(ownershipOf(), trials) });
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).toContain("Without a lane: 376 volumes with fewer failures");
  });
});
