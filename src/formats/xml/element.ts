export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** One element as it was written: names with their prefixes, text with its line ends, CDATA and references as text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** Text that stands together is one string. Comments and processing instructions are left out. */
  readonly content: readonly (XmlElement | string)[];
  /** Written as `<name/>`. */
  readonly emptyTag: boolean;
}

/** Why text is no well-formed element. */
export interface XmlProblem {
  readonly kind: "xml" | "nesting";
  /** UTF-16 code units from the start of the text. */
  readonly position: number;
  readonly expected: string;
  readonly found: string;
}

/** All text inside an element, that of its descendants too. */
export function textInside({ content }: XmlElement): string {
  const [only] = content;
  if (content.length === 1 && typeof only === "string") return only;
  return content.map((part) => (typeof part === "string" ? part : textInside(part))).join("");
}
