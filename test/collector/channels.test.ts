import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../src/catalogue/index.ts";
import { CHECKS } from "../../src/checks/index.ts";
import { MANAGEMENT_CHANNELS, NODE_CHANNELS, PROXY_CHANNELS } from "../../src/collector/channels.ts";
import { COLLECTOR_DEFAULTS, collectorScript } from "../../src/collector/index.ts";

const COLLECTED = [...NODE_CHANNELS, ...PROXY_CHANNELS, ...MANAGEMENT_CHANNELS];
const names = new Set(COLLECTED.map(({ channel }) => channel));

/** Of domain controllers, which nobody asks the collector for. */
const OF_DOMAIN_CONTROLLERS = [4741, 4742, 4781, 5136, 5137, 5141];

describe("the channels that are collected", () => {
  test("are all that any check looks in", () => {
    const looked = new Set(CHECKS.flatMap(({ meta }) => meta.channels));
    expect([...looked].filter((channel) => !names.has(channel))).toEqual([]);
    expect(looked.size).toBeGreaterThan(3);
  });

  test("are all that the catalogue reads events of", () => {
    const read = new Set(CATALOGUE.flatMap(({ need }) => need.channels ?? []));
    expect([...read].filter((channel) => !names.has(channel))).toEqual([]);
  });

  test("are no others", () => {
    const known = new Set(CATALOGUE.flatMap(({ need }) => need.channels ?? []));
    expect([...names].filter((channel) => !known.has(channel))).toEqual([]);
  });

  test("hold of the Security log what the catalogue reads of hosts and proxies, and nothing else", () => {
    const read = CATALOGUE.filter(({ channels }) => channels.includes("Security")).map(({ id }) => id);
    const ofHosts = read.filter((id) => !OF_DOMAIN_CONTROLLERS.includes(id));
    for (const channels of [NODE_CHANNELS, PROXY_CHANNELS]) {
      const ids = channels.find(({ channel }) => channel === "Security")?.ids ?? [];
      expect([...ids]).toEqual([...ofHosts].sort((a, b) => a - b));
    }
    expect(MANAGEMENT_CHANNELS.some(({ channel }) => channel === "Security")).toBe(false);
  });

  test("stand in the script, of some days or whole", () => {
    const script = collectorScript({ version: "1.2.3", ...COLLECTOR_DEFAULTS });
    expect(script).toContain(`@{ Name = 'Application'; Query = "*[System[$recent]]" }`);
    expect(script).toContain(`@{ Name = 'Setup'; Query = '*' }`);
    expect(script).toContain(
      `@{ Name = 'Security'; Query = "*[System[(EventID=1102 or EventID=8222 or EventID=8223) and $recent]]" }`,
    );
    for (const channel of names) expect(script).toContain(`@{ Name = '${channel}'; `);
  });
});
