import { textInside, type XmlElement } from "../../formats/xml/element.ts";
import { parseElement } from "../../formats/xml/parse-element.ts";

/** What Export-Clixml wrote (MS-PSRP 2.2.5): the properties of each object; null for text that is damaged or something else. */
export function cliXmlRows(text: string): readonly ReadonlyMap<string, string>[] | null {
  const start = text.indexOf("<Objs");
  if (start === -1) return null;
  const { element, problem } = parseElement(text, start);
  if (element === null || problem !== null || element.name !== "Objs") return null;
  return objectsIn(element).map(rowOf);
}

/** Lists are objects whose members stand in a LST. */
function objectsIn(element: XmlElement): readonly XmlElement[] {
  return childrenOf(element, "Obj").flatMap((object) => {
    const [list] = [...childrenOf(object, "LST"), ...childrenOf(object, "IE")];
    return list === undefined ? [object] : objectsIn(list);
  });
}

function rowOf(object: XmlElement): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  for (const property of propertiesOf(object)) {
    const name = property.attributes.find((attribute) => attribute.name === "N")?.value;
    const shown = property.name === "Obj" ? nameOf(property) : textInside(property);
    if (name !== undefined && shown !== null) row.set(name.toLowerCase(), shown);
  }
  return row;
}

function nameOf(object: XmlElement): string | null {
  const isName = ({ attributes }: XmlElement): boolean =>
    attributes.some(({ name, value }) => name === "N" && value === "Name");
  const [found] = [...propertiesOf(object).filter(isName), ...childrenOf(object, "ToString")];
  return found === undefined ? null : textInside(found);
}

function propertiesOf(object: XmlElement): readonly XmlElement[] {
  return [...childrenOf(object, "Props"), ...childrenOf(object, "MS")].flatMap((bag) =>
    bag.content.filter((part) => typeof part !== "string"),
  );
}

function childrenOf({ content }: XmlElement, name: string): readonly XmlElement[] {
  return content.filter((part) => typeof part !== "string").filter((part) => part.name === name);
}
