import { later } from "../../moment.ts";
import { selfMadeAccess } from "./access.ts";
import { accountDn, type ComputerAccount } from "./computer-account.ts";
import type { DirectoryObject } from "./directory-object.ts";
import type { DomainControllers } from "./domain-controllers.ts";

const NAME = "Microsoft Hyper-V";
/** The host publishes it when it has started with its new role. */
const AFTER_ACCOUNT_SECONDS = 5_400;
/** Fewer than a domain controller stamps, for the size of the file. */
const STAMPED = ["objectClass", "cn", "nTSecurityDescriptor", "name", "serviceBindingInformation"] as const;

/** What a sound Hyper-V host has published below its computer account. */
export function serviceConnectionPoint(
  host: ComputerAccount,
  domainSid: string,
  controllers: DomainControllers,
): DirectoryObject {
  const time = later(host.created, AFTER_ACCOUNT_SECONDS);
  const whenCreated = controllers.stamp({ attribute: "whenCreated", version: 1, time });
  return {
    dn: `CN=${NAME},${accountDn(host)}`,
    classes: ["top", "leaf", "connectionPoint", "serviceConnectionPoint"],
    name: NAME,
    category: "Service-Connection-Point",
    attributes: [
      ["showInAdvancedViewOnly", ["TRUE"]],
      ["serviceBindingInformation", ["RDP listener port=2179"]],
    ],
    securityDescriptor: selfMadeAccess(domainSid, host.sid),
    stamps: [whenCreated, ...STAMPED.map((attribute) => controllers.stamp({ attribute, version: 1, time }))],
  };
}
