import type { AuditCommand } from "../../index.ts";
import type { LivePlan, ScpPlan } from "./scp-plan.ts";

/** What has to be typed for the same audit again. Whoever types it is asked for the password. */
export function auditCommand(plan: ScpPlan): AuditCommand {
  if (plan.kind === "exports") return { basis: "exports", arguments: [...plan.paths].sort(), reader: null };
  const { credentials } = plan;
  const isNamed = credentials.kind === "simple";
  return {
    basis: "servers",
    arguments: [...connection(plan.reading), ...(isNamed ? ["--user", credentials.user] : ["--kerberos"])],
    reader: isNamed ? credentials.user : null,
  };
}

function connection({ servers, domain, base, security }: LivePlan["reading"]): readonly string[] {
  return [
    ...[...servers].sort().flatMap((server) => ["--server", server]),
    ...option("--domain", domain),
    ...option("--base", base),
    ...(security.kind === "starttls" ? ["--starttls"] : []),
    ...option("--ca-file", security.caFile),
    ...option("--server-name", security.serverName),
    ...(security.verifies ? [] : ["--insecure-tls"]),
  ];
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}
