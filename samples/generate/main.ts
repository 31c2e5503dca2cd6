import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestLine } from "./manifest.ts";
import { sampleLogBytes } from "./sample-log.ts";
import { type Scenario, scenarios } from "./scenarios/index.ts";

function write(path: string, content: string | Uint8Array): void {
  const target = join(process.cwd(), path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function writeScenario({ name, logs, files }: Scenario): void {
  for (const log of logs) {
    const path = `samples/${name}/${log.path}`;
    const bytes = sampleLogBytes(log);
    write(path, bytes);
    process.stdout.write(`${path}: ${log.entries.length} records, ${bytes.length} bytes\n`);
  }
  for (const { path, content } of files) write(`samples/${name}/${path}`, content);
}

if (process.argv.includes("--manifest")) {
  for (const { name, logs } of scenarios()) {
    for (const log of logs) process.stdout.write(`${manifestLine(`samples/${name}`, log)}\n`);
  }
} else if (existsSync(join(process.cwd(), "samples"))) {
  for (const scenario of scenarios()) writeScenario(scenario);
} else {
  process.stderr.write("There is no folder samples here. Run this from the top of the repository: npm run samples\n");
  process.exitCode = 2;
}
