import { describe, expect, test } from "vitest";
import type { ComputerObject, DirectoryEvidence } from "../../../src/evidence/index.ts";
import { deriveDirectoryHosts, type DirectoryHost } from "../../../src/facts/directory/index.ts";
import {
  computer,
  connectionPoint,
  CORP,
  directoryOf,
  exportView,
  guestPoint,
  nodeSpns,
  NORTH,
  unread,
  view,
} from "../../evidence/build-directory.ts";
import { ticks } from "../../evidence/build-evidence.ts";

function hostsOf(directory: DirectoryEvidence): readonly DirectoryHost[] {
  return deriveDirectoryHosts(directory).hosts;
}

function namesOf(...computers: readonly ComputerObject[]): readonly string[] {
  return hostsOf(directoryOf([view({ computers })])).map(({ name }) => name);
}

const NO_SPNS = { servicePrincipalNames: ["HOST/X"] };

describe("a host of a domain", () => {
  test.each([
    "Microsoft Virtual Console Service/HV01",
    "MICROSOFT VIRTUAL SYSTEM MIGRATION SERVICE/hv01.corp.example",
    "Hyper-V Replica Service/HV01",
  ])("is an account with %s", (spn) => {
    expect(namesOf(computer("HV01", { servicePrincipalNames: ["HOST/HV01", spn] }))).toEqual(["HV01"]);
  });

  test.each([
    "Hyper-V Replica Service2/HV01",
    "Microsoft Virtual Console/HV01",
    "Hyper-V Replica Service",
    "HOST/HV01",
  ])("is not an account with no more than %s", (spn) => {
    expect(namesOf(computer("HV01", { servicePrincipalNames: [spn] }))).toEqual([]);
  });

  test("is an account with a connection point, without any SPN", () => {
    const account = computer("HV01", NO_SPNS);
    const [host] = hostsOf(directoryOf([view({ computers: [account], connectionPoints: [connectionPoint(account)] })]));
    expect(host).toMatchObject({ name: "HV01", hasHyperVSpns: false, connectionPoint: { kind: "present" } });
  });

  test("is told as a node by MSServerClusterMgmtAPI, and as nested by a guest's connection point", () => {
    const [hv01, hv02] = [
      computer("HV01"),
      computer("HV02", { servicePrincipalNames: ["Hyper-V Replica Service/HV02"] }),
    ];
    const hosts = hostsOf(directoryOf([view({ computers: [hv01, hv02], connectionPoints: [guestPoint(hv02)] })]));
    expect(hosts.map(({ name, isClusterNode, isNested }) => [name, isClusterNode, isNested])).toEqual([
      ["HV01", true, false],
      ["HV02", false, true],
    ]);
  });

  test.each([
    ["Windows Server 2022 Datacenter", "server"],
    ["Hyper-V Server 2019", "server"],
    ["Azure Stack HCI", "server"],
    ["Windows Storage Server 2016 Standard", "server"],
    [null, "server"],
    ["Windows 11 Enterprise", "client"],
    ["Windows 10 Pro", "client"],
    ["Windows 8.1 Pro", "client"],
  ])("with operatingSystem %s is a %s", (operatingSystem, kind) => {
    expect(hostsOf(directoryOf([view({ computers: [computer("HV01", { operatingSystem })] })]))[0]?.kind).toBe(kind);
  });
});

describe("names of hosts", () => {
  test("keep umlauts and what is behind the 15th character; commas in a name are none of its DN", () => {
    const long = "HYPERV-CLUSTER-NODE-01";
    expect(
      namesOf(
        computer("HV-KÖLN"),
        computer(long),
        computer("Köln, Rack 1", { samAccountName: "HV07$", dnsHostName: null }),
        computer("HYPERV-CLUSTER-NODE-02", { dnsHostName: null }),
      ),
    ).toEqual(["HV-KÖLN", "HV07", long, "HYPERV-CLUSTER-NODE-02"]);
  });

  test("of one short name in two domains are full, and the hosts two", () => {
    const directory = directoryOf([
      view({ computers: [computer("HV01"), computer("HV02")] }),
      view({
        server: "dc1.north.corp.example",
        namingContext: NORTH,
        computers: [computer("hv01", { container: NORTH, dnsHostName: null })],
      }),
    ]);
    expect(hostsOf(directory).map(({ name, namingContext }) => [name, namingContext])).toEqual([
      ["HV01.CORP.EXAMPLE", CORP],
      ["HV01.NORTH.CORP.EXAMPLE", NORTH],
      ["HV02", CORP],
    ]);
  });

  test("of two accounts with one dNSHostName differ: the one that is called so keeps it", () => {
    const dnsHostName = "hv01.corp.example";
    expect(namesOf(computer("HV01-OLD", { dnsHostName }), computer("HV01", { dnsHostName }))).toEqual([
      "HV01",
      "HV01-OLD",
    ]);
  });
});

describe("several servers of one domain", () => {
  const hv01 = computer("HV01");

  test("show one host, also where it stands in another container, or has another name", () => {
    const moved = { ...hv01, dn: `CN=HV10,OU=Racks,${CORP}`, cn: "HV10" };
    const [host, ...others] = hostsOf(
      directoryOf([view({ computers: [hv01] }), view({ server: "dc2.corp.example", computers: [moved] })]),
    );
    expect(others).toEqual([]);
    expect(host?.accounts.map((seen) => [seen.view.server, seen.object.dn])).toEqual([
      ["dc1.corp.example", hv01.dn],
      ["dc2.corp.example", moved.dn],
    ]);
  });

  test("show one host where one of them shows neither SID nor GUID, nor any SPN", () => {
    const bare = { ...hv01, sid: null, guid: null, dn: hv01.dn.toLowerCase(), servicePrincipalNames: [] };
    const hosts = hostsOf(directoryOf([exportView({ computers: [bare] }), view({ computers: [hv01] })]));
    expect(hosts.map(({ accounts }) => accounts.map((seen) => seen.view.server))).toEqual([
      ["dc1.corp.example", "directory/hosts.ldif"],
    ]);
  });

  test("show two hosts where an account took over the DN of another", () => {
    const renamed = { ...hv01, dn: `CN=HV09,OU=Hosts,${CORP}`, cn: "HV09", samAccountName: "HV09$", dnsHostName: null };
    const anew = computer("HV01", { sid: "S-1-5-21-1-2-3-9999", guid: "ffffffff-0000-4000-8000-000000000000" });
    const hosts = hostsOf(
      directoryOf([view({ computers: [hv01] }), view({ server: "dc2.corp.example", computers: [renamed, anew] })]),
    );
    expect(hosts.map(({ name, accounts }) => [name, ...accounts.map(({ object }) => object.sid)])).toEqual([
      [anew.dn, anew.sid],
      ["HV01", hv01.sid, hv01.sid],
    ]);
  });

  test("that are one server at two times count by the later answer", () => {
    const earlier = view({ time: ticks("2026-01-01T00:00:00Z"), computers: [hv01, computer("HV02")] });
    expect(hostsOf(directoryOf([view({ computers: [hv01] }), earlier])).map(({ name }) => name)).toEqual(["HV01"]);
  });

  test("give the same in any order", () => {
    const views = [
      view({ computers: [hv01, computer("HV02")] }),
      view({ server: "dc2.corp.example", computers: [computer("HV03"), hv01] }),
      view({ server: "n", namingContext: NORTH, computers: [computer("HV01", { container: NORTH })] }),
    ];
    const turned = [...views].reverse().map((one) => ({ ...one, computers: [...one.computers].reverse() }));
    const summary = (directory: DirectoryEvidence): unknown =>
      hostsOf(directory).map(({ name, accounts }) => [
        name,
        accounts.map((seen) => [seen.view.server, seen.object.dn]),
      ]);
    expect(summary(directoryOf(turned))).toEqual(summary(directoryOf(views)));
  });
});

describe("left out", () => {
  const cluster = [
    "HOST/CLU01",
    "MSServerCluster/CLU01",
    "MSServerClusterMgmtAPI/CLU01",
    "MSClusterVirtualServer/CLU01",
  ];

  test("are cluster names and virtual computers, also the Replica Broker, each with the SPN that tells", () => {
    const { hosts, leftOut } = deriveDirectoryHosts(
      directoryOf([
        view({
          computers: [
            computer("CLU01", { servicePrincipalNames: cluster }),
            computer("BROKER", {
              servicePrincipalNames: ["Hyper-V Replica Service/BROKER", "MSClusterVirtualServer/broker.corp.example"],
            }),
            computer("HV01"),
          ],
        }),
      ]),
    );
    expect(hosts.map(({ name }) => name)).toEqual(["HV01"]);
    expect(leftOut.map(({ name, reason, attribute, value }) => [name, reason, attribute, value])).toEqual([
      ["BROKER", "virtual-computer", "servicePrincipalName", "MSClusterVirtualServer/broker.corp.example"],
      ["CLU01", "cluster-name", "servicePrincipalName", "MSServerCluster/CLU01"],
    ]);
  });

  test.each([
    ["the SPN names another computer", ["MSServerCluster/CLU01", "Hyper-V Replica Service/HV01"], false],
    ["it has what only hosts register", [...nodeSpns("HV01"), "MSServerCluster/HV01"], false],
    ["it has a connection point", ["MSServerCluster/HV01"], true],
  ])("is no host with a cluster's SPN astray: %s", (_, servicePrincipalNames, hasPoint) => {
    const hv01 = computer("HV01", { servicePrincipalNames });
    const connectionPoints = hasPoint ? [connectionPoint(hv01)] : [];
    const { hosts, leftOut } = deriveDirectoryHosts(directoryOf([view({ computers: [hv01], connectionPoints })]));
    expect([hosts.length, leftOut.length]).toEqual([1, 0]);
  });

  test("without a word are guests, virtual machines without Hyper-V, and other computers", () => {
    const [vm, pc] = [computer("VM01", NO_SPNS), computer("PC01", NO_SPNS)];
    expect(
      deriveDirectoryHosts(directoryOf([view({ computers: [vm, pc], connectionPoints: [guestPoint(vm)] })])),
    ).toEqual({ hosts: [], others: [], leftOut: [], unfound: [], unseen: [] });
  });

  test("is a conflict duplicate beside the host, but not one that has the host's marks alone", () => {
    const duplicateOf = (name: string): ComputerObject =>
      computer(`${name}\nCNF:5f0c1d1e-0000-4000-8000-000000000000`, {
        samAccountName: `$DUPLICATE-${name}$`,
        dnsHostName: `${name}.corp.example`,
      });
    expect(namesOf(computer("HV01"), duplicateOf("HV01"), computer("HV02", NO_SPNS), duplicateOf("HV02"))).toEqual([
      "HV01",
      "HV02",
    ]);
  });
});

describe("a host whose account does not come", () => {
  const locked = computer("HV17", { container: `OU=Locked,${CORP}` });
  const seen = { computers: [computer("HV01")], connectionPoints: [connectionPoint(locked)] };
  const noted = view({ ...seen, unread: [{ ...unread(locked.dn), lacks: "computers" }] });
  const unseenOf = (...given: Parameters<typeof directoryOf>): readonly string[] =>
    deriveDirectoryHosts(directoryOf(...given)).unseen.map(({ name }) => name);

  test("is known by its connection point, where the server did not show the account or an export lacks it", () => {
    expect(deriveDirectoryHosts(directoryOf([noted])).unseen).toEqual([
      {
        name: "HV17",
        namingContext: CORP,
        isAskedFor: false,
        dn: locked.dn,
        points: [{ view: noted, object: connectionPoint(locked) }],
      },
    ]);
    expect(unseenOf([exportView(seen)])).toEqual(["HV17"]);
  });

  test("is found by its name and its DN, and is not there for those who ask for others", () => {
    for (const name of ["hv17", "HV17.corp.example", locked.dn]) {
      const { unseen, unfound } = deriveDirectoryHosts(directoryOf([noted], { askedHosts: [name] }));
      expect([unseen.map(({ isAskedFor }) => isAskedFor), unfound]).toEqual([[true], []]);
    }
    expect(unseenOf([noted], { askedHosts: ["HV01"] })).toEqual([]);
  });

  test("is none where another view shows the account", () => {
    expect(unseenOf([noted, view({ server: "dc2", computers: [locked] })])).toEqual([]);
  });

  test("is told from another of the same name", () => {
    const other = computer("HV17");
    const both = view({ ...noted, computers: [...noted.computers, other] });
    const { hosts, unseen } = deriveDirectoryHosts(directoryOf([both]));
    expect(new Set([...hosts, ...unseen].map(({ name }) => name)).size).toBe(3);
  });

  test.each([
    ["an organizational unit", `OU=Fleet,${CORP}`],
    ["LostAndFound", `CN=LostAndFound,${CORP}`],
    ["something right below the domain", `CN=Computers,${CORP}`],
  ])("is not %s above a connection point of an export", (_, dn) => {
    expect(unseenOf([exportView({ ...seen, connectionPoints: [connectionPoint({ dn, sid: null })] })])).toEqual([]);
  });

  test("is none in an export of connection points alone", () => {
    expect(unseenOf([exportView({ connectionPoints: seen.connectionPoints })])).toEqual([]);
  });
});

describe("activity", () => {
  const off = { lastLogonTimestamp: ticks("2026-05-01T00:00:00Z"), pwdLastSet: ticks("2026-05-02T00:00:00Z") };

  test.each<[string, Partial<ComputerObject>]>([
    ["active", {}],
    ["active", { ...off, pwdLastSet: ticks("2026-08-25T00:00:00Z") }],
    ["active", { ...off, lastLogonTimestamp: ticks("2026-08-25T00:00:00Z") }],
    ["stale", off],
    ["stale", { ...off, pwdLastSet: null }],
    ["stale", { lastLogonTimestamp: 0n, pwdLastSet: null }],
    ["disabled", { userAccountControl: 4098 }],
    ["disabled", { ...off, userAccountControl: 4098 }],
    ["unknown", { lastLogonTimestamp: null, pwdLastSet: null }],
  ])("is %s with %o", (activity, given) => {
    expect(hostsOf(directoryOf([view({ computers: [computer("HV01", given)] })]))[0]?.activity).toBe(activity);
  });

  test("is unknown where the view shows no time of its own, and by the later view where two differ", () => {
    const enabled = computer("HV01");
    const disabled = { ...enabled, userAccountControl: 4098 };
    const later = view({ server: "dc2", time: ticks("2026-09-11T00:00:00Z"), computers: [disabled] });
    const activities = [[view({ time: null, computers: [enabled] })], [view({ computers: [enabled] }), later]].map(
      (views) => hostsOf(directoryOf(views))[0]?.activity,
    );
    expect(activities).toEqual(["unknown", "disabled"]);
  });
});

describe("several views", () => {
  test("of files whose names differ by case are two, of a server so named one, and their order changes nothing", () => {
    const files = ["a.ldif", "A.ldif"].map((server, index) =>
      exportView({ server, computers: [computer(`HV0${index}`)] }),
    );
    const servers = ["dc1", "DC1"].map((server, index) => view({ server, computers: [computer(`HV0${index}`)] }));
    const seen = (views: readonly ReturnType<typeof view>[]): readonly string[] =>
      hostsOf(directoryOf(views)).map(({ name }) => name);
    expect(seen(files)).toEqual(["HV00", "HV01"]);
    expect(seen(servers)).toHaveLength(1);
    expect(seen(servers.toReversed())).toEqual(seen(servers));
  });
});
