import type { Report } from "../../report/index.ts";
import { quoted } from "../excerpt/shell-quotes.ts";

const OPTION = /^--[a-z-]+$/;

/** `badnode scp --server dc1 --user auditor@corp.example --hosts HV03`: as this run was asked for, of these hosts alone. */
export function auditCommandWords(
  hosts: readonly string[],
  { auditCommand }: Pick<Report, "auditCommand">,
  domain: string | null,
): string {
  const given = auditCommand?.arguments ?? ["--domain", domain ?? "DOMAIN"];
  const words = [
    "badnode scp",
    ...given.map((argument) => (OPTION.test(argument) ? argument : (quoted(argument) ?? "VALUE"))),
    // In one pair of quotes: PowerShell would make several arguments of them.
    ...(hosts.length === 0 ? [] : [`--hosts ${quoted(hosts.join(",")) ?? "HOST"}`]),
  ].join(" ");
  // A comment in PowerShell and other shells alike.
  return auditCommand?.basis === "exports" ? `${words} # exported anew` : words;
}
