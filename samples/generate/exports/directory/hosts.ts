import type { ClusterPlan } from "../../cluster/index.ts";
import type { LdifEntry } from "../../ldif/index.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import { nodeAccount, otherAccounts } from "./accounts.ts";
import { computerObject } from "./computer-account.ts";
import { directoryEntry, type MetadataAsked } from "./directory-object.ts";
import { DomainControllers } from "./domain-controllers.ts";
import { serviceConnectionPoint } from "./service-connection-point.ts";

/** The accounts of the nodes, of the cluster's names and of the proxy, and below each sound node what it published. */
export function hostEntries(plan: ClusterPlan, asked: MetadataAsked, random: SeededRandom): readonly LdifEntry[] {
  const { domain, nodes } = plan;
  const controllers = new DomainControllers(domain, random);
  const hosts = nodes.flatMap((node) => {
    const account = nodeAccount(node, plan);
    const computer = computerObject(account, plan, controllers, random);
    return node.isBad ? [computer] : [computer, serviceConnectionPoint(account, domain.sid, controllers)];
  });
  const others = otherAccounts(plan).map((account) => computerObject(account, plan, controllers, random));
  return [...hosts, ...others].map((object) => directoryEntry(object, domain.dn, asked, random));
}
