import type { Finding } from "../../report/index.ts";
import { powershellLiteral } from "../../shared/powershell-literal.ts";
import { listed, nameWords } from "./phrase-words.ts";

const SHOWN_OBJECTS = 3;

/** The DN of what a finding shows first; null where it shows nothing of a directory. */
export function objectDn(finding: Finding | undefined): string | null {
  const [first] = finding?.evidence ?? [];
  return first?.kind === "directory" ? first.dn : null;
}

/** The DNs of what the findings show first, as a command takes them; those that no quotes make safe are left to be looked up. */
export function objectWords(findings: readonly Finding[]): string {
  const dns = [...new Set(findings.flatMap((finding) => objectDn(finding) ?? []))];
  const quoted = dns.map((dn) => powershellLiteral(dn) ?? "DN");
  return quoted.length === 0 ? "DN" : nameWords(listed(quoted, SHOWN_OBJECTS));
}

/** What stands for `{dn:literal}` and `{account:literal}`. */
export function namesForCommands(dn: string | null, account: string | undefined): ReadonlyMap<string, string> {
  return new Map([
    ...(dn === null ? [] : [["dn", dn] as const]),
    ...(account === undefined ? [] : [["account", account] as const]),
  ]);
}
