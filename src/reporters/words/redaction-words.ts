import type { Report } from "../../report/index.ts";

/** That names are not real; null where they are. */
export function redactionWords({ redacted }: Pick<Report, "redacted">): string | null {
  if (redacted !== true) return null;
  return (
    "Redacted: names of hosts, domains, users, machines, volumes and jobs, addresses and identifiers are pseudonyms, and " +
    "text in which names could not be told from words is withheld."
  );
}
