import { visibleText } from "../records/visible-text.ts";

/** HTML that is safe as it stands. Made by `html` of text that was escaped, and by nothing else but what checks its input itself. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type Content = string | number | Markup | readonly Markup[] | null;

/** Text for content and for attributes in double quotes; what would reorder or hide text is shown as a symbol. */
export function escapedText(text: string): string {
  return visibleText(text).replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

const SPECIAL = /[&<>"'`]/g;

/** `html`<td>${name}</td>``: whatever stands in `${}` is data, unless it is markup already. Attributes stand in double quotes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, at) => part + sourceOf(contents[at] ?? null)).join(""));
}

export const NOTHING = new Markup("");

/** Whether there is nothing to show. */
export function isEmpty({ source }: Markup): boolean {
  return source.trim() === "";
}

function sourceOf(content: Content): string {
  if (content === null) return "";
  if (content instanceof Markup) return content.source;
  if (typeof content === "object") return content.map(({ source }) => source).join("\n");
  return escapedText(String(content));
}
