import type { LabelledWords } from "../words/index.ts";
import { type Content, html, isEmpty, type Markup, NOTHING } from "./markup.ts";

/** The pieces that sections are made of. */

/** A wide thing scrolls by itself, so that the page does not; the keyboard reaches it, and its label says what it is. */
export function scrollRegion(label: string, content: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}

export interface Column {
  readonly title: string;
  /** Figures, in columns of their own. */
  readonly isFigure?: boolean;
}

/** `rows` begin with what they are about. */
export function dataTable(caption: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  if (rows.length === 0) return NOTHING;
  const head = columns.map(({ title, isFigure }) => html`<th scope="col" class="${classOf(isFigure)}">${title}</th>`);
  const body = rows.map(
    ([first = "", ...others]) =>
      html`<tr><th scope="row">${first}</th>${others.map((cell, at) => html`<td class="${classOf(columns[at + 1]?.isFigure)}">${cell}</td>`)}</tr>`,
  );
  return scrollRegion(
    caption,
    html`<table><caption><span class="said">${caption}</span></caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

function classOf(isFigure: boolean | undefined): string {
  return isFigure === true ? "figure" : "words";
}

/** Entries of one label stand together below it. */
export function definitionList(
  entries: readonly (LabelledWords & { readonly isTrouble?: boolean; readonly tone?: Tone })[],
): Markup {
  const items = entries.map(({ label, words, isTrouble, tone }, at) => {
    const isRepeated = at > 0 && (label === "" || label === entries[at - 1]?.label);
    const term = isRepeated ? NOTHING : html`<dt>${tone === undefined ? label : badge(label, tone)}</dt>`;
    return html`${term}<dd class="${isTrouble === true ? "trouble" : "plain"}">${words}</dd>`;
  });
  return items.length === 0 ? NOTHING : html`<dl>${items}</dl>`;
}

export function bulletList(items: readonly Content[]): Markup {
  return items.length === 0 ? NOTHING : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

export function paragraphs(texts: readonly string[]): Markup {
  return html`${texts.map((text) => html`<p>${text}</p>`)}`;
}

/** Selected as a whole by one click; shown in several lines where there is no room, copied as one. */
export function commandBlock(command: string): Markup {
  return html`<pre class="command"><code>${command}</code></pre>`;
}

/** What to do, in order, each with its command where it has one. */
export function stepList(steps: readonly { readonly words: string; readonly command: string | null }[]): Markup {
  const items = steps.map(
    ({ words, command }) => html`<li><p>${words}</p>${command === null ? NOTHING : commandBlock(command)}</li>`,
  );
  return items.length === 0 ? NOTHING : html`<ol class="steps">${items}</ol>`;
}

/** Opened on demand, and in print. */
export function disclosure(summary: Content, content: Markup, state: "open" | "closed" = "closed"): Markup {
  return isEmpty(content)
    ? html`<p class="closed">${summary}</p>`
    : html`<details${state === "open" ? OPEN : NOTHING}><summary>${summary}</summary><div class="opened">${content}</div></details>`;
}

const OPEN = html` open`;

/** A word with a colour of its own, which says no more than the word. */
export function badge(word: string, tone: Tone): Markup {
  return html`<span class="badge ${tone}">${word}</span>`;
}

export type Tone = "bad" | "warning" | "good" | "quiet";
