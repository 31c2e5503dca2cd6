import { hostSpns } from "../checks/host-spns.ts";
import { type DirectoryHost, showsPrincipalNames } from "../facts/index.ts";
import type { PrincipalNamesWord } from "../report/index.ts";
import type { HostFindings } from "./host-findings.ts";

/** What the check of service principal names found; where it found nothing, whether it could judge the host. */
export function principalNamesWord(
  { name, kind, accounts, hasHyperVSpns, cutValues }: DirectoryHost,
  findings: HostFindings,
): PrincipalNamesWord {
  if (!accounts.some(({ object }) => showsPrincipalNames(object))) return "unknown";
  if (!hasHyperVSpns) return cutValues.account ? "unknown" : "none";
  const codes = findings
    .of(name)
    .filter(({ check }) => check.text.id === hostSpns.meta.id)
    .map(({ finding }) => finding.code);
  if (codes.includes("old-host")) return "stale";
  if (codes.length > 0) return "incomplete";
  // Clients are not judged, and a check that failed found nothing.
  const isJudged =
    kind === "server" &&
    !cutValues.account &&
    !findings.isOpen(hostSpns.meta.id) &&
    accounts.some(({ object }) => object.dnsHostName !== null);
  return isJudged ? "complete" : "unknown";
}
