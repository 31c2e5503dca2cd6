import { describe, expect, test } from "vitest";
import type { ComputerObject, ExportEvidence } from "../../../src/evidence/index.ts";
import { deriveFacts } from "../../../src/facts/index.ts";
import { computer, CORP, directoryOf, NORTH, view } from "../../evidence/build-directory.ts";
import { event } from "../../evidence/build-evidence.ts";
import { clusterEvidence, history } from "../../evidence/build-ownership.ts";
import { eventLog6011 } from "../../evidence/renamed-hosts.ts";

const time = "2025-06-02T22:00:00Z";

const IN_CORP = computer("HV03", { dnsHostName: "HV03.corp.example" });
const IN_NORTH = computer("HV03", { container: `OU=Hosts,${NORTH}`, dnsHostName: "HV03.north.corp.example" });

interface Given {
  /** Who wrote records. */
  readonly computers?: readonly string[];
  readonly events?: readonly ReturnType<typeof event>[];
  /** Nodes that an export names. */
  readonly exported?: readonly string[];
  readonly accounts: readonly ComputerObject[];
}

/** The hosts of logs and exports, and what each account is called beside them. */
function named({ computers = [], events = [], exported = [], accounts }: Given) {
  const exports: Partial<ExportEvidence> = {
    ownership: exported.map((node) => history(time, "Cluster Disk 1", node)),
  };
  const evidence = clusterEvidence({
    events: [...events, ...computers.map((name) => event({ time, computer: name }))],
    exports,
  });
  const views = [CORP, NORTH].map((namingContext) =>
    view({
      namingContext,
      computers: accounts.filter(
        ({ dn }) => dn.endsWith(namingContext) && dn.endsWith(NORTH) === (namingContext === NORTH),
      ),
    }),
  );
  const facts = deriveFacts({ ...evidence, directory: directoryOf(views) });
  const accountOf = new Map(
    facts.directoryHosts.hosts.map(({ name, accounts: [account] }) => [name, account.object.dn]),
  );
  return {
    nodes: facts.hosts.names,
    accounts: Object.fromEntries(accountOf),
    histories: facts.identityHistories.map(({ host, account }) => [host, account?.domain ?? null]),
  };
}

describe("an account whose domain is the node's", () => {
  test("is the node's: they are one host", () => {
    expect(named({ computers: ["HV03.corp.example"], accounts: [IN_CORP] })).toEqual({
      nodes: ["HV03"],
      accounts: { HV03: IN_CORP.dn },
      histories: [["HV03", "corp.example"]],
    });
  });

  test("is the node's beside that of another domain, which stands apart under its full name", () => {
    expect(named({ computers: ["HV03.corp.example"], accounts: [IN_CORP, IN_NORTH] })).toEqual({
      nodes: ["HV03"],
      accounts: { HV03: IN_CORP.dn, "HV03.NORTH.CORP.EXAMPLE": IN_NORTH.dn },
      histories: [
        ["HV03", "corp.example"],
        ["HV03.NORTH.CORP.EXAMPLE", "north.corp.example"],
      ],
    });
  });

  test("is so in either of two domains whose nodes have one short name", () => {
    const computers = ["HV03.corp.example", "HV03.north.corp.example"];
    expect(named({ computers, accounts: [IN_CORP, IN_NORTH] })).toMatchObject({
      nodes: ["HV03.CORP.EXAMPLE", "HV03.NORTH.CORP.EXAMPLE"],
      accounts: { "HV03.CORP.EXAMPLE": IN_CORP.dn, "HV03.NORTH.CORP.EXAMPLE": IN_NORTH.dn },
    });
  });

  test("is so by the full name that only an export has", () => {
    expect(named({ exported: ["hv03.north.corp.example"], accounts: [IN_CORP, IN_NORTH] }).accounts).toEqual({
      HV03: IN_NORTH.dn,
      "HV03.CORP.EXAMPLE": IN_CORP.dn,
    });
  });

  test("is told by its DN where its dNSHostName is not shown, or has another suffix", () => {
    for (const dnsHostName of [null, "HV03.hosts.example"]) {
      const account = computer("HV03", { dnsHostName });
      expect(named({ computers: ["HV03.corp.example"], accounts: [account] }).accounts).toEqual({ HV03: account.dn });
    }
  });

  test("is told by its dNSHostName where that has another suffix than its domain", () => {
    const account = computer("HV03", { dnsHostName: "HV03.hosts.example" });
    expect(named({ computers: ["HV03.hosts.example"], accounts: [account] }).accounts).toEqual({ HV03: account.dn });
  });
});

describe("an account of another domain than the node's", () => {
  test("is another machine's, which has its full name", () => {
    expect(named({ computers: ["HV03.corp.example"], accounts: [IN_NORTH] })).toEqual({
      nodes: ["HV03"],
      accounts: { "HV03.NORTH.CORP.EXAMPLE": IN_NORTH.dn },
      histories: [
        ["HV03", null],
        ["HV03.NORTH.CORP.EXAMPLE", "north.corp.example"],
      ],
    });
  });

  test("is so of a node that was renamed and of whose new name no record has the domain", () => {
    const events = [
      event({ time: "2025-06-01T00:00:00Z", computer: "HVNEW03.corp.example" }),
      eventLog6011({ time, recordId: 7, computer: "HV03", from: "HVNEW03", to: "HV03" }),
    ];
    expect(named({ events, accounts: [IN_NORTH] }).accounts).toEqual({ "HV03.NORTH.CORP.EXAMPLE": IN_NORTH.dn });
    expect(named({ events, accounts: [IN_CORP] }).accounts).toEqual({ HV03: IN_CORP.dn });
  });
});

describe("a node of which only the short name is known", () => {
  test("is the one host whose account has it", () => {
    expect(named({ exported: ["hv03"], accounts: [IN_NORTH] })).toEqual({
      nodes: ["HV03"],
      accounts: { HV03: IN_NORTH.dn },
      histories: [["HV03", "north.corp.example"]],
    });
  });

  test("is none of two: nobody knows which", () => {
    expect(named({ exported: ["HV03"], accounts: [IN_CORP, IN_NORTH] })).toEqual({
      nodes: ["HV03"],
      accounts: { "HV03.CORP.EXAMPLE": IN_CORP.dn, "HV03.NORTH.CORP.EXAMPLE": IN_NORTH.dn },
      histories: [
        ["HV03", null],
        ["HV03.CORP.EXAMPLE", "corp.example"],
        ["HV03.NORTH.CORP.EXAMPLE", "north.corp.example"],
      ],
    });
  });
});
