import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { manifestFields, messageTable } from "./sources.ts";

const PROVIDER = "NetJoin";

const NET_JOIN = {
  provider: PROVIDER,
  providerGuid: "{9741fd4e-3757-479f-a3c6-fc49f6d5edd0}",
  channel: "System",
  level: "information",
  payload: "event-data",
} as const;

export const DOMAIN_JOINED = defineEvent({
  ...NET_JOIN,
  id: 4096,
  layouts: [
    layout(
      "The machine %2 successfully joined the domain %1.",
      datum("domain", "domain", "DomainName"),
      datum("computer", "computer", "ComputerName"),
    ),
  ],
  meaning: "The machine joined a domain, for the first time or again.",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
});

export const DOMAIN_JOIN_FAILED = defineEvent({
  ...NET_JOIN,
  id: 4097,
  level: "error",
  layouts: [
    layout(
      "The machine %2 attempted to join the domain %1 but failed. The error code was %3.",
      datum("domain", "domain", "DomainName"),
      datum("computer", "computer", "ComputerName"),
      datum("error", "error", "NetStatusCode"),
    ),
  ],
  meaning: "The machine could not join a domain.",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
});

export const ACCOUNT_REUSED = defineEvent({
  ...NET_JOIN,
  id: 4100,
  layouts: [
    layout(
      "During domain join, the domain controller contacted found an existing computer account in Active Directory with " +
        "the same name.\nAn attempt to re-use this account was permitted. \n\nDomain controller searched: %1\nExisting " +
        "computer account DN: %2\n\nSee https://go.microsoft.com/fwlink/?linkid=2202145 for more information.",
      datum("domainController", "domain controller"),
      datum("accountDn", "distinguished name of the computer account"),
    ),
  ],
  meaning: "The machine joined with a computer account that was there already.",
  certainty: { ...VERIFIED, channel: "unverified", level: "unverified", payload: "unverified", fields: "unverified" },
  sources: [messageTable(PROVIDER)],
});
