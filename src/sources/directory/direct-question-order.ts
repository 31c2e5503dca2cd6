import type { ComputerObject } from "../../evidence/index.ts";
import { dnKey } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";

/** How much hangs on the answer for a computer without a connection point. */
export type DirectRank = "named" | "cluster-node" | "server" | "disabled" | "apart";

export interface RankedComputer {
  readonly computer: ComputerObject;
  readonly rank: DirectRank;
}

const RANKS: readonly DirectRank[] = ["named", "cluster-node", "server", "disabled", "apart"];
/** UF_ACCOUNTDISABLE (MS-ADTS 2.2.16). */
const DISABLED = 0x2;

/** Those on which most hangs first, then by DN. */
export function inDirectOrder(
  computers: readonly ComputerObject[],
  isNamed: (computer: ComputerObject) => boolean,
): readonly RankedComputer[] {
  return computers
    .map((computer) => ({ computer, rank: isNamed(computer) ? ("named" as const) : rankOf(computer) }))
    .map((ranked) => ({ ...ranked, order: RANKS.indexOf(ranked.rank), key: dnKey(ranked.computer.dn) }))
    .sort((one, other) => one.order - other.order || compareText(one.key, other.key))
    .map(({ computer, rank }) => ({ computer, rank }));
}

function rankOf(computer: ComputerObject): DirectRank {
  if (isApart(computer)) return "apart";
  if (((computer.userAccountControl ?? 0) & DISABLED) !== 0) return "disabled";
  return has(computer, "MSServerClusterMgmtAPI") ? "cluster-node" : "server";
}

/** Clients are listed apart; names of clusters have services of Hyper-V, yet not those that only a host has. */
function isApart(computer: ComputerObject): boolean {
  if (/^windows\b(?!.*server)/i.test(computer.operatingSystem ?? "")) return true;
  const isOfCluster = has(computer, "MSClusterVirtualServer") || has(computer, "MSServerCluster");
  return isOfCluster && !has(computer, "Microsoft Virtual Console Service");
}

function has({ servicePrincipalNames }: ComputerObject, serviceClass: string): boolean {
  const start = `${serviceClass.toLowerCase()}/`;
  return servicePrincipalNames.some((name) => name.toLowerCase().startsWith(start));
}
