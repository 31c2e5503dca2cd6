import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("samba-domain.sh", import.meta.url));
/** Provisioning takes a quarter of a minute on an idle machine with two cores. */
export const START_TIMEOUT = 240_000;

/** Where the test domain is, and who may ask. */
export interface TestDomain {
  readonly server: string;
  readonly address: string;
  readonly address2: string;
  readonly domain: string;
  readonly base: string;
  readonly ca: string;
  readonly auditor: string;
  readonly auditorPasswordFile: string;
  readonly administrator: string;
  readonly administratorPasswordFile: string;
  readonly kerberosConfiguration: string;
  readonly principal: string;
}

/** Why there can be no domain here, and how to have one; null: there can. */
export function obstacle(): string | null {
  if (process.platform !== "linux") return "Samba's domain controller runs on Linux only";
  if (process.getuid?.() !== 0) return "a domain controller needs root: run the tests as root in a container";
  if (!existsSync("/usr/sbin/samba") || !existsSync("/usr/share/samba/setup")) {
    return "Samba is not installed: bash test/ad/samba-domain.sh install";
  }
  return null;
}

/** Starts both domain controllers, unless they run already. */
export function startDomain(): TestDomain {
  script("start");
  const values = new Map(
    script("env")
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const),
  );
  const value = (name: keyof TestDomain): string => {
    const found = values.get(name);
    if (found === undefined) throw new Error(`samba-domain.sh env says nothing of ${name}`);
    return found;
  };
  return {
    server: value("server"),
    address: value("address"),
    address2: value("address2"),
    domain: value("domain"),
    base: value("base"),
    ca: value("ca"),
    auditor: value("auditor"),
    auditorPasswordFile: value("auditorPasswordFile"),
    administrator: value("administrator"),
    administratorPasswordFile: value("administratorPasswordFile"),
    kerberosConfiguration: value("kerberosConfiguration"),
    principal: value("principal"),
  };
}

export function stopDomain(): void {
  script("stop");
}

function script(command: "start" | "env" | "stop"): string {
  const { status, stdout, stderr } = spawnSync("bash", [SCRIPT, command], { encoding: "utf8", timeout: START_TIMEOUT });
  if (status !== 0) throw new Error(`samba-domain.sh ${command} failed: ${stderr}`);
  return stdout;
}
