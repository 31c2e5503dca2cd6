import { readFileSync } from "node:fs";

// Nothing else is loaded for --version: it starts as fast as Node does.
const version = packageVersion();
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) process.stdout.write(`${version}\n`);
else {
  const { runProcess } = await import("./process-context.ts");
  await runProcess(process, args, version);
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "unknown";
}
