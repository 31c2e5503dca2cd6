import {
  type CheckResult,
  type Finding,
  gravestFirst,
  isFailure,
  isNote,
  type Severity,
} from "../../../report/index.ts";
import { lookupCommand, lookupObject, selectShown, subjectKey } from "../../excerpt/index.ts";
import {
  checkTitle,
  countWords,
  findingWords,
  leftOutWords,
  lookupWords,
  noteWords,
  SECTION_TITLES,
  summaryWords,
} from "../../words/index.ts";
import { badge, bulletList, commandBlock, definitionList, disclosure, type Tone } from "../blocks.ts";
import { evidenceList } from "../evidence-list.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const SHOWN = { findings: 60, perSubject: 30 };
const SHOWN_NOTES = 20;

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { critical: "bad", warning: "warning", info: "quiet" };

/** Each finding, its evidence opened on demand. */
export const findingsSection: ReportSection = {
  id: "findings",
  title: SECTION_TITLES.findings,
  content({ checks }) {
    const failed = checks.filter(({ status }) => status === "fail");
    const failures = gravestFirst(failed.filter(isFailure));
    const circumstances = failed.filter((check) => !isFailure(check));
    return html`${[...failures, ...circumstances].map(failedCheck)}`;
  },
};

function failedCheck(check: CheckResult): Markup {
  const findings = check.findings.filter((finding) => !isNote(finding, check));
  const selection = selectShown(findings, SHOWN);
  return html`<h3>${badge(check.severity, SEVERITY_TONES[check.severity])} ${checkTitle(check)}</h3>
<p>${summaryWords(check)} <code class="id">${check.text.id}</code></p>
${bySubject(selection.shown).map((some) => subjectBlock(some, check))}
${definitionList(leftOutWords(findings, selection))}
${lookupBlock(findings, check)}
${bulletList(noteWords(check, SHOWN_NOTES).map((words) => html`<span class="quiet">${words}</span>`))}`;
}

/** So many about one host, proxy or volume stand beside the others. */
const FEW = 4;

/** Findings about one subject stand next to each other. */
function bySubject(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && subjectKey(last[0]) === subjectKey(finding)) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function subjectBlock(findings: readonly Finding[], check: CheckResult): Markup {
  const blocks = html`${findings.map((finding) => findingBlock(finding, check))}`;
  const [first] = findings;
  if (first === undefined || findings.length <= FEW) return blocks;
  return disclosure(html`${subjectLabel(first)} ${countWords(findings.length)} findings`, blocks);
}

function subjectLabel({ subject }: Finding): Markup {
  return html`<span class="subject">${subject.name}</span>`;
}

function findingBlock(finding: Finding, check: CheckResult): Markup {
  return disclosure(html`${subjectLabel(finding)} ${findingWords(finding, check)}`, evidenceList(finding.evidence));
}

/** How to see all that the findings rest on. */
function lookupBlock(findings: readonly Finding[], check: CheckResult): Markup {
  const records = lookupCommand(findings);
  const objects = isFailure(check) ? lookupObject(findings) : null;
  const more =
    records !== null && records.filesLeftOut > 0 ? ` (and ${countWords(records.filesLeftOut)} more files)` : "";
  return html`${records === null ? NOTHING : html`<p>All records of these kinds${more}:</p>${commandBlock(records.parts.join(" "))}`}
${objects === null ? NOTHING : html`<p>${lookupWords(objects)}</p>${objects.commands.map(commandBlock)}`}`;
}
