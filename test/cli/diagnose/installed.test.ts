import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const MISSING_SCP = fileURLToPath(new URL("../../../samples/missing-scp", import.meta.url));
const NOW = { now: "2026-09-28T06:00:00Z" };
const BAD = ["HV03", "HV06", "HV08"];
const NODES = ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"];

interface Told {
  readonly diagnosis: {
    readonly causes: {
      readonly compared: number;
      readonly separators: readonly {
        readonly trait: string;
        readonly role: string;
        readonly bad: { readonly has: readonly string[]; readonly unknown: readonly string[] };
        readonly good: { readonly lacks: readonly string[]; readonly unknown: readonly string[] };
        readonly proofs: readonly { readonly node: string; readonly evidence: readonly { readonly file?: string }[] }[];
      }[];
    };
  };
  readonly sources: readonly { readonly kind: string; readonly status: string }[];
  readonly verdict: { readonly sentence: string };
}

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../schema/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

/** What Get-HotFix | Export-Clixml writes on this node, in the encoding of Windows PowerShell. */
function writeUpdates(folder: string, node: string, updates: readonly string[], isNamed: boolean): void {
  const type = String.raw`<TN RefId="0"><T>System.Management.ManagementObject#root\cimv2\Win32_QuickFixEngineering</T></TN>`;
  const host = isNamed ? `<S N="CSName">${node}</S>` : "";
  const objects = updates.map(
    (update, at) =>
      `<Obj RefId="${at}">${at === 0 ? type : '<TNRef RefId="0" />'}<Props>${host}<S N="HotFixID">${update}</S></Props></Obj>`,
  );
  const text = `\ufeff<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\r\n${objects.join("\r\n")}\r\n</Objs>`;
  mkdirSync(join(folder, `Node_${node}`), { recursive: true });
  writeFileSync(join(folder, `Node_${node}`, "GetHotFix.xml"), text, "utf16le");
}

let folder = "";

async function diagnosed(): Promise<Told> {
  const { stdout } = await badnode(["diagnose", folder, "--format", "json"], NOW);
  const told = JSON.parse(stdout) as Told;
  expect(validate(told) ? [] : validate.errors).toEqual([]);
  return told;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-installed-"));
  cpSync(MISSING_SCP, folder, { recursive: true });
  for (const node of NODES.filter((name) => name !== "HV09")) {
    const update = BAD.includes(node) ? ["KB5031362"] : [];
    // Of HV01 only the folder tells whose list it is.
    writeUpdates(folder, node, ["KB5000001", ...update], node !== "HV01");
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("badnode diagnose with lists of updates beside the logs", () => {
  it("tells of the update that only the bad nodes have, behind what has a known mechanism", async () => {
    const { diagnosis, sources, verdict } = await diagnosed();
    const { separators } = diagnosis.causes;
    expect(separators.map(({ trait, role }) => [trait, role])).toEqual([
      ["scp-missing", "factor"],
      ["hyper-v-storage-provider-failed", "mark"],
      ["snapshot-lun-presented-twice", "circumstance"],
      ["update:KB5031362", "circumstance"],
    ]);
    const row = separators.at(-1);
    expect(row?.bad).toMatchObject({ has: BAD, unknown: [] });
    expect(row?.good).toMatchObject({ lacks: ["HV01", "HV02", "HV04", "HV05", "HV07"], unknown: ["HV09"] });
    expect(row?.proofs.map(({ node, evidence }) => [node, evidence[0]?.file])).toEqual(
      BAD.map((node) => [node, join(folder, `Node_${node}`, "GetHotFix.xml")]),
    );
    // Eleven without the lists; the update counts once had, and once lacking.
    expect(diagnosis.causes.compared).toBe(13);
    expect(sources.filter(({ kind }) => kind === "updates").map(({ status }) => status)).toEqual(
      Array.from({ length: 8 }, () => "complete"),
    );
    expect(verdict.sentence).toContain("all three lack their service connection point, which the six clear nodes have");
  }, 60_000);

  it("names it in the table with the host that nobody knows of, and keeps its name where hosts are redacted", async () => {
    const table = await badnode(["diagnose", folder], NOW);
    expect(table.stdout).toMatch(/update KB5031362 .*3 of 3 .*0 of 5 .*1 in 56 .*not known of HV09/);
    expect(table.stdout.replaceAll(/\s+/g, " ")).toContain(
      "whose list it is only the folder's name tells of HV01 (inferred)",
    );
    const redacted = await badnode(["diagnose", folder, "--redact"], NOW);
    expect(redacted.stdout).toContain("update KB5031362");
    expect(redacted.stdout).not.toMatch(/HV0\d/);
  }, 60_000);
});
