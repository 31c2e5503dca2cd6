import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const WINEVTX = "winevtx@0.1.2";

/** Other readers on this machine; null for those that are not here. */
export interface Peers {
  readonly evtxDump: string | null;
  readonly evtxExport: string | null;
  /** The module of npm winevtx that is imported. */
  readonly winevtx: string | null;
}

export function findPeers(path: string, winevtxFolder: string): Peers {
  const module = join(winevtxFolder, "node_modules", "winevtx", "dist", "index.js");
  return {
    evtxDump: onPath("evtx_dump", path),
    evtxExport: onPath("evtxexport", path),
    winevtx: existsSync(module) ? module : null,
  };
}

function onPath(name: string, path: string): string | null {
  const candidates = path.split(delimiter).map((folder) => join(folder, name));
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** winevtx is no dependency of badnode: it is fetched only to be measured. @throws Error when npm fails. */
export function installWinevtx(folder: string): void {
  mkdirSync(folder, { recursive: true });
  // Without a package of its own npm would install into the project above.
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const command = `npm install --no-audit --no-fund --ignore-scripts --loglevel=error ${WINEVTX}`;
  // npm is npm.cmd on Windows, which only a shell starts.
  const { status } = spawnSync(command, { cwd: folder, shell: true, stdio: ["ignore", 2, 2] });
  if (status !== 0)
    throw new Error(`"${command}" failed (npm's reason stands above). Run the bench without --install-peers.`);
}

/** What a program says its version is, in one line. */
export function versionOf(command: readonly string[]): string {
  const [program = "", ...args] = command;
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return `${stdout}${stderr}`.trim().split("\n")[0] ?? "";
}
