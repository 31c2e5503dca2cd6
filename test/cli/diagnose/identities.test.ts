import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLE = fileURLToPath(new URL("../../../samples/missing-scp", import.meta.url));
const SCHEMA = new URL("../../../schema/report.schema.json", import.meta.url);

async function diagnosed(...args: readonly string[]): Promise<string> {
  return (await badnode(["diagnose", ...args], { now: "2026-10-12T06:00:00Z" })).stdout;
}

/** The block that begins with this line, up to the next blank one. */
function blockOf(report: string, title: string): readonly string[] {
  const lines = report.split("\n");
  const start = lines.indexOf(title);
  return start === -1 ? [] : lines.slice(start, lines.indexOf("", start));
}

describe("histories in a diagnosis", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-identities-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("of the sample's bad nodes stand in the table, 80 columns wide", async () => {
    const report = await diagnosed(SAMPLE);
    expect(blockOf(report, "History of HV03:")).toEqual([
      "History of HV03:",
      "  2026-08-27 09:02:00Z  account made in corp.example, long after its peers':",
      "                        made anew, or of a new host (directory, whenCreated,",
      "                        inferred)",
      "  2026-09-02 09:07:00Z  account renamed (directory, replPropertyMetaData,",
      "                        inferred)",
      "  2026-09-02 09:14:00Z  restarted by CORP\\clusteradmin, down for 4 min",
      "                        (Kernel-General 12, record 21877, 2 more)",
      "  2026-09-02 09:14:11Z  renamed HVNEW03 -> HV03 (EventLog 6011, record 21879)",
      "  2026-09-02 10:49:52Z  added to the cluster, by logs of HV01, HV02 and HV04",
      "                        (FailoverClustering 1007, record 9110, 2 more)",
      "  2026-09-02 10:50:00Z  joined the cluster HVCL01 (FailoverClustering 1062,",
      "                        record 9427)",
      "  SCP      none below CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example",
      "  Logs     FailoverClustering/Operational 2026-09-02 10:50:00Z to",
      "           2026-09-27 21:26:58Z; Hyper-V-VMMS-Admin 2026-08-31 00:43:16Z to",
      "           2026-09-27 22:15:52Z; System 2026-08-31 00:41:28Z to",
      "           2026-09-27 22:48:03Z",
    ]);
    expect(report).toContain("upgraded in place from build 9600 to 14393");
    expect(report).toContain(
      "Other histories of HV01, HV02, HV04, HV05, HV07, HV09 and PROXY01: with --format\njson, in brief with --format markdown.",
    );
  });

  it("say of a bad node whose logs are missing that they are", async () => {
    const without = join(folder, "without");
    cpSync(SAMPLE, without, { recursive: true });
    rmSync(join(without, "HV03"), { recursive: true });
    expect(blockOf(await diagnosed(without), "History of HV03:").slice(-3)).toEqual([
      "  SCP      none below CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example",
      "  Logs     none was given: what happened to it is not known but for what others",
      "           say",
    ]);
  });

  it("keep their sense without names", async () => {
    const report = await diagnosed(SAMPLE, "--redact");
    expect(report).toContain(
      "restarted by DOMAIN-1\\user-1, down for 4 min\n                        (Kernel-General 12, record 21877, 2 more)",
    );
    expect(report).toContain("renamed HOST-11 -> HOST-3 (EventLog 6011, record 21879)");
    expect(report).not.toMatch(/HV\d|HVNEW|clusteradmin|corp\.example/);
  });

  it("stand in JSON for every host, as the schema says", async () => {
    const schema: unknown = JSON.parse(readFileSync(SCHEMA, "utf8"));
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
      typeof schema === "object" && schema !== null ? schema : {},
    );
    const report: unknown = JSON.parse(await diagnosed(SAMPLE, "--format", "json"));
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(report).toMatchObject({ diagnosis: { identities: { length: 10 } } });
  });
});
