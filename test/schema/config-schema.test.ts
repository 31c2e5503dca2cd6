import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { CHECKS } from "../../src/checks/index.ts";
import { ConfigProblem } from "../../src/cli/config/json-field.ts";
import { parseConfig } from "../../src/cli/config/parse-config.ts";

const schema: unknown = JSON.parse(readFileSync(new URL("../../schema/config.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);
const NOW = Date.parse("2026-10-12T06:00:00Z");

/** "valid", or the pointer to what the parser refuses. */
function parsed(config: unknown): string {
  try {
    parseConfig(config, NOW);
    return "valid";
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return error.pointer;
  }
}

const SUPPRESSION = { check: "scp-missing", reason: "Rebuilt in March", until: "2027-03-01" };

describe("the parser and the schema that is shipped both take", () => {
  test.each<readonly [string, unknown]>([
    ["nothing", {}],
    ["a schema's address", { $schema: "./node_modules/badnode/schema/config.schema.json" }],
    ["hosts and proxies", { hosts: ["HV01", "hv02.corp.example"], proxies: ["PROXY01"] }],
    ["empty lists", { hosts: [], proxies: [], suppress: [] }],
    [
      "a directory by servers",
      {
        directory: { servers: ["dc1", "ldaps://dc2:636"], user: "CORP\\auditor", caFile: "ca.pem", timeoutSeconds: 30 },
      },
    ],
    ["a directory by its domain", { directory: { domain: "corp.example", base: "OU=Hosts", kerberos: true } }],
    ["StartTLS", { directory: { servers: ["dc1"], user: "auditor@corp.example", starttls: true, kerberos: false } }],
    ["thresholds", { thresholds: { failOn: "critical", timezone: "Europe/Berlin", dateOrder: "dmy", since: "30d" } }],
    ["a suppression", { suppress: [SUPPRESSION, { ...SUPPRESSION, subjects: ["HV03"], until: null }] }],
  ])("%s", (_, config) => {
    expect([parsed(config), validate(config)]).toEqual(["valid", true]);
  });
});

describe("both refuse, and the parser says where", () => {
  const suppressed = (given: object): object => ({ suppress: [SUPPRESSION, { ...SUPPRESSION, ...given }] });
  const { reason, ...unreasoned } = SUPPRESSION;
  const { until, ...endless } = SUPPRESSION;
  test.each<readonly [string, unknown, string]>([
    ["what is no object", [], ""],
    ["a field that nobody knows", { host: ["HV01"] }, ""],
    ["a field of an object's own machinery", JSON.parse('{"__proto__": {}}'), ""],
    ["hosts that are no list", { hosts: "HV01" }, "/hosts"],
    ["a host that is no text", { hosts: ["HV01", 2] }, "/hosts/1"],
    ["two hosts in one text", { hosts: ["HV01,HV02"] }, "/hosts/0"],
    ["a path for a proxy", { proxies: ["C:\\hosts.txt"] }, "/proxies/0"],
    ["more hosts than there can be", { hosts: Array.from({ length: 1001 }, (_, at) => `HV${at}`) }, "/hosts"],
    ["a password", { directory: { password: "geheim" } }, "/directory"],
    ["a user within a server", { directory: { servers: ["auditor:geheim@dc1"] } }, "/directory/servers/0"],
    ["no server at all", { directory: { servers: [] } }, "/directory/servers"],
    ["a flag as a text", { directory: { kerberos: "yes" } }, "/directory/kerberos"],
    ["no time to answer", { directory: { timeoutSeconds: 0 } }, "/directory/timeoutSeconds"],
    ["half seconds", { directory: { timeoutSeconds: 1.5 } }, "/directory/timeoutSeconds"],
    ["an unknown gravity", { thresholds: { failOn: "error" } }, "/thresholds/failOn"],
    ["an unknown order of dates", { thresholds: { dateOrder: "dym" } }, "/thresholds/dateOrder"],
    ["an empty zone", { thresholds: { timezone: " " } }, "/thresholds/timezone"],
    ["an unknown check", suppressed({ check: "scp-mising" }), "/suppress/1/check"],
    ["subjects that are none", suppressed({ subjects: [] }), "/suppress/1/subjects"],
    ["an empty reason", suppressed({ reason: "" }), "/suppress/1/reason"],
    ["a reason of many pages", suppressed({ reason: "x".repeat(501) }), "/suppress/1/reason"],
    ["no reason", { suppress: [unreasoned] }, "/suppress/0"],
    ["no last day", { suppress: [endless] }, "/suppress/0"],
    ["a day in another order", suppressed({ until: "01.03.2027" }), "/suppress/1/until"],
    ["a month that there is not", suppressed({ until: "2027-13-01" }), "/suppress/1/until"],
  ])("%s", (_, config, pointer) => {
    expect([parsed(config), validate(config)]).toEqual([pointer, false]);
    expect([reason, until]).toEqual(["Rebuilt in March", "2027-03-01"]);
  });
});

describe("the parser alone knows to refuse", () => {
  test.each<readonly [string, unknown, string]>([
    ["one name as host and proxy", { hosts: ["HV01"], proxies: ["P1", "hv01.corp.example"] }, "/proxies"],
    ["Kerberos as somebody else", { directory: { kerberos: true, user: "auditor" } }, "/directory/user"],
    ["Kerberos over StartTLS", { directory: { kerberos: true, starttls: true } }, "/directory"],
    ["a zone that there is not", { thresholds: { timezone: "Europe/Atlantis" } }, "/thresholds/timezone"],
    ["a time that is none", { thresholds: { since: "yesterday" } }, "/thresholds/since"],
    ["a day that its month lacks", { suppress: [{ ...SUPPRESSION, until: "2027-02-30" }] }, "/suppress/0/until"],
  ])("%s", (_, config, pointer) => {
    expect([parsed(config), validate(config)]).toEqual([pointer, true]);
  });
});

test("the schema knows every check", () => {
  const known = CHECKS.map(({ meta }) => ({ suppress: [{ ...SUPPRESSION, check: meta.id }] }));
  expect(known.filter((config) => !validate(config))).toEqual([]);
});
