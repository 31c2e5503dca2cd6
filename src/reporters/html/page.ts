import { escapedText, html, type Markup, NOTHING } from "./markup.ts";
import { STYLESHEET } from "./stylesheet.ts";

export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

export interface Page {
  readonly title: string;
  readonly subtitle: string;
  /** What must be known before anything is read. */
  readonly notice: string | null;
  readonly sections: readonly PageSection[];
}

/**
 * One file that loads nothing and runs nothing: the policy forbids all but the style whose hash it names. Whoever opens it may
 * look at what a hostile log holds.
 */
export async function pageDocument({ title, subtitle, notice, sections }: Page): Promise<string> {
  const links = sections.map(({ id, title: words }) => html`<li><a href="#${id}">${words}</a></li>`);
  const parts = sections.map(
    ({ id, title: words, content }) => html`<section id="${id}">
<h2>${words}</h2>
${content}
</section>`,
  );
  const body = html`<body>
<a class="skip" href="#content">To the verdict</a>
<div class="frame">
<header>
<h1>${title}</h1>
<p>${subtitle}</p>
${notice === null ? NOTHING : html`<p class="notice">${notice}</p>`}
</header>
<nav aria-label="Contents">
<details><summary>Contents</summary><div class="opened"><ul>${links}</ul></div></details>
</nav>
<main id="content" tabindex="-1">
${parts}
</main>
</div>
</body>`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${await digestOf(STYLESHEET)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapedText(title)}</title>
<style>${STYLESHEET}</style>
</head>
${body.source}
</html>
`;
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
