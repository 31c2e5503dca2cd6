import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { type AttributeStamp, byAttributeId } from "./attribute-stamp.ts";

/**
 * The values of msDS-ReplAttributeMetaData, one for each stamp, the highest attribute id first. Each is an XML element
 * that ends with a line feed and a NUL, which makes it no text for LDIF.
 */
export function attributeMetadataValues(stamps: readonly AttributeStamp[]): readonly Uint8Array[] {
  return stamps.toSorted(byAttributeId).toReversed().map(metadataXml);
}

function metadataXml(stamp: AttributeStamp): Uint8Array {
  const { originator } = stamp;
  const members: readonly (readonly [name: string, text: string])[] = [
    ["pszAttributeName", stamp.attribute],
    ["dwVersion", stamp.version.toString()],
    ["ftimeLastOriginatingChange", filetimeToIso(stamp.time).replace(/\.\d+/, "")],
    ["uuidLastOriginatingDsaInvocationID", originator.invocationId],
    ["usnOriginatingChange", stamp.originatingUsn.toString()],
    ["usnLocalChange", stamp.localUsn.toString()],
    ["pszLastOriginatingDsaDN", escaped(originator.settingsDn)],
  ];
  const lines = members.map(([name, text]) => `\t<${name}>${text}</${name}>\n`).join("");
  return new TextEncoder().encode(`<DS_REPL_ATTR_META_DATA>\n${lines}</DS_REPL_ATTR_META_DATA>\n\0`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
