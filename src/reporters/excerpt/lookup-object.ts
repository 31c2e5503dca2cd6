import type { Finding } from "../../report/index.ts";
import { dnsNameOf, domainOf } from "../../shared/distinguished-name.ts";
import { quotedAlways } from "./shell-quotes.ts";

const DNS_NAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const LONGEST = 400;

/** The command that shows an object behind the findings whole; null when they rest on none, or on a DN that no shell takes safely. */
export function lookupObject(findings: readonly Finding[]): string | null {
  const refs = findings.flatMap(({ evidence }) => evidence);
  const dn = refs.find((ref) => ref.kind === "directory")?.dn;
  const quotedDn = dn === undefined || dn.length > LONGEST ? null : quotedAlways(dn);
  if (dn === undefined || quotedDn === null) return null;
  const domain = dnsNameOf(domainOf(dn) ?? "");
  return [
    `Get-ADObject -Identity ${quotedDn}`,
    ...(DNS_NAME.test(domain) ? [`-Server ${domain}`] : []),
    "-Properties *",
    ...(/\\0ADEL:/i.test(dn) ? ["-IncludeDeletedObjects"] : []),
  ].join(" ");
}
