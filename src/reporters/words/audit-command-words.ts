import type { Report } from "../../report/index.ts";
import { powershellLiteral } from "../../shared/powershell-literal.ts";
import { quoted } from "../excerpt/shell-quotes.ts";

const OPTION = /^--[a-z-]+$/;

/** Where no quotes suit every shell, as PowerShell takes it: an apostrophe is doubled. */
function typed(argument: string): string | null {
  return quoted(argument) ?? powershellLiteral(argument);
}

/** `badnode scp --server dc1 --user auditor@corp.example --hosts HV03`: as this run was asked for, of these hosts alone. */
export function auditCommandWords(
  hosts: readonly string[],
  { auditCommand }: Pick<Report, "auditCommand">,
  domain: string | null,
): string {
  const given = auditCommand?.arguments ?? ["--domain", domain ?? "DOMAIN"];
  const words = [
    "badnode scp",
    ...given.map((argument) => (OPTION.test(argument) ? argument : (typed(argument) ?? "VALUE"))),
    // In one pair of quotes: PowerShell would make several arguments of them.
    ...(hosts.length === 0 ? [] : [`--hosts ${typed(hosts.join(",")) ?? "HOST"}`]),
  ].join(" ");
  // A comment in PowerShell and other shells alike.
  return auditCommand?.basis === "exports" ? `${words} # exported anew` : words;
}
