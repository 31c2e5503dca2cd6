import { describe, expect, it } from "vitest";
import { reportToHtml } from "../../../src/reporters/html/index.ts";
import type {
  CauseAnalysis,
  Comparison,
  Diagnosis,
  HostIdentity,
  RepairPlan,
  Report,
  TraitText,
} from "../../../src/report/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { checkResult, eventRef, finding, reportOfChecks } from "../build-report.ts";

const THEN = ticks("2025-06-02T09:00:00Z");
const PROOF = [eventRef(7, "2025-06-02T09:00:00.0000000Z")] as const;

/** HV01 is suspect. */
function reportOf(diagnosis: Partial<Diagnosis>): Report {
  return {
    ...reportOfChecks([checkResult({ findings: [finding()] })]),
    diagnosis: {
      ...{ missingProof: [], wanted: [], repairs: [], causes: null, comparison: null, identities: [] },
      ...{ clusters: [], clustersNotTold: [] },
      ...diagnosis,
    },
  };
}

function comparisonOf(node: string): Comparison {
  return {
    ...{ path: `${node}.json`, generatedAt: THEN, since: { from: THEN, to: THEN + 1n }, matches: true },
    nodes: [
      { node, formerName: null, then: "bad", now: "clear", outcome: "resolved", signs: [] },
      { node: "HV02", formerName: null, then: "bad", now: null, outcome: "unknown", signs: [] },
    ],
    findings: [{ check: "any", label: node, subject: { kind: "volume", name: node }, outcome: "new" }],
  };
}

function causesOf(node: string): CauseAnalysis {
  const trait: TraitText = {
    ...{ id: "any", role: "factor", label: `${node} missing`, one: `lacks ${node}`, many: "lack it" },
    ...{ passing: null, note: null },
  };
  return {
    ...{ bad: [node], good: ["HV02"], compared: 1, near: [] },
    separators: [
      {
        ...{ trait, chance: 0.5, adjusted: 0.5, proofs: [] },
        bad: { has: [node], lacks: [], unknown: [] },
        good: { has: [], lacks: ["HV02"], unknown: [] },
      },
    ],
    chains: [
      {
        ...{ node, factor: { trait, state: "unknown" }, traits: [], causes: [] },
        failure: { volume: node, proxy: node, time: THEN, evidence: PROOF },
        owner: { from: null, isAssumed: false, evidence: PROOF },
      },
    ],
  };
}

function identityOf(host: string): HostIdentity {
  return {
    host,
    entries: [
      {
        ...{ kind: "renamed", from: "NEW", to: host, time: THEN },
        ...{ basis: "verified", event: "EventLog 6011", evidence: PROOF },
      },
    ],
    notShown: [],
    logs: [
      {
        ...{ channel: "System", from: THEN, to: THEN + 600_000_000n, damaged: false, hasGaps: false, missing: null },
        ...{ cleared: 0, beginsAtClearing: false, isNew: false },
      },
    ],
    account: null,
  };
}

function planOf(node: string): RepairPlan {
  const at = { at: "management", isOptional: false } as const;
  return {
    ...{ node, basis: "missing", volume: null },
    steps: [
      { ...at, code: "drain", command: `Suspend-ClusterNode -Name '${node}'`, check: "Get-ClusterGroup" },
      { ...at, code: "add-back", command: "Add-ClusterNode", check: "Add-ClusterNode" },
    ],
  };
}

/** What stands under a heading, without the heading. */
function sectionOf(page: string, id: string): string {
  return new RegExp(`<section id="${id}">\n<h2>[^<]*</h2>\n([^]*?)\n</section>`).exec(page)?.[1] ?? "";
}

describe("what a diagnosis adds to the page", () => {
  it("stands where its reader looks for it: what changed first, causes behind findings, repair behind steps", async () => {
    const page = await reportToHtml(
      reportOf({
        ...{ comparison: comparisonOf("HV01"), causes: causesOf("HV01"), identities: [identityOf("HV01")] },
        repairs: [planOf("HV01")],
      }),
    );
    expect([...page.matchAll(/<section id="([^"]*)">/g)].map(([, id]) => id)).toEqual([
      ...["verdict", "comparison", "standing", "findings", "causes", "chains", "histories", "steps", "repairs"],
      "reading",
    ]);
  });

  it("is nothing without its parts", async () => {
    const page = await reportToHtml(reportOf({}));
    expect([...page.matchAll(/<section id="([^"]*)">/g)].map(([, id]) => id)).toEqual([
      ...["verdict", "standing", "findings", "steps", "reading"],
    ]);
  });

  it("says of each node what became of it, the gravest first, in a word that is coloured", async () => {
    const section = sectionOf(await reportToHtml(reportOf({ comparison: comparisonOf("HV01") })), "comparison");
    expect(section.match(/<dt>.*?<\/dt>/g)).toEqual([
      '<dt><span class="badge bad">New</span></dt>',
      '<dt><span class="badge quiet">Unknown</span></dt>',
      '<dt><span class="badge good">Resolved</span></dt>',
    ]);
  });

  it("tells the way to a cause step by step, and has no evidence for what nobody knows", async () => {
    const section = sectionOf(await reportToHtml(reportOf({ causes: causesOf("HV01") })), "chains");
    const evidence =
      '<div class="opened"><div class="evidence"><p class="place"><code>logs/HV01.evtx</code>\n<code>Application</code></p>\n' +
      '<ul class="records"><li>record 7, 2025-06-02 09:00:00Z</li></ul></div></div>';
    expect(section.trim()).toBe(
      `<h3>HV01</h3>
<ol class="chain"><li><details><summary>Backup of HV01 failed on HV01, 2025-06-02 09:00:00Z</summary>${evidence}</details></li>
<li><details><summary>Owner then: HV01</summary>${evidence}</details></li>
<li>Whether it lacks HV01 is not known</li></ol>`,
    );
  });

  it("tells the history of suspects in full and that of others in a line that opens, with the reach of logs", async () => {
    const page = await reportToHtml(reportOf({ identities: [identityOf("HV01"), identityOf("HV02")] }));
    const section = sectionOf(page, "histories");
    expect(section.match(/<h3>[^]*?<\/h3>/g)).toEqual([
      "<h3>History of HV01</h3>",
      "<h3>Histories of the other hosts</h3>",
    ]);
    expect(section).toContain(
      `<details><summary><span class="subject">HV02</span> System 2025-06-02 09:00:00Z to 09:01:00Z; no directory shows it; 1 rename</summary>`,
    );
    expect(section.match(/<span class="time">.*?(?=<\/summary>|<\/li>)/g)?.slice(0, 3)).toEqual([
      '<span class="time">2025-06-02 09:00:00Z</span> Logs from here on: System',
      '<span class="time">2025-06-02 09:00:00Z</span> renamed NEW -&#62; HV01 <span class="quiet">EventLog 6011, record 7</span>',
      '<span class="time">2025-06-02 09:01:00Z</span> Logs up to here: System',
    ]);
  });

  it("says the ground of repairs once, opens the first plan, and has a block for each command that is not said already", async () => {
    const section = sectionOf(await reportToHtml(reportOf({ repairs: [planOf("HV01"), planOf("HV02")] })), "repairs");
    expect(section.match(/Its service connection point is missing/g)).toHaveLength(1);
    expect(section.match(/<details.*?<\/summary>/g)).toEqual([
      '<details open><summary><span class="subject">Repair HV01</span> 2 steps</summary>',
      '<details><summary><span class="subject">Repair HV02</span> 2 steps</summary>',
    ]);
    expect([...section.matchAll(/<code>(.*?)<\/code>/g)].map(([, command]) => command)).toEqual([
      ...["Suspend-ClusterNode -Name &#39;HV01&#39;", "Get-ClusterGroup", "Add-ClusterNode"],
      ...["Suspend-ClusterNode -Name &#39;HV02&#39;", "Get-ClusterGroup", "Add-ClusterNode"],
    ]);
  });

  it("takes names for data, in every part", async () => {
    const hostile = `</h2><img src=x onerror=alert(1)>"\u202e`;
    const report = reportOf({
      ...{ comparison: comparisonOf(hostile), causes: causesOf(hostile), identities: [identityOf(hostile)] },
      repairs: [planOf(hostile)],
    });
    const page = await reportToHtml(report);
    for (const id of ["comparison", "causes", "chains", "histories", "repairs"]) {
      expect(sectionOf(page, id)).toContain("&#60;/h2&#62;&#60;img src=x onerror=alert(1)&#62;&#34;\\u{202e}");
    }
    expect(page).not.toMatch(/<img|\u202e/);
  });
});

describe("a redacted report", () => {
  it("says so before anything else", async () => {
    const page = await reportToHtml({ ...reportOfChecks([]), redacted: true });
    expect(page).toMatch(/<\/p>\n<p class="notice">Redacted: names of hosts, [^<]* is withheld\.<\/p>\n<\/header>/);
    expect(await reportToHtml(reportOfChecks([]))).not.toContain('class="notice"');
  });
});

describe("a domain of many hosts", () => {
  it("makes a page of few megabytes, which says how many histories it leaves out", async () => {
    const [entry] = identityOf("HV01").entries;
    const entries = Array.from({ length: 42 }, () => entry ?? []).flat();
    const identities = Array.from({ length: 1000 }, (_, at) => ({ ...identityOf(`HV${at}`), entries }));
    const page = await reportToHtml(reportOf({ identities }));
    expect(page.length).toBeLessThan(3_000_000);
    expect(sectionOf(page, "histories")).toContain("and 936 more: --format json");
  });
});
