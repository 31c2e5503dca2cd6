import type { EvidenceRef, Proof } from "../../evidence/index.ts";
import { countWords, describeProof, mergedProof } from "../words/index.ts";
import { html, type Markup } from "./markup.ts";

/** Of more, the first and the last are shown. */
const FIRST_PROOFS = 9;
const LAST_PROOFS = 3;

/** Each place once, in the order in which the proof comes to it, and below it what stands there. */
export function evidenceList(proof: Proof): Markup {
  const merged = mergedProof(proof);
  const between = merged.length - FIRST_PROOFS - LAST_PROOFS;
  if (between <= 0) return html`<div class="evidence">${places(merged)}</div>`;
  return html`<div class="evidence">${places(merged.slice(0, FIRST_PROOFS))}
<p class="quiet">and ${countWords(between)} between</p>
${places(merged.slice(-LAST_PROOFS))}</div>`;
}

function places(refs: readonly EvidenceRef[]): readonly Markup[] {
  const groups = new Map<string, { readonly where: readonly string[]; readonly whats: string[] }>();
  for (const ref of refs) {
    const { where, what } = describeProof(ref);
    const key = JSON.stringify(where);
    const group = groups.get(key) ?? { where, whats: [] };
    groups.set(key, group);
    group.whats.push(what.join(", "));
  }
  return [...groups.values()].map(
    ({ where, whats }) => html`<p class="place">${where.map((part) => html`<code>${part}</code>`)}</p>
<ul class="records">${whats.map((what) => html`<li>${what}</li>`)}</ul>`,
  );
}
