import type { CandidateAttribution, Volumes } from "../facts/index.ts";
import type { AuditedDirectory, AuditedHost, RepairPlan, RepairStep } from "../report/index.ts";
import { compareText } from "../shared/order.ts";
import { powershellLiteral, powershellNameLiteral } from "../shared/powershell-literal.ts";

type Cluster = Pick<Volumes, "inCluster" | "clusterOf">;

/**
 * The published repair for each bad node: drain, evict, leave the domain, reset the account, if wanted the role off and on, join again, see the
 * connection point, add it back. `onlyCluster`: the name of the cluster where there is one alone, for commands on a management host; null: not told.
 * A node whose connection point is sound is bad for another reason, and has no plan.
 */
export function repairPlans(
  candidates: readonly CandidateAttribution[],
  directory: AuditedDirectory | null,
  cluster: Cluster,
  onlyCluster: string | null = null,
): readonly RepairPlan[] {
  const bad = candidates.filter(({ kind, verdict }) => kind === "node" && verdict === "bad");
  const hosts = new Map((directory?.hosts ?? []).map((host) => [host.name, host]));
  return bad
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap((candidate): readonly RepairPlan[] => {
      const host = hosts.get(candidate.name);
      const basis = basisOf(host);
      return basis === null ? [] : [planOf(candidate, host, basis, cluster, onlyCluster)];
    });
}

function basisOf(host: AuditedHost | undefined): RepairPlan["basis"] | null {
  switch (host?.connectionPoint.state) {
    case "missing":
    case "unsound":
      return host.connectionPoint.state;
    case "sound":
      return null;
    case "present":
    case "unknown":
    case undefined:
      return "unknown";
  }
}

function planOf(
  { name, crossovers }: CandidateAttribution,
  host: AuditedHost | undefined,
  basis: RepairPlan["basis"],
  { inCluster, clusterOf }: Cluster,
  onlyCluster: string | null,
): RepairPlan {
  const volume = crossovers.find(({ failedUnder }) => failedUnder === name)?.volume ?? null;
  const own = volume === null ? null : inCluster(volume);
  const named: Named = {
    node: powershellNameLiteral(name) ?? "NODE",
    domain: literalOr("DOMAIN", host?.domain),
    account: literalOr("ACCOUNT", host?.dn),
    point: literalOr("OBJECT", host === undefined ? undefined : `CN=Microsoft Hyper-V,${host.dn}`),
    volume: volume === null ? "VOLUME" : (powershellNameLiteral(own?.volume ?? volume) ?? "VOLUME"),
    cluster: clusterOption(own?.cluster ?? clusterOf(name) ?? onlyCluster),
  };
  return { node: name, basis, volume, steps: stepsOf(named, basis) };
}

function clusterOption(cluster: string | null): string {
  const literal = cluster === null ? null : powershellNameLiteral(cluster);
  return literal === null ? "" : ` -Cluster ${literal}`;
}

function literalOr(otherwise: string, text: string | undefined): string {
  return (text === undefined ? null : powershellLiteral(text)) ?? otherwise;
}

/** As PowerShell takes them; `cluster` is an option or nothing. */
interface Named {
  readonly node: string;
  readonly domain: string;
  readonly account: string;
  readonly point: string;
  readonly volume: string;
  readonly cluster: string;
}

function stepsOf(named: Named, basis: RepairPlan["basis"]): readonly RepairStep[] {
  const { node, domain, account, point, volume, cluster } = named;
  const audit = `badnode scp --domain ${domain} --kerberos --hosts ${node}`;
  const step = (code: RepairStep["code"], at: RepairStep["at"], command: string, check: string): RepairStep => ({
    code,
    at,
    isOptional: code === "remove-role" || code === "add-role",
    command,
    check,
  });
  const role = "Get-WindowsFeature -Name Hyper-V";
  return [
    ...(basis === "unknown" ? [step("audit-first", "management", audit, audit)] : []),
    step(
      "drain",
      "management",
      `Suspend-ClusterNode -Name ${node}${cluster} -Drain -Wait`,
      `@(Get-ClusterGroup${cluster}) + @(Get-ClusterSharedVolume${cluster}) | Where-Object { $_.OwnerNode.Name -eq ${quoted(node)} }`,
    ),
    ...(basis === "unsound"
      ? [
          step(
            "delete-point",
            "management",
            `Remove-ADObject -Identity ${point} -Server ${domain}`,
            `Get-ADObject -SearchBase ${account} -SearchScope OneLevel -Filter * -Server ${domain}`,
          ),
        ]
      : []),
    step("let-register", "node", "Restart-Computer", audit),
    step("evict", "management", `Remove-ClusterNode -Name ${node}${cluster}`, `Get-ClusterNode${cluster}`),
    step(
      "leave-domain",
      "node",
      "Remove-Computer -Restart",
      "(Get-CimInstance -ClassName Win32_ComputerSystem).PartOfDomain",
    ),
    step(
      "reset-account",
      "management",
      `dsmod computer ${account} -reset`,
      `Get-ADComputer -Identity ${account} -Properties PasswordLastSet -Server ${domain}`,
    ),
    step("remove-role", "node", "Uninstall-WindowsFeature -Name Hyper-V -Restart", role),
    step("join-again", "node", `Add-Computer -DomainName ${domain} -Restart`, "Test-ComputerSecureChannel"),
    step("add-role", "node", "Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart", role),
    step("verify-point", "management", audit, audit),
    step(
      "add-back",
      "management",
      `Add-ClusterNode -Name ${node}${cluster}`,
      `Get-ClusterNode -Name ${node}${cluster}`,
    ),
    step(
      "prove",
      "management",
      `Move-ClusterSharedVolume${cluster} -Name ${volume} -Node ${node}`,
      "badnode diagnose FOLDER --baseline REPORT.json",
    ),
  ];
}

/** A name that PowerShell takes bare as an argument has to be quoted to be compared with. */
function quoted(literal: string): string {
  return literal.startsWith("'") ? literal : `'${literal}'`;
}
