import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { EvidenceRef } from "../../src/evidence/index.ts";
import { diagnose, type Report, readLogEvidence } from "../../src/index.ts";
import { FIXED } from "./cluster.ts";

const SAMPLE = fileURLToPath(new URL("../../samples/missing-scp/", import.meta.url));

interface Expected {
  readonly badNodes: readonly {
    readonly node: string;
    readonly cause: string;
    readonly formerName?: string;
    readonly evidence: readonly { readonly file: string; readonly eventId: number; readonly recordId: string }[];
  }[];
  readonly failedImports: readonly { readonly vendorRecordId: string; readonly vssRecordId: string }[];
  readonly storageProviderUnavailable: readonly { readonly node: string; readonly recordIds: readonly string[] }[];
  readonly vendorErrorsWithoutImportFailure: readonly { readonly recordId: string }[];
}

function isExpected(value: unknown): value is Expected {
  return (
    typeof value === "object" && value !== null && "failedImports" in value && "storageProviderUnavailable" in value
  );
}

function expected(): Expected {
  const value: unknown = JSON.parse(readFileSync(`${SAMPLE}expected.json`, "utf8"));
  if (!isExpected(value)) throw new Error("expected.json has another shape");
  return value;
}

describe("the sample missing-scp, read from its logs", () => {
  let report: Report;
  beforeAll(async () => {
    report = await diagnose(
      { logs: (needs) => readLogEvidence([SAMPLE], { needs }) },
      {
        ...FIXED,
        clock: () => new Date("2026-09-28T06:00:00Z"),
        window: { since: null, until: null },
      },
    );
  });

  /** Record ids of the proof, per host, of what is more than a note. */
  function proofOf(checkId: string): Readonly<Record<string, readonly string[]>> {
    const found: Record<string, string[]> = {};
    for (const check of report.checks.filter(({ text }) => text.id === checkId)) {
      for (const { subject, evidence, severity } of check.findings) {
        if (severity === "info") continue;
        const ids = evidence.flatMap((ref) => (ref.kind === "event" ? [ref.recordId] : []));
        found[subject.name] = [...(found[subject.name] ?? []), ...ids];
      }
    }
    return found;
  }

  test("the proxy's failed imports are found with every record that proves them, and no other", () => {
    const { failedImports } = expected();
    const records = failedImports.flatMap(({ vendorRecordId, vssRecordId }) => [vendorRecordId, vssRecordId]);
    const found = proofOf("snapshot-import-failed");
    expect(Object.keys(found)).toEqual(["PROXY01"]);
    expect([...(found["PROXY01"] ?? [])].sort()).toEqual([...records].sort());
  });

  test("every import stands with the vendor's error that the generator wrote for it", () => {
    const paired = report.checks.flatMap(({ findings }) =>
      findings
        .filter(({ code }) => code === "storm")
        .map(({ arguments: given }) => [given["imports"], given["paired"]]),
    );
    expect(paired.length).toBeGreaterThan(7);
    expect(paired.filter(([imports, withVendor]) => JSON.stringify(imports) !== JSON.stringify(withVendor))).toEqual(
      [],
    );
  });

  test("the hosts' 12660 are found with every record", () => {
    const bad = expected().storageProviderUnavailable.filter(({ recordIds }) => recordIds.length > 0);
    expect(bad.length).toBeGreaterThan(0);
    expect(proofOf("hyper-v-storage-provider-failed")).toEqual(
      Object.fromEntries(bad.map(({ node, recordIds }) => [node, recordIds])),
    );
  });

  test("a vendor's error without a failed import stays a note", () => {
    const notes = report.checks.flatMap(({ findings }) => findings.filter(({ code }) => code === "unpaired"));
    const ids = notes.flatMap(({ evidence }) =>
      evidence.flatMap((ref) => (ref.kind === "event" ? [ref.recordId] : [])),
    );
    expect(ids).toEqual(expected().vendorErrorsWithoutImportFailure.map(({ recordId }) => recordId));
  });

  test("every node stands in the report once, under its present name: the three suspects and the six unknown", () => {
    const { storageProviderUnavailable: nodes, badNodes } = expected();
    expect(report.nodes.map(({ name, verdict }) => [name, verdict])).toEqual(
      nodes.map(({ node, recordIds }) => [node, recordIds.length > 0 ? "suspect" : "unknown"]),
    );
    expect(badNodes.map(({ node }) => node)).toEqual(
      nodes.filter(({ recordIds }) => recordIds.length > 0).map(({ node }) => node),
    );
    expect(report.proxies.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["PROXY01", "unknown", ["snapshot-import-failed"]],
    ]);
  });

  test("the renamed nodes have their former names, with the record that tells of the change", () => {
    const renamed = expected().badNodes.filter(({ cause }) => cause === "renamed");
    const aliases = report.nodes.flatMap(({ name, aliases }) =>
      aliases.map((alias) => [name, alias.name, alias.basis, ...alias.evidence.map(placeOf)]),
    );
    expect(aliases).toEqual(
      renamed.map(({ node, formerName, evidence }) => [
        node,
        formerName,
        "verified",
        ...evidence.map(({ file, recordId }) => `${file} ${recordId}`),
      ]),
    );
    expect(causesIn("host-renamed")).toEqual(renamed.map(({ node }) => [node, "logged"]));
  });

  test("the upgraded node is found over both its System logs, by the records that the generator wrote for it", () => {
    const [upgraded] = expected().badNodes.filter(({ cause }) => cause === "upgraded");
    expect(causesIn("host-upgraded-in-place")).toEqual([[upgraded?.node, "upgraded"]]);
    const proof = report.checks
      .filter(({ text }) => text.id === "host-upgraded-in-place")
      .flatMap(({ findings }) => findings.flatMap(({ evidence }) => evidence.map(placeOf)));
    const decisive = upgraded?.evidence.filter(({ eventId }) => eventId !== 6009) ?? [];
    expect(proof).toEqual(expect.arrayContaining(decisive.map(({ file, recordId }) => `${file} ${recordId}`)));
  });

  function causesIn(checkId: string): readonly (readonly string[])[] {
    return report.checks
      .filter(({ text }) => text.id === checkId)
      .flatMap(({ findings }) => findings.map(({ subject, code }) => [subject.name, code]));
  }

  function placeOf(ref: EvidenceRef): string {
    return ref.kind === "event" ? `${relative(SAMPLE, ref.file).replaceAll("\\", "/")} ${ref.recordId}` : ref.kind;
  }

  test("every log was read whole, and what each channel covers is known", () => {
    expect(report.sources.filter(({ status }) => status !== "complete")).toEqual([]);
    const of = (isExamined: boolean): readonly string[] =>
      report.coverage
        .filter(({ examined }) => examined === isExamined)
        .map(({ host, channel }) => `${host} ${channel}`);
    expect(of(false)).toEqual(
      report.nodes.map(({ name }) => `${name} Microsoft-Windows-FailoverClustering/Operational`),
    );
    expect(of(true)).toEqual([
      ...report.nodes.flatMap(({ name }) => [`${name} Microsoft-Windows-Hyper-V-VMMS-Admin`, `${name} System`]),
      "PROXY01 Application",
    ]);
  });
});
