/** An element of a rendered event; text between elements is kept as it is. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const TOKEN =
  /<!\[CDATA\[(?<cdata>.*?)\]\]>|<\?.*?\?>|<\/(?<close>[^<>]+)>|<(?<open>[^\s<>/'=]+)(?<attributes>(?: [^\s<>/'=]+='[^'<]*')*)(?<empty>\/?)>|(?<text>[^<]+)/sy;
const ATTRIBUTE = / ([^\s=]+)='([^']*)'/g;
const REFERENCES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&apos;": "'" };

/** Reads one well-formed element the way Windows writes them; anything that XML 1.0 forbids is an error. */
export function parseXml(xml: string): XmlElement {
  // Tab, LF, CR, and everything from U+0020 on but U+FFFE and U+FFFF (XML 1.0, production 2).
  for (const character of xml) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
    if (control || code === 0xfffe || code === 0xffff) throw new Error(`U+${code.toString(16)} is no XML character`);
  }
  const root: (XmlElement | string)[] = [];
  const open: { readonly name: string; readonly children: (XmlElement | string)[] }[] = [{ name: "", children: root }];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const groups: Readonly<Record<string, string | undefined>> | undefined = TOKEN.exec(xml)?.groups;
    const parent = open.at(-1);
    if (groups === undefined || parent === undefined)
      throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    const { cdata, close, open: opened, attributes = "", empty, text } = groups;
    if (text !== undefined) parent.children.push(resolved(text));
    else if (cdata !== undefined) parent.children.push(cdata);
    else if (close !== undefined) {
      if (close !== parent.name) throw new Error(`<${parent.name}> is closed by </${close}>`);
      open.pop();
    } else if (opened !== undefined) {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, name = "", value = ""]) => [name, resolved(value)] as const,
      );
      const children: (XmlElement | string)[] = [];
      parent.children.push({ name: opened, attributes: Object.fromEntries(pairs), children });
      if (empty === "") open.push({ name: opened, children });
    }
  }
  const [only] = root;
  if (open.length !== 1 || root.length !== 1 || typeof only !== "object") throw new Error("not exactly one element");
  return only;
}

function resolved(text: string): string {
  return text.replaceAll(/&[^;]*;?/g, (reference) => {
    const character = REFERENCES[reference];
    if (character === undefined) throw new Error(`unescaped ampersand: ${reference}`);
    return character;
  });
}

export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return childrenOf(parent).find((element) => element.name === name);
}

export function childrenOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((part) => typeof part === "object");
}

export function textOf(element: XmlElement): string {
  return element.children.map((part) => (typeof part === "string" ? part : textOf(part))).join("");
}
