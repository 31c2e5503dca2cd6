// Makes a fresh clone ready: installs what package-lock.json names, then compiles what was asked for and is out of date.
// npm runs scripts in cmd.exe or sh, so README's commands work from any shell.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = new Set(process.argv.slice(2));

function fail(happened, nextStep) {
  console.error(`badnode set-up: ${happened} ${nextStep}`);
  process.exit(1);
}

function checkNodeVersion() {
  const least = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node.replace(/^>=/, "");
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [leastMajor, leastMinor] = least.split(".").map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  fail(`Node ${process.versions.node} is too old.`, `Install Node ${least} or newer from nodejs.org and run it again.`);
}

/** Standard output stays free for the command that follows set-up. */
function run(command, args, options) {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  return result.status === 0;
}

/**
 * npm writes node_modules/.package-lock.json when an installation is complete, never before; packages that are
 * optional depend on the machine.
 */
function isInstalled() {
  const written = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(written)) return false;
  const wantedPackages = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  let present;
  try {
    present = JSON.parse(readFileSync(written, "utf8")).packages;
  } catch {
    return false;
  }
  return Object.entries(wantedPackages).every(
    ([path, { version, integrity, optional }]) =>
      path === "" ||
      (optional && present[path] === undefined) ||
      (present[path]?.version === version &&
        present[path].integrity === integrity &&
        existsSync(join(root, path, "package.json"))),
  );
}

function install() {
  console.error("badnode set-up: installing packages (once, about half a minute) ...");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const npmScript = process.env.npm_execpath;
  // npm itself is npm.cmd on Windows, which only a shell starts; its script file needs none.
  const installed = npmScript?.endsWith("npm-cli.js")
    ? run(process.execPath, [npmScript, ...args])
    : run(`npm ${args.join(" ")}`, [], { shell: true });
  if (!installed || !isInstalled()) {
    fail(
      "the packages were not installed (npm's reason stands above).",
      "Check the way to npm's registry and run it again.",
    );
  }
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function digestOf(files) {
  const digest = createHash("sha256");
  for (const file of files) digest.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return digest.digest("hex");
}

/** A stamp that is written last, outside the output, says what the output was made from. */
function compile({ project, sources, rootFolder, output, bundle }) {
  const sourceFiles = sources
    .map((path) => join(root, path))
    .flatMap(filesUnder)
    .filter((file) => file.endsWith(".ts"));
  const inputs = digestOf([
    ...sourceFiles,
    ...["tsconfig.json", project, "package-lock.json", ...(bundle ? [bundle] : [])].map((path) => join(root, path)),
  ]);
  const outputFolder = join(root, output);
  const outputOf = (source) => join(outputFolder, source.slice(rootFolder.length).replace(/\.ts$/, ".js"));
  const outputs = new Set(sourceFiles.map(outputOf));
  const stamp = join(root, "node_modules", `.badnode-${output}`);
  const isStamped = existsSync(stamp) && readFileSync(stamp, "utf8") === inputs;
  const made = bundle ? [...outputs, join(outputFolder, "bin", "main.js")] : [...outputs];
  if (isStamped && made.every((file) => existsSync(file))) return;
  rmSync(stamp, { force: true });
  if (!run(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-p", project])) {
    fail(`compiling ${project} failed (the compiler's reasons stand above).`, "Mend the source and run it again.");
  }
  // What a source that is gone by now left behind would still be imported, tested and packed.
  const orphans = filesUnder(outputFolder).filter(
    (file) => /\.(js|d\.ts)$/.test(file) && !outputs.has(file.replace(/\.d\.ts$/, ".js")),
  );
  for (const file of orphans) rmSync(file);
  if (bundle && !run(process.execPath, [bundle])) {
    fail("joining the compiled modules failed (the reason stands above).", "Run it again.");
  }
  writeFileSync(stamp, inputs);
}

checkNodeVersion();
if (!isInstalled()) install();
if (wanted.has("--build")) {
  compile({
    project: "tsconfig.build.json",
    sources: ["src"],
    rootFolder: join(root, "src"),
    output: "dist",
    bundle: join(".ci", "bundle.mjs"),
  });
}
if (wanted.has("--tools")) {
  compile({
    project: "tsconfig.tools.json",
    // Of test the directory server alone, which bench starts.
    sources: ["src", "samples/generate", "bench", "test/ldap-server"],
    rootFolder: root,
    output: "build",
  });
}
