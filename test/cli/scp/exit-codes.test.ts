import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DirectoryReading, DirectorySource, DirectoryView } from "../../../src/index.ts";
import { computer, connectionPoint, exportView, nodeSpns, view } from "../../evidence/build-directory.ts";
import { badnode, type Outcome } from "../test-context.ts";
import { fakeDirectory } from "./fake-readers.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));
const NOW = "2026-09-10T08:00:00Z";
const LIVE = ["scp", "--server", "dc1.corp.example", "--kerberos"];
const PROBLEM = { code: "directory-timeout", happened: "dc2 did not answer in time.", nextStep: "Ask it again." };

const SOUND = ["HV01", "HV02", "HV03", "HV04"].map((name) => computer(name));
const WHOLE = view({ computers: SOUND, connectionPoints: SOUND.map((account) => connectionPoint(account)) });
const LACKING = view({ computers: SOUND, connectionPoints: SOUND.slice(1).map((account) => connectionPoint(account)) });

function source(path: string, given: Partial<DirectorySource> = {}): DirectorySource {
  return { path, status: "complete", objects: 8, warnings: [], problem: null, ...given };
}

function readingOf(views: readonly DirectoryView[], ...further: readonly DirectorySource[]): DirectoryReading {
  return { views, sources: [...views.map(({ server }) => source(server)), ...further] };
}

function audit(reading: DirectoryReading, args: readonly string[] = LIVE): Promise<Outcome> {
  return badnode(args, { now: NOW, commands: fakeDirectory(reading).commands });
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-scp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the exit code of badnode scp", () => {
  const unreadable = source("dc2", { status: "unreadable", objects: 0, problem: PROBLEM });

  test("0: all hosts are sound", async () => {
    const { exitCode, stdout, stderr } = await audit(readingOf([WHOLE]));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/\nVerdict: every one of 4 Hyper-V hosts has a sound service connection point; /);
  });

  test("1: a host lacks its connection point, unless --fail-on never", async () => {
    expect(await audit(readingOf([LACKING]))).toMatchObject({ exitCode: 1, stderr: "" });
    expect(await audit(readingOf([LACKING]), [...LIVE, "--fail-on", "never"])).toMatchObject({ exitCode: 0 });
  });

  test("1: findings weigh more than a server that could not be read", async () => {
    const { exitCode, stdout } = await audit(readingOf([LACKING], unreadable));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("\nUnread   dc2 did not answer in time. Ask it again.\n");
  });

  test("3: a server among several could not be read, or not whole", async () => {
    for (const status of ["unreadable", "damaged"] as const) {
      const { exitCode, stdout } = await audit(readingOf([WHOLE], { ...unreadable, status }));
      expect(exitCode).toBe(3);
      expect(stdout).toMatch(/\nVerdict: nothing found, but the evidence is incomplete: /);
    }
  });

  test("3: a name was not found", async () => {
    const { exitCode, stdout } = await audit(readingOf([WHOLE]), [...LIVE, "--hosts", "HV01,HV99"]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("\nAbsent   no computer account bears HV99, as far as this account may see\n");
    expect(stdout.replace(/\n +/g, " ")).toContain("HV99 was not found; no node is cleared\n");
  });

  test("3: an export holds no connection point at all, so that nobody knows", async () => {
    const computers = exportView({ computers: SOUND, asksForConnectionPoints: false });
    const { exitCode, stdout } = await audit(readingOf([computers]), ["scp", "hosts.ldif"]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/\nHV01 +unknown +unknown +complete +- +unknown\n/);
    expect(stdout).not.toMatch(/CRITICAL|sound +self/);
    expect(stdout.replace(/\n +/g, " ")).toContain("HV01, HV02, HV03 and HV04 could not be judged");
  });

  test("2: no server could be read: said on stderr, nothing on stdout", async () => {
    const { exitCode, stdout, stderr } = await audit({ views: [], sources: [unreadable] });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe("badnode: dc2 did not answer in time. Ask it again.\n");
  });

  test.each<[string, DirectoryReading, string]>([
    [
      "without Hyper-V",
      readingOf([view({ computers: [] })]),
      "No Hyper-V host was found in 8 objects read of corp.example.",
    ],
    [
      "of clients only",
      readingOf([view({ computers: [computer("PC01", { operatingSystem: "Windows 11 Pro" })] })]),
      "PC01, a Windows client with Hyper-V, not judged",
    ],
    [
      "of a cluster's name only",
      readingOf([view({ computers: [computer("HVCL01", { servicePrincipalNames: ["MSServerCluster/HVCL01"] })] })]),
      "HVCL01, the name of a cluster (servicePrincipalName MSServerCluster/HVCL01)",
    ],
    [
      "not read whole",
      readingOf([view()], source("dc2", { status: "damaged", problem: PROBLEM })),
      "dc2 did not answer in time. Not all was read.",
    ],
  ])("2: a domain %s: a clear error and no table, in every format", async (_, reading, said) => {
    for (const format of ["table", "json", "markdown", "csv"]) {
      const args = [...LIVE, "--format", format, "-o", join(folder, "out")];
      const { exitCode, stdout, stderr } = await audit(reading, args);
      expect({ exitCode, stdout, files: readdirSync(folder) }).toEqual({ exitCode: 2, stdout: "", files: [] });
      expect(stderr).toContain("No Hyper-V host was found");
      expect(stderr).toContain(said);
    }
  });

  test("2: every name that was asked for and is no host is told, with what it is", async () => {
    const cluster = computer("HVCL01", { servicePrincipalNames: ["MSServerCluster/HVCL01"] });
    const client = computer("PC01", { operatingSystem: "Windows 11 Pro" });
    const reading = readingOf([view({ computers: [cluster, client] })]);
    const { exitCode, stderr } = await audit(reading, [...LIVE, "--hosts", "HVCL01,PC01"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "There is: PC01, a Windows client with Hyper-V, not judged; HVCL01, the name of a cluster (servicePrincipalName " +
        "MSServerCluster/HVCL01). None of the names asked for is that of a Hyper-V host",
    );
    expect(stderr).not.toContain("HV01");
  });

  test("the steps are run with what the audit was asked by, without a way to the password", async () => {
    const file = join(folder, "password");
    writeFileSync(file, "secret", { mode: 0o600 });
    const args = ["scp", "--server", "dc1", "--user", "auditor@corp.example", "--password-file", file];
    const lacking = computer("HV05", { servicePrincipalNames: nodeSpns("HV05") });
    const { stdout } = await audit(readingOf([view({ ...WHOLE, computers: [...SOUND, lacking] })]), args);
    expect(stdout).toContain("\n     badnode scp --server dc1 --user 'auditor@corp.example' --hosts HV05\n");
    expect(stdout).not.toContain(file);
  });

  test("1 with a question: a server that is no cluster node may have had its role removed; nobody is suspect", async () => {
    const spns = nodeSpns("SRV7").filter((spn) => !spn.startsWith("MSServerCluster"));
    const server = computer("SRV7", { servicePrincipalNames: spns });
    const reading = readingOf([view({ ...WHOLE, computers: [...SOUND, server] })]);
    const { exitCode, stdout } = await audit(reading);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\nSRV7 +missing +- +complete +- +question\n/);
    expect(stdout.replace(/\n +/g, " ")).toContain(
      "\nVerdict: no node is proven bad; 4 of 5 Hyper-V hosts are sound; SRV7 raises a question\n",
    );
  });
});

describe("badnode scp on the samples", () => {
  const MISSING = join(SAMPLES, "missing-scp", "directory", "hosts.ldif");

  test("names the three hosts and their causes", async () => {
    const { exitCode, stdout } = await badnode(["scp", "--ldif", MISSING, "--format", "json"], {
      now: "2026-09-28T06:00:00Z",
    });
    const { nodes, directory, verdict }: Record<string, unknown> = { ...(JSON.parse(stdout) as object) };
    expect(exitCode).toBe(1);
    expect(nodes).toMatchObject(
      ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"].map((node) => ({
        node,
        verdict: ["HV03", "HV06", "HV08"].includes(node) ? "suspect" : "unknown",
        probability: null,
      })),
    );
    expect(directory).toMatchObject({ leftOut: [{ computer: "HVCL01" }, { computer: "HVCL01FS" }], notFound: [] });
    expect(verdict).toEqual({
      badNodes: [],
      sentence:
        "HV03, HV06 and HV08 lack their service connection points and are suspect; none is proven bad, as no backup trials " +
        "were given; 6 of 9 Hyper-V hosts are sound. Known of the suspects: HV03 (renamed, account re-created), HV06 (renamed, account re-created), " +
        "HV08 (upgraded or reinstalled); a probable cause, not proof.",
    });
  });

  test("finds nothing in the healthy one", async () => {
    const { exitCode, stdout } = await badnode(["scp", join(SAMPLES, "healthy", "directory")], {
      now: "2026-09-28T06:00:00Z",
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\nVerdict: every one of \d Hyper-V hosts has a sound service connection point; /);
  });

  test.each(["volumes.json", "volumes.xml", "ownership.csv"])(
    "takes the nodes of a cluster export: %s",
    async (name) => {
      const nodes = join(SAMPLES, "missing-scp", "cluster", name);
      const { stdout } = await badnode(["scp", MISSING, "--nodes-from", nodes, "--format", "json"]);
      const { directory }: Record<string, unknown> = { ...(JSON.parse(stdout) as object) };
      expect(directory).toMatchObject({
        hosts: expect.arrayContaining([expect.objectContaining({ node: "HV01", askedFor: true })]) as unknown,
        notFound: [],
      });
    },
  );

  test("the same files in another order give the same report", async () => {
    const other = join(SAMPLES, "healthy", "directory", "hosts.ldif");
    const forward = await badnode(["scp", MISSING, other, "--format", "json"]);
    expect(await badnode(["scp", other, MISSING, "--format", "json"])).toEqual(forward);
  });

  test("refuses to overwrite an export that it reads, in a folder too", async () => {
    const copy = join(folder, "hosts.ldif");
    writeFileSync(copy, readFileSync(MISSING));
    for (const given of [copy, folder]) {
      const { exitCode, stderr } = await badnode(["scp", given, "-o", copy]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("is one of the files to be read and would be overwritten");
    }
    expect(readFileSync(copy)).toEqual(readFileSync(MISSING));
  });
});
