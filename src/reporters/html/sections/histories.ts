import type { HostIdentity } from "../../../report/index.ts";
import {
  briefIdentityWords,
  chosenIdentities,
  countWords,
  identityChangeWords,
  identityNotes,
  identityProofWords,
  identityTimeline,
  identityTitle,
  type IdentityMoment,
  SECTION_TITLES,
  timeWords,
} from "../../words/index.ts";
import { definitionList, disclosure } from "../blocks.ts";
import { evidenceList } from "../evidence-list.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

/** Of nodes that are neither bad nor suspect: a cluster has no more, a domain may have thousands of hosts. */
const SHOWN_OTHERS = 64;

/** What each host was and became, on one line of time with what its logs reach over. */
export const historiesSection: ReportSection = {
  id: "histories",
  title: SECTION_TITLES.histories,
  content(report) {
    const { shown, others } = chosenIdentities(report);
    const left = others.length - SHOWN_OTHERS;
    return html`${shown.map((identity) => html`<h3>${identityTitle(identity)}</h3>${history(identity)}`)}
${others.length === 0 ? NOTHING : html`<h3>${SECTION_TITLES.otherHistories}</h3>`}
${others.slice(0, SHOWN_OTHERS).map(briefHistory)}
${left > 0 ? html`<p class="quiet">and ${countWords(left)} more: --format json</p>` : NOTHING}`;
  },
};

function briefHistory(identity: HostIdentity): Markup {
  return disclosure(
    html`<span class="subject">${identity.host}</span> ${briefIdentityWords(identity)}`,
    history(identity),
  );
}

function history(identity: HostIdentity): Markup {
  const moments = identityTimeline(identity);
  return html`${moments.length === 0 ? NOTHING : html`<ol class="timeline">${moments.map(momentItem)}</ol>`}
${definitionList(identityNotes(identity, "lines"))}`;
}

function momentItem(moment: IdentityMoment): Markup {
  const time = timeWords(moment.time);
  if (moment.kind === "reach") return html`<li class="reach"><span class="time">${time}</span> ${moment.words}</li>`;
  const { entry } = moment;
  return html`<li>${disclosure(
    html`<span class="time">${time}</span> ${identityChangeWords(entry)} <span class="quiet">${identityProofWords(entry)}</span>`,
    evidenceList(entry.evidence),
  )}</li>`;
}
