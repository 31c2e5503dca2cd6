import type { DirectoryHost } from "../facts/index.ts";
import type { PrincipalNamesWord } from "../report/index.ts";
import type { HostFinding } from "./host-findings.ts";

const ATTRIBUTE = "serviceprincipalname";

/** What the findings say of a host's service principal names; where they say nothing, whether the names were shown. */
export function principalNamesWord(
  { accounts, hasHyperVSpns }: DirectoryHost,
  findings: readonly HostFinding[],
): PrincipalNamesWord {
  const codes = findings.filter(concernsNames).map(({ finding }) => finding.code);
  if (codes.some((code) => code.startsWith("old"))) return "stale";
  if (codes.length > 0) return "incomplete";
  if (!accounts.some(({ view }) => view.attributes.has(ATTRIBUTE))) return "unknown";
  return hasHyperVSpns ? "complete" : "none";
}

function concernsNames({ finding }: HostFinding): boolean {
  return finding.evidence.some((ref) => ref.kind === "directory" && ref.attribute.toLowerCase() === ATTRIBUTE);
}
