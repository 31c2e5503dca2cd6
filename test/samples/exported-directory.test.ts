import { describe, expect, it } from "vitest";
import { type ClusterOptions, type ClusterPlan, clusterPlan, nodeNames } from "../../samples/generate/cluster/index.ts";
import { BRIEF, type ExportHabits, exportFiles, THOROUGH } from "../../samples/generate/exports/index.ts";
import { type Moment, later } from "../../samples/generate/moment.ts";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { ldifEntries, type ReadEntry } from "./ldif-entries.ts";
import { hex } from "./seams.ts";

const OTHER: Partial<ClusterOptions> = {
  clusterName: "ROSE",
  domain: { dns: "north.invalid", netbios: "NORTH" },
  nodes: nodeNames("NODE", 4),
  badNodes: [
    { name: "NODE01", cause: "upgraded" },
    { name: "NODE02", cause: "renamed" },
    { name: "NODE03", cause: "upgraded" },
  ],
  proxy: "IMPORTER",
  volumes: 6,
  firstDay: "2031-02-05",
  nights: 10,
};

function hosts(plan: ClusterPlan, habits: ExportHabits = THOROUGH): readonly ReadEntry[] {
  const ldif = exportFiles(plan, new SeededRandom(7), habits).find(({ path }) => path === "directory/hosts.ldif");
  return ldifEntries(ldif?.content ?? new Uint8Array());
}

interface Stamp {
  readonly version: number;
  readonly time: string;
}

/** What both kinds of metadata say, by attribute id and by name. */
function binaryStamps(entry: ReadEntry | undefined): ReadonlyMap<number, Stamp> {
  const [bytes = Buffer.alloc(0)] = entry?.values("replPropertyMetaData") ?? [];
  const starts = Array.from({ length: bytes.length === 0 ? 0 : bytes.readUInt32LE(8) }, (_, index) => 16 + 48 * index);
  return new Map(
    starts.map((at) => {
      const time = wholeSecond(bytes.readBigUInt64LE(at + 8) * 10_000_000n);
      return [bytes.readUInt32LE(at), { version: bytes.readUInt32LE(at + 4), time }];
    }),
  );
}

function xmlStamps(entry: ReadEntry | undefined): ReadonlyMap<string, Stamp> {
  const values = entry?.texts("msDS-ReplAttributeMetaData") ?? [];
  const member = (text: string, name: string): string => new RegExp(`<${name}>(.*)</${name}>`).exec(text)?.[1] ?? "";
  return new Map(
    values.map((text) => [
      member(text, "pszAttributeName"),
      { version: Number(member(text, "dwVersion")), time: member(text, "ftimeLastOriginatingChange") },
    ]),
  );
}

function wholeSecond(time: Moment): string {
  return filetimeToIso(time).replace(/\.\d+/, "");
}

const ATTRIBUTE_ID = {
  cn: 0x3,
  name: 0x9_0001,
  sAMAccountName: 0x9_00dd,
  dNSHostName: 0x9_026b,
  operatingSystem: 0x9_016b,
  operatingSystemVersion: 0x9_016c,
} as const;
const TELLING = Object.keys(ATTRIBUTE_ID);

/** The attributes at version 2, of those that tell a rename or another system, with their one time. */
function secondVersions(entry: ReadEntry | undefined): readonly string[] {
  return [...xmlStamps(entry)]
    .filter(([name, { version }]) => TELLING.includes(name) && version === 2)
    .map(([name, { time }]) => `${name} ${time}`)
    .toSorted();
}

describe.each([
  ["missing-scp", clusterPlan()],
  ["another cluster", clusterPlan(OTHER)],
])("the directory of %s", (_title, plan) => {
  const entries = hosts(plan);
  const computer = (name: string): ReadEntry | undefined => entries.find(({ dn }) => dn.startsWith(`CN=${name},OU=`));
  const scp = (name: string): ReadEntry | undefined =>
    entries.find(({ dn }) => dn.startsWith(`CN=Microsoft Hyper-V,CN=${name},`));

  it("has an account for every node, the proxy, the cluster and one of its roles", () => {
    const { nodes, clusterName, proxy, domain } = plan;
    expect(entries.flatMap((entry) => entry.texts("sAMAccountName"))).toEqual(
      [...nodes.map(({ name }) => name), clusterName, `${clusterName}FS`, proxy.name].map((name) => `${name}$`),
    );
    expect(computer(proxy.name)?.dn).toBe(`CN=${proxy.name},OU=Backup,${domain.dn}`);
    for (const { name, fqdn } of nodes) {
      const entry = computer(name);
      expect([entry?.dn, entry?.texts("dNSHostName"), entry?.texts("cn")]).toEqual([
        `CN=${name},OU=Hyper-V Hosts,${domain.dn}`,
        [fqdn],
        [name],
      ]);
      expect(entry?.texts("operatingSystemVersion")).toEqual(["10.0 (14393)"]);
    }
  });

  it("has a service connection point below the good nodes only", () => {
    const points = entries.filter((entry) => entry.texts("objectClass").includes("serviceConnectionPoint"));
    expect(points.map(({ dn }) => dn)).toEqual(
      plan.nodes
        .filter(({ isBad }) => !isBad)
        .map(({ name }) => `CN=Microsoft Hyper-V,CN=${name},OU=Hyper-V Hosts,${plan.domain.dn}`),
    );
    expect(points.map((entry) => entry.texts("serviceBindingInformation"))).toEqual(
      points.map(() => ["RDP listener port=2179"]),
    );
  });

  it("has the Hyper-V services' names, short and full, on every node and on nothing else", () => {
    const services = [
      "Microsoft Virtual Console Service",
      "Microsoft Virtual System Migration Service",
      "Hyper-V Replica Service",
    ];
    const named = entries.filter((entry) =>
      services.every((service) => entry.texts("servicePrincipalName").some((spn) => spn.startsWith(`${service}/`))),
    );
    expect(named.map((entry) => entry.texts("cn")[0])).toEqual(plan.nodes.map(({ name }) => name));
    for (const { name, fqdn } of plan.nodes) {
      const names = computer(name)?.texts("servicePrincipalName") ?? [];
      for (const service of [...services, "MSServerClusterMgmtAPI", "HOST", "RestrictedKrbHost"]) {
        expect(names).toContain(`${service}/${name}`);
        expect(names).toContain(`${service}/${fqdn}`);
      }
      expect(new Set(names.map((spn) => spn.split("/")[1]))).toEqual(new Set([name, fqdn]));
    }
    expect(computer(plan.clusterName)?.texts("servicePrincipalName")).toContain(`MSServerCluster/${plan.clusterName}`);
  });

  it("says when a node was renamed: its names at version 2, before it restarted", () => {
    for (const { name, renamedAt } of plan.nodes.filter((node) => node.cause === "renamed")) {
      const time = wholeSecond(later(renamedAt ?? 0n, -420));
      expect(secondVersions(computer(name))).toEqual(
        ["cn", "dNSHostName", "name", "sAMAccountName"].map((attribute) => `${attribute} ${time}`),
      );
    }
  });

  it("says when a node got another system: its system's attributes at version 2", () => {
    for (const { name, upgradedAt } of plan.nodes.filter((node) => node.cause === "upgraded")) {
      const time = wholeSecond(later(upgradedAt ?? 0n, 90));
      expect(secondVersions(computer(name))).toEqual([`operatingSystem ${time}`, `operatingSystemVersion ${time}`]);
    }
  });

  it("has version 1 of all of them on everything else, since the account was made", () => {
    const others = entries.filter(
      ({ dn }) => !plan.nodes.some(({ name, cause }) => cause !== null && dn.startsWith(`CN=${name},`)),
    );
    expect(others.flatMap(secondVersions)).toEqual([]);
    for (const { name, accountCreated } of plan.nodes.filter(({ cause }) => cause === null)) {
      expect(xmlStamps(computer(name)).get("sAMAccountName")).toEqual({
        version: 1,
        time: wholeSecond(accountCreated),
      });
    }
  });

  it("says the same in both kinds of metadata", () => {
    for (const entry of entries) {
      const [binary, xml] = [binaryStamps(entry), xmlStamps(entry)];
      expect(binary.size).toBe(xml.size);
      for (const [name, id] of Object.entries(ATTRIBUTE_ID)) expect(binary.get(id)).toEqual(xml.get(name));
    }
  });

  it("was changed when its last attribute was", () => {
    for (const entry of entries) {
      const times = [...xmlStamps(entry).values()].map(({ time }) => time).toSorted();
      const [created, changed] = ["whenCreated", "whenChanged"].map((name) =>
        entry.texts(name)[0]?.replace(/^(....)(..)(..)(..)(..)(..)\.0Z$/, "$1-$2-$3T$4:$5:$6Z"),
      );
      expect([created, changed]).toEqual([times[0], times.at(-1)]);
    }
  });

  it("lets every good node own its service connection point with full control", () => {
    for (const { name } of plan.nodes.filter(({ isBad }) => !isBad)) {
      const [sid] = computer(name)?.values("objectSid") ?? [];
      const [descriptor] = scp(name)?.values("nTSecurityDescriptor") ?? [];
      const owner = descriptor?.readUInt32LE(4) ?? 0;
      expect(sid).toHaveLength(28);
      expect(hex(descriptor?.subarray(owner, owner + 28) ?? Buffer.alloc(0))).toBe(hex(sid ?? Buffer.alloc(0)));
      // An access-allowed entry of 36 bytes without flags, and its mask.
      expect(hex(descriptor ?? Buffer.alloc(0))).toContain(`00002400ff010f00${hex(sid ?? Buffer.alloc(0))}`);
    }
  });

  it("has logged on lately: no account looks stale", () => {
    for (const entry of entries) {
      for (const value of entry.texts("lastLogonTimestamp")) {
        expect(BigInt(value)).toBeGreaterThan(later(plan.lastMoment, -14 * 86_400));
        expect(BigInt(value)).toBeLessThanOrEqual(plan.lastMoment);
      }
    }
  });
});

describe("the directory of a healthy cluster, from ldapsearch", () => {
  const plan = clusterPlan({ badNodes: [] });
  const entries = hosts(plan, BRIEF);

  it("has a service connection point for every node and no second version of a name or a system", () => {
    const points = entries.filter(({ dn }) => dn.startsWith("CN=Microsoft Hyper-V,"));
    expect(points).toHaveLength(plan.nodes.length);
    const versions = entries.flatMap((entry) =>
      Object.values(ATTRIBUTE_ID).map((id) => binaryStamps(entry).get(id)?.version ?? 1),
    );
    expect(new Set(versions)).toEqual(new Set([1]));
  });

  it("has no metadata in XML and no changetype", () => {
    const names = new Set(entries.flatMap((entry) => entry.names));
    expect([names.has("replPropertyMetaData"), names.has("nTSecurityDescriptor")]).toEqual([true, true]);
    expect([names.has("msDS-ReplAttributeMetaData"), names.has("changetype")]).toEqual([false, false]);
  });
});

describe("an exported object", () => {
  it("has its attributes in the order of their ids, as a domain controller returns them", () => {
    const [computer, point] = hosts(clusterPlan());
    expect([...new Set(computer?.names)]).toEqual([
      "dn",
      "changetype",
      "objectClass",
      "cn",
      "distinguishedName",
      "instanceType",
      "whenCreated",
      "whenChanged",
      "uSNCreated",
      "uSNChanged",
      "nTSecurityDescriptor",
      "name",
      "objectGUID",
      "replPropertyMetaData",
      "userAccountControl",
      "pwdLastSet",
      "primaryGroupID",
      "objectSid",
      "sAMAccountName",
      "sAMAccountType",
      "operatingSystem",
      "operatingSystemVersion",
      "dNSHostName",
      "servicePrincipalName",
      "objectCategory",
      "isCriticalSystemObject",
      "lastLogonTimestamp",
      "msDS-ReplAttributeMetaData",
    ]);
    expect(point?.texts("objectClass")).toEqual(["top", "leaf", "connectionPoint", "serviceConnectionPoint"]);
    expect(point?.texts("objectCategory")).toEqual([
      "CN=Service-Connection-Point,CN=Schema,CN=Configuration,DC=corp,DC=example",
    ]);
  });
});
