// Checks the import rules of .dependency-cruiser.mjs: node .ci/check-imports.mjs [FOLDER], by default this project.
// A checker that reads nothing finds nothing (with TypeScript 7 dependency-cruiser reads no .ts file and is content),
// so every .ts file under src has to be among the modules that it read, and some import among what it saw.
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import configuration from "../.dependency-cruiser.mjs";

const project = fileURLToPath(new URL("..", import.meta.url));
process.chdir(resolve(process.argv[2] ?? project));

const sourceFiles = existsSync("src")
  ? readdirSync("src", { recursive: true })
      .map((name) => `src/${name.replaceAll("\\", "/")}`)
      .filter((name) => name.endsWith(".ts"))
  : [];
const folders = ["src", "bin", "samples", "bench", "test"].filter((folder) => existsSync(folder));

const { enhancedResolveOptions, ...options } = configuration.options;
const { output } = await cruise(
  folders,
  { ...options, ruleSet: { forbidden: configuration.forbidden }, validate: true },
  enhancedResolveOptions,
  { tsConfig: extractTSConfig(resolve(project, "tsconfig.json")) },
);

const { modules, summary } = output;
const read = new Set(modules.filter(({ followable }) => followable !== false).map(({ source }) => source));
const imports = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const unread = sourceFiles.filter((file) => !read.has(file));
const reasons = new Map(configuration.forbidden.map(({ name, comment }) => [name, comment]));

const violations = summary.violations
  .map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    line: `${rule.name}: ${cycle ? [from, ...cycle.map(({ name }) => name)].join(" -> ") : `${from} -> ${to}`}`,
  }))
  .sort((a, b) => (a.line < b.line ? -1 : 1));
for (const { line } of violations) console.log(line);
for (const rule of new Set(violations.map(({ rule }) => rule))) console.log(`  ${rule}: ${reasons.get(rule)}`);
for (const file of unread) console.log(`not read: ${file}`);
const isSeen = sourceFiles.length > 0 && imports > 0;
if (!isSeen) console.log(`nothing checked: ${sourceFiles.length} files under src, ${imports} imports.`);
console.log(
  `${sourceFiles.length - unread.length} of ${sourceFiles.length} files under src read, ${imports} imports, ${violations.length} violations`,
);
process.exitCode = isSeen && violations.length + unread.length === 0 ? 0 : 1;
