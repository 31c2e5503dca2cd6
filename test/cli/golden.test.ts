import { readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { badnode } from "./test-context.ts";

/**
 * The whole of what the commands say of the shipped samples, read line by line before it was kept. A change of words,
 * order or layout shows here first; whoever makes one reads the new file and commits it.
 */
const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const SAMPLE = "samples/missing-scp";
const PROXY_LOG = `${SAMPLE}/PROXY01/Application.evtx`;

const DIRECTORY = `${SAMPLE}/directory/hosts.ldif`;

const BAD_VOLUME_LISTS = [
  ...["--ownership", "samples/bad-volume/cluster/ownership.csv"],
  ...["--sessions", "samples/bad-volume/backup/sessions.csv"],
] as const;

const GOLDEN = [
  ["missing-scp-diagnosis.txt", ["diagnose", SAMPLE], 1],
  ["missing-scp-diagnosis.md", ["diagnose", SAMPLE, "--format", "markdown"], 1],
  ["healthy-diagnosis.txt", ["diagnose", "samples/healthy"], 0],
  ["bad-volume-diagnosis.txt", ["diagnose", "samples/bad-volume"], 1],
  ["missing-scp.txt", ["analyze", SAMPLE], 1],
  ["missing-scp.md", ["analyze", SAMPLE, "--format", "markdown"], 1],
  ["healthy.txt", ["analyze", "samples/healthy"], 0],
  ["storage-faults.txt", ["analyze", "samples/storage-faults"], 1],
  ["storage-faults.json", ["analyze", "samples/storage-faults", "--format", "json"], 1],
  ["storage-faults.csv", ["analyze", "samples/storage-faults", "--format", "csv"], 1],
  ["missing-scp-audit.txt", ["scp", "--ldif", DIRECTORY], 1],
  ["missing-scp-audit.md", ["scp", "--ldif", DIRECTORY, "--format", "markdown"], 1],
  ["missing-scp-audit.json", ["scp", "--ldif", DIRECTORY, "--format", "json"], 1],
  ["missing-scp-audit.csv", ["scp", "--ldif", DIRECTORY, "--format", "csv"], 1],
  ["healthy-audit.txt", ["scp", "--ldif", "samples/healthy/directory/hosts.ldif"], 0],
  ["missing-scp-correlation.txt", ["correlate", SAMPLE], 1],
  ["missing-scp-correlation.md", ["correlate", SAMPLE, "--format", "markdown"], 1],
  ["healthy-correlation.txt", ["correlate", "samples/healthy"], 0],
  ["healthy-correlation.csv", ["correlate", "samples/healthy", "--format", "csv"], 0],
  ["bad-volume-correlation.txt", ["correlate", "samples/bad-volume", "--timeline"], 1],
  ["bad-volume-correlation.json", ["correlate", ...BAD_VOLUME_LISTS, "--format", "json"], 1],
  ["events-12293.jsonl", ["events", PROXY_LOG, "--id", "VSS:12293", "--limit", "3", "--format", "jsonl"], 0],
  ["events-12293.xml", ["events", PROXY_LOG, "--id", "VSS:12293", "--limit", "3", "--format", "xml"], 0],
  ["events-12660.csv", ["events", SAMPLE, "--id", "12660", "--merge", "--format", "csv"], 0],
  ["events-12660.txt", ["events", SAMPLE, "--id", "12660", "--merge", "--format", "table"], 0],
  ["collect.ps1", ["collect", "--cluster", "CLUSTER1", "--proxies", "PROXY01"], 0],
  ["collect-help.txt", ["collect", "--help"], 0],
  ["events-by-provider.txt", ["events", SAMPLE, "--count-by", "provider,id", "--format", "table"], 0],
] as const;

let before = "";
beforeAll(() => {
  before = process.cwd();
  process.chdir(PROJECT);
});
afterAll(() => process.chdir(before));

it.each(GOLDEN)("the samples give test/golden/%s", async (file, args, code) => {
  const golden = readFileSync(new URL(`../golden/${file}`, import.meta.url), "utf8");
  const { exitCode, stdout, stderr } = await badnode(args, { now: "2026-10-12T06:00:00Z" });
  expect({ exitCode, stderr, stdout: stdout.replaceAll(sep, "/") }).toEqual({
    exitCode: code,
    stderr: "",
    stdout: sep === "/" ? golden : golden.replaceAll(sep, "/"),
  });
});
