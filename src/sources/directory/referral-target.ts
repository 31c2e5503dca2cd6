import { parseDn } from "../../shared/distinguished-name.ts";

/**
 * Every domain controller refers to the partitions of configuration and DNS below a domain (MS-ADTS 3.1.1.1.5): no computers stand there. What is
 * left are other domains.
 */
export function isElsewhere(referral: string): boolean {
  const path = /^ldaps?:\/\/[^/]*\/(?<dn>[^?]*)/i.exec(referral)?.groups?.["dn"];
  if (path === undefined) return true;
  const [first] = parseDn(unescapeUrl(path)) ?? [];
  if (first === undefined) return true;
  const type = first.type.toUpperCase();
  const value = first.value.toLowerCase();
  return !(
    (type === "CN" && (value === "configuration" || value === "schema")) ||
    (type === "DC" && (value === "domaindnszones" || value === "forestdnszones"))
  );
}

function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
