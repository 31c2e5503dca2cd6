import type { Finding } from "../../report/index.ts";
import { dnsNameOf, domainOf } from "../../shared/distinguished-name.ts";
import { powershellLiteral } from "../../shared/powershell-literal.ts";

const LONGEST = 400;

/** The command that shows an object behind the findings whole; null when they rest on none, or on a DN that no quotes make safe. */
export function lookupObject(findings: readonly Finding[]): string | null {
  const refs = findings.flatMap(({ evidence }) => evidence);
  const dn = refs.find((ref) => ref.kind === "directory")?.dn;
  const quotedDn = dn === undefined || dn.length > LONGEST ? null : powershellLiteral(dn);
  if (dn === undefined || quotedDn === null) return null;
  const domain = powershellLiteral(dnsNameOf(domainOf(dn) ?? ""));
  return [
    `Get-ADObject -Identity ${quotedDn}`,
    ...(domain === null ? [] : [`-Server ${domain}`]),
    "-Properties *",
    ...(/\\0ADEL:/i.test(dn) ? ["-IncludeDeletedObjects"] : []),
  ].join(" ");
}
