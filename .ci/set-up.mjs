// Makes a fresh clone ready: installs what package-lock.json names, then compiles what was asked for and is out of date.
// npm runs scripts in cmd.exe or sh, so README's commands work from any shell.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = new Set(process.argv.slice(2));

function run(command, args) {
  // npm is npm.cmd on Windows, which only a shell can start; the arguments are constants.
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error(
      `badnode set-up: "${command} ${args.join(" ")}" failed${result.error ? `: ${result.error.message}` : ""}.`,
    );
    process.exit(result.status ?? 1);
  }
}

function newestChange(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), 0);
}

const lock = join(root, "package-lock.json");
const installedStamp = join(root, "node_modules", ".badnode-installed");
const lockText = readFileSync(lock, "utf8");
if (!existsSync(installedStamp) || readFileSync(installedStamp, "utf8") !== lockText) {
  console.error("badnode set-up: installing packages ...");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(installedStamp, lockText);
}

function compile(project, stampPath, sources) {
  const stamp = join(root, stampPath);
  const newest = Math.max(...[...sources, "tsconfig.json", project].map((path) => newestChange(join(root, path))));
  if (newest > 0 && existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return;
  run(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-p", project]);
  writeFileSync(stamp, "");
}

if (wanted.has("--build")) compile("tsconfig.build.json", "dist/.compiled", ["src"]);
if (wanted.has("--tools")) compile("tsconfig.tools.json", "build/.compiled", ["src", "samples/generate", "bench"]);
