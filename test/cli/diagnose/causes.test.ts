import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));

interface Row {
  readonly trait: string;
  readonly bad: {
    readonly has: readonly string[];
    readonly lacks: readonly string[];
    readonly unknown: readonly string[];
  };
  readonly good: Row["bad"];
  readonly chance: number;
}

interface Told {
  readonly diagnosis: {
    readonly wanted: readonly { readonly code: string }[];
    readonly causes: null | {
      readonly separators: readonly Row[];
      readonly near: readonly Row[];
      readonly message: string;
      readonly chains: readonly {
        readonly node: string;
        readonly failure: { readonly evidence: readonly Ref[] };
        readonly owner: { readonly evidence: readonly Ref[] };
        readonly factor: { readonly state: string };
        readonly traits: readonly Proof[];
        readonly causes: readonly Proof[];
      }[];
    };
  };
  readonly verdict: { readonly sentence: string };
}

interface Ref {
  readonly kind: string;
  readonly file?: string;
  readonly recordId?: string;
}

interface Proof {
  readonly trait: string;
  readonly time: string | null;
  readonly evidence: readonly Ref[];
}

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../schema/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

async function diagnosed(folder: string): Promise<Told> {
  const { stdout } = await badnode(["diagnose", folder, "--format", "json"], { now: "2026-10-12T06:00:00Z" });
  const report = JSON.parse(stdout) as Told;
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  return report;
}

let missingScp: Promise<Told> | null = null;

/** The sample as it is, read once. */
function diagnosedSample(): Promise<Told> {
  missingScp ??= diagnosed(join(SAMPLES, "missing-scp"));
  return missingScp;
}

function traits(rows: readonly Row[] = []): readonly string[] {
  return rows.map(({ trait }) => trait);
}

describe("the cause that badnode diagnose tells", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-causes-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** missing-scp without some of its folders. */
  function without(...folders: readonly string[]): string {
    const copy = join(folder, folders.join("-"));
    cpSync(join(SAMPLES, "missing-scp"), copy, { recursive: true });
    for (const one of folders) rmSync(join(copy, one), { recursive: true });
    return copy;
  }

  it("is the missing connection point, which separates the three bad nodes from the six good ones, with 12660", async () => {
    const { diagnosis, verdict } = await diagnosedSample();
    const [missing, mark] = diagnosis.causes?.separators ?? [];
    const split = {
      bad: { has: ["HV03", "HV06", "HV08"], lacks: [], unknown: [] },
      good: { has: [], lacks: ["HV01", "HV02", "HV04", "HV05", "HV07", "HV09"], unknown: [] },
    };
    expect(missing).toMatchObject({ trait: "scp-missing", ...split });
    expect(missing?.chance).toBeCloseTo(1 / 84, 12);
    expect(mark).toMatchObject({ trait: "hyper-v-storage-provider-failed", ...split });
    expect(verdict.sentence).toContain("all three lack their service connection point, which the six clear nodes have");
    expect(diagnosis.causes?.message).toBe(
      "All three lack their service connection point, which the six nodes that pass have. Probable causes, not proven: " +
        "HV03 and HV06 were renamed while joined (2026-09-02, 2026-09-03); " +
        "HV08 was upgraded in place or reinstalled (2026-09-05).",
    );
  });

  it("is no rename by itself: HV08 is bad and was never renamed", async () => {
    const { diagnosis } = await diagnosedSample();
    const renamed = diagnosis.causes?.near.find(({ trait }) => trait === "renamed-while-joined");
    expect(traits(diagnosis.causes?.separators)).not.toContain("renamed-while-joined");
    expect(renamed?.bad).toEqual({ has: ["HV03", "HV06"], lacks: ["HV08"], unknown: [] });
    expect(renamed?.good.has).toEqual([]);
  });

  it("is told in its order, with the record of each step", async () => {
    const { diagnosis } = await diagnosedSample();
    const chain = diagnosis.causes?.chains.find(({ node }) => node === "HV08");
    expect(chain?.failure.evidence[0]?.file).toBe(join(SAMPLES, "missing-scp", "PROXY01", "Application.evtx"));
    expect(chain?.owner.evidence[0]?.kind).toBe("event");
    expect(chain?.traits).toMatchObject([{ trait: "scp-missing", evidence: [{ kind: "directory" }] }]);
    expect(chain?.causes).toMatchObject([
      { trait: "upgraded-or-reinstalled", time: "2026-09-05T12:31:00.4983584Z", evidence: [{ recordId: "1" }, {}, {}] },
    ]);
  });

  it("is shown in 80 columns, what it comes to first", async () => {
    const { stdout } = await badnode(["diagnose", join(SAMPLES, "missing-scp")], { now: "2026-10-12T06:00:00Z" });
    const from = stdout.indexOf("What the bad nodes share");
    const shown = stdout.slice(from, stdout.indexOf("By chance: ", from)).split("\n");
    expect(shown).toEqual([
      "What the bad nodes share, and nodes that pass lack:",
      "All three lack their service connection point, which the six nodes that pass",
      "have.",
      "Probable causes, not proven: HV03 and HV06 were renamed while joined",
      "(2026-09-02, 2026-09-03); HV08 was upgraded in place or reinstalled",
      "(2026-09-05).",
      "",
      "Trait                 Bad     Passing  By chance  Counter-examples",
      "───────────────────────────────────────────────────────────────────────",
      "SCP missing           3 of 3  0 of 6   1 in 84    -",
      "VMMS 12660            3 of 3  0 of 6   1 in 84    -",
      "partmgr 58/disk 158   3 of 3  0 of 6   1 in 84    -",
      "renamed while joined  2 of 3  0 of 6   1 in 12    HV08 (bad) without it",
      "account made later    2 of 3  0 of 6   1 in 12    HV08 (bad) without it",
      "",
    ]);
  });

  it("begins with 12660 where no directory was given, and asks for one", async () => {
    const { diagnosis, verdict } = await diagnosed(without("directory"));
    expect(traits(diagnosis.causes?.separators)[0]).toBe("hyper-v-storage-provider-failed");
    expect(diagnosis.causes?.chains.map(({ factor }) => factor.state)).toEqual(["unknown", "unknown", "unknown"]);
    expect(diagnosis.causes?.message).toContain("Possible causes, not proven");
    expect(diagnosis.wanted.map(({ code }) => code)).toEqual(["directory"]);
    expect(verdict.sentence).toContain("all three log VMMS 12660, unlike the six clear nodes");
  });

  it("stands by the directory where logs are missing, and counts what only logs show of nobody", async () => {
    const { diagnosis, verdict } = await diagnosed(without("HV03", "HV05"));
    const [missing, mark] = diagnosis.causes?.separators ?? [];
    expect(missing).toMatchObject({ trait: "scp-missing", bad: { unknown: [] }, good: { unknown: [] } });
    expect(mark).toMatchObject({
      trait: "hyper-v-storage-provider-failed",
      bad: { has: ["HV06", "HV08"], unknown: ["HV03"] },
      good: { has: [], unknown: ["HV05"] },
    });
    // The account's metadata tell of the rename what no log does.
    expect(diagnosis.causes?.chains[0]?.causes.at(-1)).toMatchObject({
      trait: "renamed-while-joined",
      evidence: [{ kind: "directory" }, { kind: "directory" }],
    });
    // HV05 passes, and without its logs it is not clear.
    expect(verdict.sentence).toContain("which the six nodes that pass have");
  });

  it.each(["bad-volume", "healthy"])("is none of nodes in %s, where none is bad", async (sample) => {
    const { diagnosis } = await diagnosed(join(SAMPLES, sample));
    expect(diagnosis.causes).toBeNull();
  });
});
