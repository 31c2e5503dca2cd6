import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Corpus, describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/badnode.js", import.meta.url));
const TIMEOUT = 120_000;

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what npm's build made, as its own process. */
async function badnode(...args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => stdout.push(part));
  child.stderr.on("data", (part: Buffer) => stderr.push(part));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** Control characters, C1 among them, which a terminal would obey; line feeds are the program's own. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

function member(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null ? Object.getOwnPropertyDescriptor(json, key)?.value : undefined;
}

function members(json: unknown, key: string): readonly unknown[] {
  const list = member(json, key);
  return Array.isArray(list) ? list : [];
}

function recordsPerFile(corpus: Corpus): Readonly<Record<string, number>> {
  const logs = corpus.names.filter((name) => name !== EMPTY_LOG);
  return Object.fromEntries(
    logs.map((name) => {
      let records = 0;
      scanLog(corpus.bytes(name), () => records++);
      return [join(corpus.logs, name), records];
    }),
  );
}

describeCorpus("the command line over the whole corpus", (corpus) => {
  it(
    "events prints every record as a line of JSON, in file order",
    async () => {
      const { exitCode, stdout, stderr } = await badnode("events", corpus.logs, "--format", "jsonl");
      const lines = stdout.split("\n").slice(0, -1);
      const files: string[] = [];
      const counts: Record<string, number> = {};
      for (const line of lines) {
        const file = String(member(JSON.parse(line), "file"));
        if (files.at(-1) !== file) files.push(file);
        counts[file] = (counts[file] ?? 0) + 1;
      }
      expect(exitCode).toBe(3);
      expect(counts).toEqual(recordsPerFile(corpus));
      expect(files).toEqual(Object.keys(counts).toSorted());
      expect(lines.filter((line) => CONTROLS.test(line))).toEqual([]);
      expect(CONTROLS.test(stderr)).toBe(false);
      expect(stderr.split("\n").filter((line) => line.includes(EMPTY_LOG))).toEqual([
        expect.stringContaining("is empty (0 bytes)"),
      ]);
    },
    TIMEOUT,
  );

  it(
    "events says the same with one thread and with more",
    async () => {
      const logs = ["omerbenamram--security.evtx", "yamato-security--smb-password-guessing-security.evtx"];
      const paths = logs.map((name) => join(corpus.logs, name));
      const one = await badnode("events", ...paths, "--format", "jsonl", "--merge", "--threads", "1");
      const three = await badnode("events", ...paths, "--format", "jsonl", "--merge", "--threads", "3");
      expect(three).toEqual(one);
      expect(one.exitCode).toBe(0);
    },
    TIMEOUT,
  );

  it(
    "events --format table lets nothing through that a terminal would obey",
    async () => {
      const hostile = [
        "omerbenamram--2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager_4Operational.evtx",
        "omerbenamram--Security_with_size_t.evtx",
        "williballenthin--dns_log_malformed.evtx",
      ];
      const paths = hostile.map((name) => join(corpus.logs, name));
      const { exitCode, stdout, stderr } = await badnode("events", ...paths, "--format", "table");
      expect(exitCode).toBe(3);
      expect(stdout.split("\n").length).toBeGreaterThan(1000);
      expect(CONTROLS.test(stdout)).toBe(false);
      expect(CONTROLS.test(stderr)).toBe(false);
    },
    TIMEOUT,
  );

  it(
    "analyze finds no failing host in these logs, and says that some are damaged",
    async () => {
      const { exitCode, stdout, stderr } = await badnode("analyze", corpus.logs, "--format", "json");
      const report: unknown = JSON.parse(stdout);
      const of = (list: string, key: string): readonly unknown[] =>
        members(report, list).map((item) => member(item, key));
      expect(exitCode).toBe(3);
      expect(of("sources", "path")).toEqual(corpus.names.map((name) => join(corpus.logs, name)));
      expect(of("sources", "status").filter((status) => status === "unreadable").length).toBe(1);
      expect(of("sources", "status")).toContain("damaged");
      expect(new Set(of("nodes", "verdict"))).toEqual(new Set(["unknown"]));
      expect(members(report, "checks").flatMap((check) => members(check, "findings"))).toEqual([]);
      expect(of("checks", "status")).not.toContain("error");
      expect(CONTROLS.test(stderr)).toBe(false);
    },
    TIMEOUT,
  );

  it(
    "analyze prints a table that ends with the verdict",
    async () => {
      const { exitCode, stdout } = await badnode("analyze", corpus.logs);
      expect(exitCode).toBe(3);
      expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^Verdict: /);
      expect(CONTROLS.test(stdout)).toBe(false);
    },
    TIMEOUT,
  );
});
