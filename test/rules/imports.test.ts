import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const project = join(import.meta.dirname, "..", "..");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What each file imports; "type X" imports X for its types alone. */
type House = Readonly<Record<string, readonly string[]>>;

function sourceText(imports: readonly string[]): string {
  const lines = imports.map((given, index) => {
    const [, type = "", specifier = ""] = /^(type )?(.*)$/.exec(given) ?? [];
    return `import ${type}* as i${index} from "${specifier}";`;
  });
  return [...lines, "export const here = 1;"].join("\n");
}

function build(house: House): string {
  const folder = mkdtempSync(join(tmpdir(), "badnode rules "));
  folders.push(folder);
  const packages = ["yargs", "cli-table3", "echarts", "ldapts", "kerberos", "yauzl", "stray"];
  const dependencies = Object.fromEntries(packages.map((name) => [name, "*"]));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
  for (const name of packages) {
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
    writeFileSync(join(folder, "node_modules", name, "index.js"), "");
  }
  for (const [path, imports] of Object.entries(house)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), sourceText(imports));
  }
  return folder;
}

/** Runs the gate over a house; `found` holds its lines except the reasons and the last one. */
function checkImports(house: House): { code: number | null; found: string[]; summary: string } {
  const gate = join(project, ".ci", "check-imports.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [gate, build(house)], { encoding: "utf8" });
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  return {
    code: status,
    found: lines.slice(0, -1).filter((line) => !line.startsWith("  ")),
    summary: lines.at(-1) ?? "",
  };
}

const soundHouse = {
  "bin/badnode.js": ["../dist/bin/main.js"],
  "src/shared/order.ts": [],
  "src/formats/evtx/index.ts": ["node:zlib", "../../shared/order.ts"],
  "src/evidence/seen.ts": ["../shared/order.ts"],
  "src/catalogue/vss.ts": ["../evidence/seen.ts"],
  "src/sources/event-logs/read.ts": [
    "node:fs/promises",
    "node:worker_threads",
    "../../formats/evtx/index.ts",
    "../../evidence/seen.ts",
  ],
  "src/sources/directory/bind.ts": ["ldapts", "kerberos", "node:tls"],
  "src/sources/support-bundle/list.ts": ["yauzl", "node:zlib"],
  "src/facts/imports.ts": ["../catalogue/vss.ts"],
  "src/report/report.ts": ["type ../evidence/seen.ts"],
  "src/checks/failed.ts": ["../facts/imports.ts", "../report/report.ts"],
  "src/reporters/table.ts": ["cli-table3", "../report/report.ts"],
  "src/reporters/html/charts.ts": ["echarts"],
  "src/reporters/records/jsonl.ts": ["type ../../formats/evtx/index.ts"],
  "src/diagnose.ts": ["./sources/event-logs/read.ts", "./checks/failed.ts"],
  "src/collector/script.ts": ["../shared/order.ts"],
  "src/index.ts": ["./diagnose.ts", "./formats/evtx/index.ts"],
  "src/cli/main.ts": ["node:process", "yargs", "../index.ts", "../reporters/table.ts"],
  "samples/generate/main.ts": ["../../src/shared/order.ts"],
  "bench/served.ts": ["ldapts", "../test/ldap-server/index.ts"],
  "test/ldap-server/index.ts": ["node:net", "../../samples/generate/main.ts"],
  "test/order.test.ts": ["../src/shared/order.ts", "./ldap-server/index.ts"],
} satisfies House;

test("a house that keeps every rule passes", () => {
  expect(checkImports(soundHouse)).toEqual({
    code: 0,
    found: [],
    summary: "17 of 17 files under src read, 38 imports, 0 violations",
  });
});

describe("planted violations", () => {
  const planted: readonly { file: string; imports: readonly string[]; violations: readonly string[] }[] = [
    {
      file: "src/shared/planted.ts",
      imports: ["../evidence/seen.ts"],
      violations: ["shared-imports-only-itself: src/shared/planted.ts -> src/evidence/seen.ts"],
    },
    {
      file: "src/formats/planted.ts",
      imports: ["../sources/event-logs/read.ts", "node:zlib"],
      violations: [
        "formats-imports-only-its-foundations: src/formats/planted.ts -> src/sources/event-logs/read.ts",
        "node-only-at-the-edge: src/formats/planted.ts -> zlib",
      ],
    },
    {
      file: "src/formats/evtx/planted.ts",
      imports: ["node:fs", "node:zlib"],
      violations: ["evtx-takes-only-zlib: src/formats/evtx/planted.ts -> fs"],
    },
    {
      file: "src/evidence/planted.ts",
      imports: ["../formats/evtx/index.ts"],
      violations: ["evidence-imports-only-its-foundations: src/evidence/planted.ts -> src/formats/evtx/index.ts"],
    },
    {
      file: "src/catalogue/planted.ts",
      imports: ["../facts/imports.ts"],
      violations: ["catalogue-imports-only-its-foundations: src/catalogue/planted.ts -> src/facts/imports.ts"],
    },
    {
      file: "src/sources/planted.ts",
      imports: ["../catalogue/vss.ts", "node:process", "ldapts", "yargs", "yauzl"],
      violations: [
        "ldapts-in-one-place: src/sources/planted.ts -> node_modules/ldapts/index.js",
        "process-only-in-cli: src/sources/planted.ts -> process",
        "sources-imports-only-its-foundations: src/sources/planted.ts -> src/catalogue/vss.ts",
        "yargs-in-one-place: src/sources/planted.ts -> node_modules/yargs/index.js",
        "yauzl-in-one-place: src/sources/planted.ts -> node_modules/yauzl/index.js",
      ],
    },
    {
      file: "src/facts/planted.ts",
      imports: ["node:fs", "../sources/event-logs/read.ts", "type ../formats/evtx/index.ts"],
      violations: [
        "facts-imports-only-its-foundations: src/facts/planted.ts -> src/formats/evtx/index.ts",
        "facts-imports-only-its-foundations: src/facts/planted.ts -> src/sources/event-logs/read.ts",
        "node-only-at-the-edge: src/facts/planted.ts -> fs",
      ],
    },
    {
      file: "src/report/planted.ts",
      imports: ["../evidence/seen.ts", "../checks/failed.ts"],
      violations: [
        "report-imports-only-its-foundations: src/report/planted.ts -> src/checks/failed.ts",
        "report-takes-types-of-evidence-only: src/report/planted.ts -> src/evidence/seen.ts",
      ],
    },
    {
      file: "src/checks/planted.ts",
      imports: ["../reporters/table.ts", "cli-table3", "echarts", "kerberos", "stray", "./missing.ts"],
      violations: [
        "checks-imports-only-its-foundations: src/checks/planted.ts -> src/reporters/table.ts",
        "cli-table3-in-one-place: src/checks/planted.ts -> node_modules/cli-table3/index.js",
        "echarts-in-one-place: src/checks/planted.ts -> node_modules/echarts/index.js",
        "every-import-resolves: src/checks/planted.ts -> ./missing.ts",
        "kerberos-in-one-place: src/checks/planted.ts -> node_modules/kerberos/index.js",
        "no-package-without-a-home: src/checks/planted.ts -> node_modules/stray/index.js",
      ],
    },
    {
      file: "src/reporters/planted.ts",
      imports: ["../facts/imports.ts", "type ../formats/evtx/index.ts"],
      violations: [
        "reporters-imports-only-its-foundations: src/reporters/planted.ts -> src/facts/imports.ts",
        "reporters-see-formats-only-as-types-of-records: src/reporters/planted.ts -> src/formats/evtx/index.ts",
      ],
    },
    {
      file: "src/reporters/records/planted.ts",
      imports: ["../../formats/evtx/index.ts"],
      violations: ["record-reporters-take-types-only: src/reporters/records/planted.ts -> src/formats/evtx/index.ts"],
    },
    {
      file: "src/diagnose/planted.ts",
      imports: ["../reporters/table.ts"],
      violations: ["diagnose-imports-only-its-foundations: src/diagnose/planted.ts -> src/reporters/table.ts"],
    },
    {
      file: "src/collector/planted.ts",
      imports: ["../catalogue/vss.ts", "node:fs"],
      violations: [
        "collector-imports-only-its-foundations: src/collector/planted.ts -> src/catalogue/vss.ts",
        "node-only-at-the-edge: src/collector/planted.ts -> fs",
      ],
    },
    {
      file: "src/cli/planted.ts",
      imports: ["../facts/imports.ts", "../../test/order.test.ts"],
      violations: [
        "cli-imports-only-its-foundations: src/cli/planted.ts -> src/facts/imports.ts",
        "src-does-not-know-its-tests: src/cli/planted.ts -> test/order.test.ts",
        "tests-are-imported-by-tests-only: src/cli/planted.ts -> test/order.test.ts",
      ],
    },
    {
      file: "src/sources/samples.ts",
      imports: ["../../samples/generate/main.ts"],
      violations: ["src-does-not-know-its-tests: src/sources/samples.ts -> samples/generate/main.ts"],
    },
    {
      file: "samples/planted.ts",
      imports: ["../test/ldap-server/index.ts"],
      violations: ["tests-are-imported-by-tests-only: samples/planted.ts -> test/ldap-server/index.ts"],
    },
    {
      file: "bench/planted.ts",
      imports: ["../test/order.test.ts"],
      violations: ["bench-takes-only-the-ldap-server-of-the-tests: bench/planted.ts -> test/order.test.ts"],
    },
    {
      file: "test/ldap-server/planted.ts",
      imports: ["ldapts", "../../src/shared/order.ts"],
      violations: [
        "ldap-server-stands-apart: test/ldap-server/planted.ts -> node_modules/ldapts/index.js",
        "ldap-server-stands-apart: test/ldap-server/planted.ts -> src/shared/order.ts",
      ],
    },
    {
      file: "src/utils/planted.ts",
      imports: ["../shared/order.ts"],
      violations: ["no-file-outside-the-rooms: src/utils/planted.ts -> src/shared/order.ts"],
    },
    {
      file: "bin/planted.js",
      imports: ["../src/cli/main.ts"],
      violations: ["bin-is-a-shim: bin/planted.js -> src/cli/main.ts"],
    },
    {
      file: "src/facts/turns-round.ts",
      imports: ["type ./turned-round.ts"],
      violations: ["no-cycles: src/facts/turned-round.ts -> src/facts/turns-round.ts -> src/facts/turned-round.ts"],
    },
    { file: "src/facts/turned-round.ts", imports: ["./turns-round.ts"], violations: [] },
  ];

  test("are found, every one, and nothing else is", () => {
    const house = { ...soundHouse, ...Object.fromEntries(planted.map(({ file, imports }) => [file, imports])) };
    const { code, found } = checkImports(house);
    expect(code).toBe(1);
    expect(found).toEqual(planted.flatMap(({ violations }) => violations).sort());
  });
});

test("a type import does not hide a run-time import of the same file", () => {
  const { code, found } = checkImports({
    ...soundHouse,
    "src/reporters/records/planted.ts": ["type ../../formats/evtx/index.ts", "../../formats/evtx/index.ts"],
  });
  expect(found).toEqual([
    "record-reporters-take-types-only: src/reporters/records/planted.ts -> src/formats/evtx/index.ts",
  ]);
  expect(code).toBe(1);
});

test("a tree without sources fails instead of passing unread", () => {
  const { code, found, summary } = checkImports({ "bin/badnode.js": ["../dist/bin/main.js"] });
  expect(found).toEqual(["nothing checked: 0 files under src, 1 imports."]);
  expect(summary).toBe("0 of 0 files under src read, 1 imports, 0 violations");
  expect(code).toBe(1);
});
