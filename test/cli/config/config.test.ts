import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { badnode, type Outcome } from "../test-context.ts";

const NOW = "2026-10-12T06:00:00Z";
const MISSING_SCP = fileURLToPath(new URL("../../../samples/missing-scp", import.meta.url));

/** Two nights, of which both passed. */
const OWNERS = "time,volume,node\n2026-10-01T00:00:00Z,CSV1,HV01\n";
const SESSIONS = [
  "start,end,volume,result,proxy",
  "2026-10-10T22:00:00Z,2026-10-10T22:30:00Z,CSV1,success,PROXY01",
  "2026-10-11T22:00:00Z,2026-10-11T22:30:00Z,CSV1,success,PROXY01",
].join("\n");

let folder = "";
let exports = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-config-"));
  exports = join(folder, "exports");
  mkdirSync(exports);
  writeFileSync(join(exports, "owners.csv"), OWNERS);
  writeFileSync(join(exports, "sessions.csv"), SESSIONS);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function configure(content: object | string | Uint8Array, name = "badnode.config.json"): string {
  const path = join(folder, name);
  const isText = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, isText ? content : JSON.stringify(content));
  return path;
}

function diagnose(path: string, ...options: readonly string[]): Promise<Outcome> {
  return badnode(["diagnose", path, "--format", "json", ...options], { now: NOW, currentFolder: folder });
}

interface Candidate {
  readonly node?: string;
  readonly proxy?: string;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

interface Told {
  readonly window: { readonly from: string };
  readonly nodes: readonly Candidate[];
  readonly proxies: readonly Candidate[];
  readonly checks: readonly { readonly id: string; readonly status: string; readonly findings: readonly unknown[] }[];
  readonly suppressions?: readonly {
    readonly check: string;
    readonly state: string;
    readonly found: readonly string[];
  }[];
  readonly diagnosis: { readonly missingProof: readonly { readonly node: string; readonly code: string }[] };
  readonly verdict: { readonly badNodes: readonly string[]; readonly sentence: string };
}

function told({ stdout }: Outcome): Told {
  return JSON.parse(stdout) as Told;
}

describe("which configuration is used", () => {
  test("that of the current folder, and it is said", async () => {
    configure({ hosts: ["HV01", "HV09"], thresholds: { since: "2026-10-11" } });
    const outcome = await diagnose(exports);
    expect(outcome.stderr).toBe(
      "badnode: badnode.config.json of the current folder is used (2 hosts, since; --no-config ignores it)\n",
    );
    expect(told(outcome).window.from).toBe("2026-10-11T00:00:00.0000000Z");
  });

  test("one that is named, instead", async () => {
    configure({ thresholds: { since: "2026-10-11" } });
    const path = configure({}, "other.json");
    const outcome = await diagnose(exports, "--config", path);
    expect(outcome.stderr).toBe(`badnode: ${path} is used (nothing in it)\n`);
    expect(told(outcome).window.from).toBe("2026-10-10T22:00:00.0000000Z");
  });

  test("none with --no-config, not even to look whether it is sound", async () => {
    configure("no JSON");
    expect((await diagnose(exports, "--no-config")).stderr).toBe("");
  });

  test("what is typed wins", async () => {
    configure({ thresholds: { since: "2026-10-11", failOn: "never" } });
    const outcome = await diagnose(exports, "--since", "2026-10-10");
    expect(told(outcome).window.from).toBe("2026-10-10T00:00:00.0000000Z");
  });

  test("whatever encoding Windows PowerShell gave it", async () => {
    const json = JSON.stringify({ hosts: ["HV09"] });
    for (const bytes of [Buffer.from(`\ufeff${json}`, "utf16le"), Buffer.from(`\ufeff${json}`)]) {
      configure(bytes);
      expect((await diagnose(exports)).stderr).toContain("is used (1 host;");
    }
  });

  test("a folder of exports does not bring its own", async () => {
    writeFileSync(
      join(exports, "badnode.config.json"),
      JSON.stringify({ directory: { servers: ["dc.evil.example"] } }),
    );
    expect((await diagnose(exports)).stderr).not.toContain("is used");
  });
});

describe("one that cannot be used ends in one line and exit code 2", () => {
  const refused = async (...options: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await diagnose(exports, ...options);
    expect([exitCode, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
    return stderr.trim();
  };

  test.each<readonly [string, object | string, string]>([
    [
      "no JSON",
      "{ hosts: [] }",
      "badnode: badnode.config.json is no JSON. Comments, a comma behind the last entry and single backslashes are none of JSON. Write at least {}, or ignore the file with --no-config.",
    ],
    [
      "a wrong type",
      { suppress: [{ check: "scp-missing", reason: 5, until: null }] },
      "badnode: badnode.config.json, /suppress/0/reason: is a number and has to be a text. Correct it.",
    ],
    [
      "an unknown field",
      { proxys: ["PROXY01"] },
      'badnode: badnode.config.json: unknown field "proxys". Did you mean proxies? It takes $schema, hosts, proxies, directory, thresholds, suppress.',
    ],
    [
      "an unknown check",
      { suppress: [{ check: "scp-mising", reason: "r", until: null }] },
      'badnode: badnode.config.json, /suppress/0/check: there is no check "scp-mising". Did you mean scp-missing? badnode checks lists them all.',
    ],
    [
      "a password, which is not repeated",
      { directory: { servers: ["dc1"], adminPassword: "geheim" } },
      "badnode: badnode.config.json, /directory: a password stands in it. Take it out and change it if others can read the file; give it with --password-file or --password-stdin, or be asked for it.",
    ],
    [
      "too large",
      " ".repeat(1024 * 1024 + 1),
      "badnode: badnode.config.json has more than 1 MiB and is not read. Is it a configuration of badnode? Give another one with --config, or --no-config.",
    ],
  ])("%s", async (_, content, line) => {
    configure(content);
    expect(await refused()).toBe(line);
  });

  test("one that is named and not there", async () => {
    expect(await refused("--config", "none.json")).toBe(
      "badnode: --config none.json: there is no such file. Check the path, or leave --config out.",
    );
  });

  test("a folder", async () => {
    expect(await refused("--config", exports)).toBe(
      `badnode: ${exports} is no file. Give --config a file, or --no-config.`,
    );
  });

  test("one that is named and ignored", async () => {
    expect(await refused("--config", "x.json", "--no-config")).toContain("--no-config contradicts --config");
  });
});

describe("hosts and proxies", () => {
  test("a named host stands in the report, unknown, and its proof is missed", async () => {
    configure({ hosts: ["hv09.corp.example"] });
    const { nodes, diagnosis } = told(await diagnose(exports));
    expect(nodes.map(({ node, verdict }) => [node, verdict])).toContainEqual(["HV09", "unknown"]);
    expect(diagnosis.missingProof).toContainEqual({ node: "HV09", code: "no-logs", channel: null });
  });

  test("a named proxy is no node, though a list takes it for the host of machines", async () => {
    writeFileSync(join(exports, "placement.csv"), "vm,volume,host\nvm1,CSV1,PROXY01\n");
    const without = told(await diagnose(exports));
    expect(without.nodes.map(({ node }) => node)).toContain("PROXY01");
    configure({ proxies: ["proxy01.corp.example"] });
    const { nodes, proxies } = told(await diagnose(exports));
    expect(nodes.map(({ node }) => node)).not.toContain("PROXY01");
    expect(proxies.map(({ proxy }) => proxy)).toContain("PROXY01");
  });
});

describe("suppressed checks", () => {
  const REBUILT = { reason: "Rebuilt in November", until: "2026-11-30" };

  test("make no alarm, and hide no node that trials call bad", async () => {
    configure({
      suppress: [
        { check: "owner-fails-backups", ...REBUILT },
        { check: "scp-missing", subjects: ["hv03.corp.example"], ...REBUILT },
        { check: "scp-stale-name", ...REBUILT },
        { check: "hyper-v-storage-provider-failed", reason: "Old", until: "2026-10-11" },
      ],
    });
    const { checks, nodes, suppressions, verdict } = told(await diagnose(MISSING_SCP));
    expect(suppressions?.map(({ check, state, found }) => [check, state, found])).toEqual([
      ["owner-fails-backups", "applied", expect.arrayContaining(["HV03", "HV06", "HV08"])],
      ["scp-missing", "applied", ["HV03"]],
      ["scp-stale-name", "unused", []],
      ["hyper-v-storage-provider-failed", "expired", ["HV03", "HV06", "HV08"]],
    ]);
    expect(verdict.badNodes).toEqual(["HV03", "HV06", "HV08"]);
    expect(verdict.sentence).toContain("HV03, HV06 and HV08 are bad");
    expect(verdict.sentence).toContain("suppressed: owner-fails-backups of ");
    expect(nodes.find(({ node }) => node === "HV03")?.reasons).not.toContain("owner-fails-backups");
    expect(nodes.find(({ node }) => node === "HV06")?.reasons).toContain("scp-missing");
    expect(checks.find(({ id }) => id === "owner-fails-backups")).toMatchObject({ status: "suppressed", findings: [] });
    expect(checks.find(({ id }) => id === "scp-missing")?.status).toBe("fail");
  });
});
