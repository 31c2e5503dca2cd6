import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const MISSING_SCP = fileURLToPath(new URL("../../../samples/missing-scp", import.meta.url));

interface Diagnosed {
  readonly nodes: readonly { readonly node: string; readonly reasons: readonly string[] }[];
  readonly directory: {
    readonly hosts: readonly { readonly node: string; readonly connectionPoint: { readonly state: string } }[];
  };
  readonly diagnosis: {
    readonly missingProof: readonly { readonly node: string; readonly code: string }[];
    readonly causes: { readonly separators: readonly { readonly trait: string }[] };
    readonly repairs: readonly {
      readonly node: string;
      readonly basis: string;
      readonly steps: readonly { readonly code: string; readonly command: string }[];
    }[];
    readonly identities: readonly { readonly host: string; readonly account: { readonly dn: string } | null }[];
  };
}

/** The sample's hosts as a directory of lab.example has them. */
function labDirectory(): string {
  const lines = readFileSync(join(MISSING_SCP, "directory", "hosts.ldif"), "utf8").replaceAll(/\r?\n /g, "");
  return lines.replaceAll("DC=corp,DC=example", "DC=lab,DC=example").replaceAll("corp.example", "lab.example");
}

async function diagnosed(folder: string): Promise<Diagnosed> {
  const { stdout } = await badnode(["diagnose", folder, "--format", "json"], { now: "2026-10-12T06:00:00Z" });
  return JSON.parse(stdout) as Diagnosed;
}

/** What the report has of this bad node. */
function told({ nodes, directory, diagnosis }: Diagnosed, name: string) {
  const plan = diagnosis.repairs.find(({ node }) => node === name);
  return {
    names: nodes.map(({ node }) => node).filter((node) => node.startsWith(name)),
    lacksPoint: nodes.find(({ node }) => node === name)?.reasons.includes("scp-missing"),
    point: directory.hosts.find(({ node }) => node === name)?.connectionPoint.state ?? null,
    missing: diagnosis.missingProof.filter(({ node }) => node === name).map(({ code }) => code),
    separates: diagnosis.causes.separators.some(({ trait }) => trait === "scp-missing"),
    basis: plan?.basis,
    commands: plan?.steps
      .filter(({ code }) => code === "reset-account" || code === "join-again")
      .map(({ command }) => command),
    account: diagnosis.identities.find(({ host }) => host === name)?.account?.dn ?? null,
  };
}

describe("badnode diagnose, of nodes of corp.example,", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-domains-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("repairs no machine of lab.example that has a node's short name: what the directory keeps of the node is not known", async () => {
    const inputs = join(folder, "lab");
    cpSync(MISSING_SCP, inputs, { recursive: true });
    writeFileSync(join(inputs, "directory", "hosts.ldif"), labDirectory());
    const report = await diagnosed(inputs);
    expect(told(report, "HV03")).toEqual({
      names: ["HV03", "HV03.LAB.EXAMPLE"],
      lacksPoint: false,
      point: null,
      missing: ["not-in-directory"],
      separates: false,
      basis: "unknown",
      commands: ["dsmod computer ACCOUNT -reset", "Add-Computer -DomainName DOMAIN -Restart"],
      account: null,
    });
    expect(report.diagnosis.repairs.map(({ node, basis }) => `${node} ${basis}`)).toEqual([
      ...["HV03 unknown", "HV06 unknown", "HV08 unknown"],
    ]);
    expect(JSON.stringify(report.diagnosis.repairs)).not.toMatch(/DC=lab|lab\.example/);
  });

  it("finds each node's own account in the directories of both domains", async () => {
    const inputs = join(folder, "both");
    cpSync(MISSING_SCP, inputs, { recursive: true });
    writeFileSync(join(inputs, "directory", "lab.ldif"), labDirectory());
    const report = await diagnosed(inputs);
    const dn = "CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example";
    expect(told(report, "HV03")).toEqual({
      names: ["HV03", "HV03.LAB.EXAMPLE"],
      lacksPoint: true,
      point: "missing",
      missing: [],
      separates: true,
      basis: "missing",
      commands: [`dsmod computer '${dn}' -reset`, "Add-Computer -DomainName corp.example -Restart"],
      account: dn,
    });
    expect(report.nodes.map(({ node }) => node).filter((node) => node.includes("."))).toEqual(
      ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => `HV0${digit}.LAB.EXAMPLE`),
    );
  });
});
