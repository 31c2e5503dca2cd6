import { describe, expect, test } from "vitest";
import { CATALOGUE, type CatalogueEntry, isEvent } from "../../src/catalogue/index.ts";
import { eventOf } from "./event-data.ts";

function nameOf({ provider, id }: CatalogueEntry): string {
  return `${provider ?? "any provider"} ${id}`;
}

const CLUSTERING = "Microsoft-Windows-FailoverClustering";

/** The events without which a finding of the published cases cannot be made, told or refuted. */
const FIRST_TIER: readonly (readonly [string, readonly number[]])[] = [
  ["Application Error", [1000]],
  ["EventLog", [6008, 6009, 6011, 6013]],
  ["Microsoft-Windows-DistributedCOM", [10010, 10028]],
  ["Microsoft-Windows-Eventlog", [104]],
  [CLUSTERING, [1007, 1011, 1062, 1069, 1093, 1135, 1146, 1153, 1154, 1201, 1204, 1230, 1548, 1549]],
  [CLUSTERING, [1637, 1641, 1665, 1666, 1668, 1673, 5120, 5140, 5141, 5142, 5147, 5151]],
  [`${CLUSTERING}-CsvFs-Diagnostic`, [8704, 8960, 9296]],
  [`${CLUSTERING}-Manager`, [4630, 4681, 4693]],
  [`${CLUSTERING}-WMIProvider`, [6238, 6239]],
  ["Microsoft-Windows-Hyper-V-VMMS", [12660, 14050, 18012, 19100]],
  ["Microsoft-Windows-Kernel-General", [1, 12]],
  ["Microsoft-Windows-SMBClient", [30804, 30818]],
  ["Microsoft-Windows-Security-Auditing", [4781, 5137, 5141]],
  ["Microsoft-Windows-Servicing", [9]],
  ["Microsoft-Windows-Time-Service", [35]],
  ["Microsoft-Windows-WMI", [5615, 5617]],
  ["Microsoft-Windows-WMI-Activity", [5857, 5858]],
  ["NETLOGON", [5719, 5788, 5789]],
  ["NetJoin", [4096]],
  ["Service Control Manager", [7011, 7031, 7036, 7043]],
  ["User32", [1074]],
  ["VSS", [8193, 8224, 8229, 12289, 12292, 12293, 12305, 12310, 12330, 12362, 12363, 12364]],
  ["VSSAudit", [8222, 8223]],
  ["Veeam MP", [150, 190]],
  ["disk", [157, 158]],
  ["partmgr", [58]],
];

/** Those that a fact or a check needs beside them. */
const SECOND_TIER: typeof FIRST_TIER = [
  ["EventLog", [6005, 6006]],
  ["Microsoft-Windows-Eventlog", [1102]],
  [CLUSTERING, [1594, 4621]],
  ["Microsoft-Windows-Hyper-V-High-Availability", [21140]],
  ["Microsoft-Windows-Kernel-General", [13]],
  ["Microsoft-Windows-Kernel-Power", [41]],
  ["Microsoft-Windows-Security-Auditing", [4741, 4742]],
  ["Microsoft-Windows-ServerManager-DeploymentProvider", [204, 304]],
  ["Microsoft-Windows-Servicing", [10]],
  ["NETLOGON", [3210]],
  ["NetJoin", [4097, 4100]],
];

describe("the catalogue", () => {
  test("holds every event of the first tier, 87 and the vendor's, and those that facts need beside them", () => {
    const pairsOf = (tier: typeof FIRST_TIER): readonly string[] =>
      tier.flatMap(([provider, ids]) => ids.map((id) => `${provider} ${id}`));
    const expected = ["any provider 0", ...pairsOf(FIRST_TIER), ...pairsOf(SECOND_TIER)];
    expect(pairsOf(FIRST_TIER)).toHaveLength(87);
    expect(CATALOGUE.map(nameOf).toSorted()).toEqual(expected.toSorted());
  });

  test("has each provider's id once, and each provider's GUID once", () => {
    const pairs = CATALOGUE.map(({ provider, id }) => `${provider?.toLowerCase() ?? ""} ${id}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const guidOf = new Map(CATALOGUE.map(({ provider, providerGuid }) => [provider, providerGuid]));
    for (const { provider, providerGuid } of CATALOGUE) expect(providerGuid).toBe(guidOf.get(provider));
    const guids = [...guidOf.values()].filter((guid) => guid !== null);
    expect(new Set(guids).size).toBe(guids.length);
    for (const guid of guids) expect(guid).toMatch(/^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/);
  });

  test.each([
    [CLUSTERING, "Microsoft-Windows-Security-Auditing", 5141],
    ["VSS", "Microsoft-Windows-Directory-Services-SAM", 12293],
    ["VSS", "Microsoft-Windows-Directory-Services-SAM", 12289],
    ["Microsoft-Windows-Kernel-Power", "Microsoft-Windows-TerminalServices-LocalSessionManager", 41],
  ])("tells %s from %s, which has its id %i too", (provider, other, id) => {
    const entries = (from: string): readonly string[] =>
      CATALOGUE.filter((entry) => isEvent(entry, eventOf(from, id, []))).map(nameOf);
    expect(entries(provider)).toEqual([`${provider} ${id}`]);
    expect(entries(other)).not.toContain(`${provider} ${id}`);
  });

  test("matches exactly its own event with each entry but the vendor's, which has no provider of its own", () => {
    for (const { provider, id } of CATALOGUE) {
      const event = eventOf(provider ?? "A vendor's", id, []);
      const found = CATALOGUE.filter((entry) => isEvent(entry, event)).map(nameOf);
      expect(found).toEqual(provider === null ? [] : [`${provider} ${id}`]);
    }
  });
});

describe.each(CATALOGUE.map((entry) => [nameOf(entry), entry] as const))("%s", (_, entry) => {
  test("is selected by provider, channel and id, and kept with data only if it has any", () => {
    const { provider, channels, id, layouts, need } = entry;
    expect(need.ids).toEqual([{ from: id, to: id }]);
    expect(need.providers).toEqual(provider === null ? undefined : [provider]);
    expect(need.channels).toEqual(expect.arrayContaining([...channels]));
    const hasData = layouts.some(({ fields }) => fields.length > 0);
    if (provider !== null) expect(need.keep).toBe(hasData ? undefined : "without-data");
  });

  test("has layouts without a key twice, whose messages insert no more than there is", () => {
    for (const { fields, message } of entry.layouts) {
      const keys = fields.flatMap(({ key }) => (key === null ? [] : [key]));
      expect(new Set(keys).size).toBe(keys.length);
      const insertions = [...(message ?? "").matchAll(/%(\d{1,2})/g)].map(([, digits]) => Number(digits));
      expect(Math.max(0, ...insertions)).toBeLessThanOrEqual(fields.length);
      // %0, %n and a doubled percent sign have a meaning of their own in message tables.
      expect(message ?? "").not.toMatch(/%(?![1-9])/);
    }
  });

  test("means the same by the same number of data", () => {
    for (const { fields } of entry.layouts) {
      const alike = entry.layouts.filter((other) => other.fields.length === fields.length);
      for (const other of alike) expect(other.fields).toEqual(fields);
    }
  });

  test("calls verified neither names that nobody has published, nor a message that is not there", () => {
    const { layouts, certainty, providerGuid } = entry;
    const isManifest = providerGuid !== null;
    const nameless = layouts.some(({ fields }) => fields.some(({ name }) => name === undefined));
    if (isManifest && nameless) expect(certainty.fields).not.toBe("verified");
    if (layouts.every(({ message }) => message === null)) expect(certainty.message).not.toBe("verified");
    expect(entry.sources.length).toBeGreaterThan(0);
    expect(entry.meaning).toMatch(/\.$/);
  });
});
