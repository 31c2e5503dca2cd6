import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { badnode } from "../cli/test-context.ts";

const SAMPLE = fileURLToPath(new URL("../../samples/missing-scp", import.meta.url));
/** When its logs were exported. */
const THEN = { now: "2026-09-28T06:00:00Z" };
const FORMATS = ["table", "json", "markdown", "csv"] as const;
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  analyze: ["analyze", SAMPLE],
  correlate: ["correlate", SAMPLE],
  scp: ["scp", "--ldif", `${SAMPLE}/directory/hosts.ldif`],
};

/** Names of the sample: hosts, the cluster and what it holds, the domain, machines, jobs and volumes. */
const NAMES: readonly string[] = [
  ...Array.from({ length: 9 }, (_, index) => `hv0${index + 1}`),
  "hvnew",
  "proxy01",
  "hvcl01",
  "corp",
  ...columnOf("cluster/placement.csv", 0),
  ...columnOf("backup/sessions.csv", 2),
  ...columnOf("backup/sessions.csv", 6),
];

function columnOf(path: string, column: number): readonly string[] {
  const [, ...rows] = readFileSync(`${SAMPLE}/${path}`, "utf8").trim().split(/\r?\n/);
  const cells = rows.flatMap((row) => row.split(",")[column]?.replaceAll('"', "").toLowerCase() ?? []);
  return [...new Set(cells)].filter((cell) => cell !== "");
}

async function redacted(command: string, format: string): Promise<string> {
  const { stdout } = await badnode([...(COMMANDS[command] ?? []), "--redact", "--format", format], THEN);
  return stdout;
}

const CASES = Object.keys(COMMANDS).flatMap((command) => FORMATS.map((format) => [command, format] as const));

describe("badnode --redact of samples/missing-scp", () => {
  test("the names looked for are all of the sample's", () => {
    expect(NAMES).toEqual(expect.arrayContaining(["hv09", "app-01", "cluster disk 12", "nightly 1"]));
  });

  test.each(CASES)("%s --format %s bears none of its names, and says so", async (command, format) => {
    const text = (await redacted(command, format)).toLowerCase();
    expect(NAMES.filter((name) => text.includes(name))).toEqual([]);
    expect(text).toMatch(/"redacted": true|redacted: names of hosts/);
  });

  test.each(CASES)("%s --format %s is the same bytes twice", async (command, format) => {
    expect(await redacted(command, format)).toBe(await redacted(command, format));
  });

  test.each(FORMATS)("correlate --format %s gives the three bad nodes the same pseudonyms", async (format) => {
    const text = await redacted("correlate", format);
    for (const name of ["HOST-3", "HOST-6", "HOST-8"]) expect(text).toContain(name);
  });

  test("without --redact nothing says that it is", async () => {
    const { stdout } = await badnode(["analyze", SAMPLE, "--format", "json"], THEN);
    expect(JSON.parse(stdout)).not.toHaveProperty("redacted");
  });

  test("the exit code is that of the report, and stderr names what could not be read", async () => {
    const args = ["analyze", SAMPLE, `${SAMPLE}/HV77`];
    const { exitCode, stderr, stdout } = await badnode([...args, "--redact"], THEN);
    expect({ exitCode, names: stderr.includes("HV77"), shows: stdout.includes("HV77") }).toEqual({
      exitCode: (await badnode(args, THEN)).exitCode,
      names: true,
      shows: false,
    });
  });
});
