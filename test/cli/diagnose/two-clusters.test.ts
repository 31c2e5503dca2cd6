import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));
const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../schema/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

interface Candidate {
  readonly node?: string;
  readonly volume?: string;
  readonly proxy?: string;
  readonly verdict: string;
  readonly probability: number | null;
  readonly trials: { readonly total: number; readonly failed: number };
}

interface Causes {
  readonly bad: readonly string[];
  readonly good: readonly string[];
  readonly separators: readonly { readonly trait: string; readonly chance: number }[];
}

interface Diagnosed {
  readonly nodes: readonly Candidate[];
  readonly volumes: readonly Candidate[];
  readonly proxies: readonly Candidate[];
  readonly diagnosis: {
    readonly causes: Causes | null;
    readonly clusters: readonly {
      readonly cluster: string | null;
      readonly nodes: readonly string[];
      readonly volumes: readonly string[];
      readonly proxies: readonly string[];
      readonly bad: readonly string[];
      readonly causes: Causes | null;
    }[];
    readonly clustersNotTold: readonly { readonly nodes: readonly string[] }[];
    readonly missingProof: readonly object[];
  };
  readonly correlation: {
    readonly culprits: readonly {
      readonly cluster?: string;
      readonly names: readonly string[];
      readonly elsewhere: object;
    }[];
    readonly leftOut: readonly { readonly code: string; readonly count: number }[];
  };
  readonly verdict: { readonly badNodes: readonly string[]; readonly sentence: string };
}

async function diagnosed(folder: string): Promise<Diagnosed> {
  const { stdout } = await badnode(["diagnose", folder, "--format", "json"], { now: "2026-10-12T06:00:00Z" });
  const report = JSON.parse(stdout) as Diagnosed;
  validate(report);
  expect(validate.errors).toBeNull();
  return report;
}

/** `HV03 bad 0.9998 38/38`, without the cluster's name behind a volume's. */
function figures(report: Diagnosed): readonly string[] {
  return [...report.nodes, ...report.volumes, ...report.proxies]
    .map(({ node, volume, proxy, verdict, probability, trials }) => {
      const name = (node ?? volume ?? proxy ?? "").replace(/ \((?:HV|LN)CL01\)$/, "");
      return `${name} ${verdict} ${probability} ${trials.failed}/${trials.total}`;
    })
    .sort();
}

/** Two samples of one domain give their hosts the same SIDs; those of one become others, wherever they stand. */
function withOtherSids(ldif: string): string {
  const domain = Buffer.from("3PTcO4M9K0aCi6Yo", "base64");
  return ldif.replaceAll("\n ", "").replaceAll(/^([\w;-]+):: (\S+)$/gm, (_line, attribute: string, value: string) => {
    const bytes = Buffer.from(value, "base64");
    for (let at = bytes.indexOf(domain); at >= 0; at = bytes.indexOf(domain, at + 1)) {
      const rid = at + domain.length;
      if (rid + 4 > bytes.length) continue;
      const number = bytes.readUInt32LE(rid);
      if (number >= 1600 && number < 1700) bytes.writeUInt32LE(number + 100, rid);
    }
    return `${attribute}:: ${bytes.toString("base64")}`;
  });
}

let folder = "";
let both: Diagnosed;

/** samples/missing-scp (HVCL01) and samples/bad-volume (LNCL01), each in a folder of its own. Both have a `Cluster Disk 4`. */
function twoClusters(name: string): string {
  const root = join(folder, name);
  cpSync(join(SAMPLES, "missing-scp"), join(root, "first"), { recursive: true });
  cpSync(join(SAMPLES, "bad-volume"), join(root, "second"), { recursive: true });
  const ldif = join(root, "second", "directory", "hosts.ldif");
  writeFileSync(ldif, withOtherSids(readFileSync(ldif, "utf8")));
  return root;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "badnode-two-clusters-"));
  both = await diagnosed(twoClusters("both"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("two clusters in one folder", () => {
  it("have each node, volume and proxy judged with the very figures that it has alone", async () => {
    const alone = await Promise.all(["missing-scp", "bad-volume"].map((sample) => diagnosed(join(SAMPLES, sample))));
    expect(figures(both)).toEqual(alone.flatMap(figures).sort());
  });

  it("are told apart: which nodes, volumes and proxies are of which, and who of it is bad", () => {
    expect(
      both.diagnosis.clusters.map(({ cluster, nodes, volumes, proxies, bad }) => ({
        ...{ cluster, nodes: nodes.join(" "), volumes: volumes.length, proxies, bad },
      })),
    ).toEqual([
      {
        cluster: "HVCL01",
        nodes: "HV01 HV02 HV03 HV04 HV05 HV06 HV07 HV08 HV09",
        volumes: 12,
        proxies: ["PROXY01"],
        bad: ["HV03", "HV06", "HV08"],
      },
      {
        cluster: "LNCL01",
        nodes: "LN01 LN02 LN03 LN04 LN05",
        volumes: 6,
        proxies: ["LNPROXY"],
        bad: ["Cluster Disk 4 (LNCL01)"],
      },
    ]);
    expect(both.correlation.leftOut.filter(({ code }) => code === "volume-of-several-clusters")).toEqual([]);
    expect(both.diagnosis.clustersNotTold).toEqual([]);
  });

  it("have bad nodes compared with good ones of their own cluster only", () => {
    const [first, second] = both.diagnosis.clusters;
    expect(both.diagnosis.causes).toBeNull();
    expect(first?.causes?.good).toEqual(["HV01", "HV02", "HV04", "HV05", "HV07", "HV09"]);
    expect(first?.causes?.separators.map(({ trait, chance }) => [trait, Math.round(1 / chance)])).toContainEqual([
      "scp-missing",
      84,
    ]);
    expect(second?.causes).toBeNull();
  });

  it("are named in the verdict, each with its own figures", () => {
    const { sentence } = both.verdict;
    expect(sentence).toContain(
      "n HVCL01: HV03, HV06 and HV08 are bad: 91 of 91 backups failed while they owned the volume, 0 of 161 elsewhere; " +
        "in LNCL01: Cluster Disk 4 (LNCL01) is bad: 12 of 12 backups of it failed whoever owned it, 0 of 60 of other volumes; " +
        "in HVCL01: all three lack their service connection point, which the six clear nodes have",
    );
    // Backups of the one before the other's logs begin ask for none of these.
    expect(both.diagnosis.missingProof).toEqual([]);
  });

  it("have a matrix each in the table, the ticket and the page", async () => {
    const shown = await Promise.all(
      ["table", "markdown", "html"].map(async (format) => {
        const { stdout } = await badnode(["diagnose", join(folder, "both"), "--format", format], {
          now: "2026-10-12T06:00:00Z",
        });
        return stdout;
      }),
    );
    const [table = "", markdown = "", html = ""] = shown;
    const ofSecond = table.slice(table.indexOf("in LNCL01, by owner and volume:")).split("\n").slice(5, 10);
    expect(ofSecond.map((line) => line.replaceAll(/ +/g, " "))).toEqual([
      ...["LN01 2/14 2/2 0/12", "LN02 2/15 2/2 0/13", "LN03 4/17 4/4 0/13", "LN04 2/13 2/2 0/11", "LN05 2/13 2/2 0/11"],
    ]);
    expect(markdown.match(/^### (?:HV|LN)CL01$/gm)).toEqual(["### HVCL01", "### LNCL01"]);
    expect(html.match(/<h3>(?:HV|LN)CL01<\/h3>/g)).toEqual([
      // A matrix of each; only the first has a bad node, with what it shares and how it came about.
      ...["<h3>HVCL01</h3>", "<h3>LNCL01</h3>", "<h3>HVCL01</h3>", "<h3>HVCL01</h3>"],
    ]);
  });

  it("leave backups out, and say so, where a list tells neither cluster nor host and lies beside both", async () => {
    const root = twoClusters("lists-together");
    mkdirSync(join(root, "backup"));
    renameSync(join(root, "second", "backup", "sessions.csv"), join(root, "backup", "second.csv"));
    const report = await diagnosed(root);
    expect(report.verdict.badNodes).toEqual(["HV03", "HV06", "HV08"]);
    expect(report.correlation.leftOut.map(({ code, count }) => [code, count])).toContainEqual([
      "volume-of-several-clusters",
      72,
    ]);
    const first = report.correlation.culprits.map(({ cluster, names }) => [cluster, names]);
    expect(first).toEqual([["HVCL01", ["HV03", "HV06", "HV08"]]]);
  });
});

describe("nodes that may be of two clusters, of which no input names any", () => {
  const history = (nodes: readonly [string, string]): string =>
    [
      "time,volume,node",
      `2026-09-01T00:00:00Z,Cluster Disk 1,${nodes[0]}`,
      `2026-09-03T00:00:00Z,Cluster Disk 1,${nodes[1]}`,
    ].join("\n");

  it("are named as such, and not taken for one", async () => {
    const root = join(folder, "unnamed");
    mkdirSync(root);
    writeFileSync(join(root, "first.csv"), history(["HV01", "HV02"]));
    writeFileSync(join(root, "second.csv"), history(["LN01", "LN02"]));
    writeFileSync(
      join(root, "sessions.csv"),
      "start,end,volume,result\n2026-09-02T21:00:00Z,2026-09-02T21:05:00Z,Cluster Disk 1,failed",
    );
    const report = await diagnosed(root);
    expect(report.diagnosis.clusters).toEqual([]);
    expect(report.diagnosis.clustersNotTold).toEqual([{ nodes: ["HV01", "HV02"] }, { nodes: ["LN01", "LN02"] }]);
    const { stdout } = await badnode(["diagnose", root], { now: "2026-10-12T06:00:00Z" });
    expect(stdout.replaceAll(/\n +/g, " ")).toContain(
      "Clusters HV01 and HV02; and LN01 and LN02: these had volumes of the same names, and nothing ever moved between them. " +
        "They may be 2 clusters, which nothing that was given names",
    );
  });
});
