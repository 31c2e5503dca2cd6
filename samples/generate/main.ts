import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestLine } from "./manifest.ts";
import { expectedJson, missingScpLogs } from "./missing-scp/index.ts";
import { sampleLogBytes } from "./sample-log.ts";

const SCENARIO = "samples/missing-scp";
const logs = missingScpLogs();

function write(path: string, content: string | Uint8Array): void {
  const target = join(process.cwd(), SCENARIO, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

if (process.argv.includes("--manifest")) {
  for (const log of logs) process.stdout.write(`${manifestLine(SCENARIO, log)}\n`);
} else if (existsSync(join(process.cwd(), "samples"))) {
  for (const log of logs) {
    const bytes = sampleLogBytes(log);
    write(log.path, bytes);
    process.stdout.write(`${SCENARIO}/${log.path}: ${log.events.length} records, ${bytes.length} bytes\n`);
  }
  write("expected.json", expectedJson(logs));
} else {
  process.stderr.write("There is no folder samples here. Run this from the top of the repository: npm run samples\n");
  process.exitCode = 2;
}
