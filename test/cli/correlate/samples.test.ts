import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));

interface Judged {
  readonly verdict: string;
  readonly trials: { readonly total: number; readonly failed: number };
}

interface CorrelationReport {
  readonly nodes: readonly (Judged & { readonly node: string })[];
  readonly volumes: readonly (Judged & { readonly volume: string })[];
  readonly proxies: readonly (Judged & { readonly proxy: string })[];
  readonly checks: readonly { readonly id: string; readonly status: string }[];
  readonly verdict: { readonly badNodes: readonly string[] };
}

/** What the generator says it made happen; of a backup that is tried again the first attempt is the trial. */
interface Expected {
  readonly nodes: readonly (Backups & { readonly node: string })[];
  readonly volumes: readonly (Backups & { readonly volume: string })[];
}

interface Backups {
  readonly backups: number;
  readonly failedFirstAttempts: number;
}

/** The ways to give the same evidence, the folder as a whole first. */
const WAYS = [
  ["the folder", (folder) => [folder]],
  ["logs and exports", (folder) => [...logsIn(folder), ...exportsIn(folder)]],
  ["an ownership history and a list of sessions", (folder) => listsIn(folder)],
  ["logs and a list of sessions", (folder) => [...logsIn(folder), "--sessions", `${folder}/backup/sessions.csv`]],
] as const satisfies readonly (readonly [string, (folder: string) => readonly string[]])[];

/** What a reader must blame, and whether it must end with 1. */
const BLAMED = {
  "missing-scp": { nodes: ["HV03", "HV06", "HV08"], volumes: [], exitCode: 1 },
  healthy: { nodes: [], volumes: [], exitCode: 0 },
  "bad-volume": { nodes: [], volumes: ["Cluster Disk 4"], exitCode: 1 },
} as const;

function logsIn(folder: string): readonly string[] {
  const hosts = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return hosts
    .map(({ name }) => name)
    .filter((name) => !["backup", "cluster", "directory"].includes(name))
    .toSorted()
    .map((name) => `${folder}/${name}`);
}

function exportsIn(folder: string): readonly string[] {
  const files = ["ownership.csv", "placement.csv", "volumes.json", "volumes.xml"].map((file) => `cluster/${file}`);
  return [...files, "backup/sessions.csv"].map((file) => `${folder}/${file}`);
}

function listsIn(folder: string): readonly string[] {
  return ["--ownership", `${folder}/cluster/ownership.csv`, "--sessions", `${folder}/backup/sessions.csv`];
}

async function correlate(args: readonly string[]): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  const { exitCode, stdout } = await badnode(["correlate", ...args, "--format", "json"], {
    now: "2026-10-12T06:00:00Z",
  });
  return { exitCode, stdout };
}

function reportIn(stdout: string): CorrelationReport {
  const report: unknown = JSON.parse(stdout);
  if (!isReport(report)) throw new TypeError("correlate wrote no report of a correlation.");
  return report;
}

function isReport(value: unknown): value is CorrelationReport {
  return typeof value === "object" && value !== null && "correlation" in value && "verdict" in value;
}

function expectedOf(folder: string): Expected {
  const expected: unknown = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8"));
  if (!isExpected(expected)) throw new TypeError("expected.json does not count backups by node and by volume.");
  return expected;
}

function isExpected(value: unknown): value is Expected {
  return typeof value === "object" && value !== null && "nodes" in value && "volumes" in value;
}

function accused<Subject extends Judged>(subjects: readonly Subject[], name: (subject: Subject) => string): object {
  const called = (verdict: string): readonly string[] =>
    subjects.filter((subject) => subject.verdict === verdict).map(name);
  return { bad: called("bad"), suspect: called("suspect") };
}

describe.each(Object.entries(BLAMED))("badnode correlate samples/%s", (name, blamed) => {
  const folder = `${SAMPLES}/${name}`;
  const expected = expectedOf(folder);

  test.each(WAYS)("%s: names who is to blame and nobody else", async (_, given) => {
    const { exitCode, stdout } = await correlate(given(folder));
    const { nodes, volumes, proxies, verdict } = reportIn(stdout);
    expect(accused(nodes, ({ node }) => node)).toEqual({ bad: blamed.nodes, suspect: [] });
    expect(accused(volumes, ({ volume }) => volume)).toEqual({ bad: blamed.volumes, suspect: [] });
    expect(accused(proxies, ({ proxy }) => proxy)).toEqual({ bad: [], suspect: [] });
    expect(verdict.badNodes).toEqual(blamed.nodes);
    expect(exitCode).toBe(blamed.exitCode);
  });

  test.each(WAYS)("%s: every node and every volume stands there with the backups it had", async (_, given) => {
    const { nodes, volumes } = reportIn((await correlate(given(folder))).stdout);
    expect(nodes.map(({ node, trials: { total, failed } }) => [node, total, failed])).toEqual(
      expected.nodes.map(({ node, backups, failedFirstAttempts }) => [node, backups, failedFirstAttempts]),
    );
    expect(volumes.map(({ volume, trials: { total, failed } }) => [volume, total, failed])).toEqual(
      expected.volumes
        .map(({ volume, backups, failedFirstAttempts }) => [volume, backups, failedFirstAttempts] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  });

  test("the same paths the other way round give the same bytes", async () => {
    const paths = [...logsIn(folder), ...exportsIn(folder)];
    expect(await correlate(paths.toReversed())).toEqual(await correlate(paths));
  });
});

test("--since counts the backups of that time only, under the owners that earlier moves gave", async () => {
  const { stdout } = await correlate([`${SAMPLES}/bad-volume`, "--since", "2026-10-09"]);
  const { nodes, volumes } = reportIn(stdout);
  expect(nodes.reduce((sum, { trials: { total } }) => sum + total, 0)).toBe(6);
  expect(volumes.filter(({ trials: { failed } }) => failed > 0).map(({ volume, trials }) => [volume, trials])).toEqual([
    ["Cluster Disk 4", { failed: 1, total: 1 }],
  ]);
});

describe("the samples together", () => {
  test.each(["owner-fails-backups", "volume-fails-backups"])("make %s fail in one and pass in another", async (id) => {
    const statuses = await Promise.all(
      Object.keys(BLAMED).map(async (name) => {
        const { checks } = reportIn((await correlate(listsIn(`${SAMPLES}/${name}`))).stdout);
        return checks.find((check) => check.id === id)?.status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set(["fail", "pass"]));
  });

  test.each(Object.keys(BLAMED))("%s: no proxy and no moment is to blame, which is known and said", async (name) => {
    const { checks } = reportIn((await correlate(listsIn(`${SAMPLES}/${name}`))).stdout);
    const statuses = checks.map(({ id, status }) => [id, status]);
    expect(statuses).toContainEqual(["proxy-fails-backups", "pass"]);
    expect(statuses).toContainEqual(["backups-fail-from-one-moment", "pass"]);
  });
});
