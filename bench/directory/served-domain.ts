import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DomainSize } from "./large-domain.ts";

const DOMAIN_SERVER = fileURLToPath(new URL("./domain-server.js", import.meta.url));

/** A domain that another process serves. */
export interface ServedDomain {
  readonly id: string;
  /** Measured for information: every computer is a host. */
  readonly isWorstCase: boolean;
  readonly size: DomainSize;
  readonly port: number;
  readonly caFile: string;
  /** Requests that have come since the last call. */
  readonly takeRequests: () => Promise<number>;
  readonly stop: () => void;
}

/** A usual domain, and where it is asked for the worst one. @throws Error when a process ends instead of serving. */
export async function serveDomains(
  folder: string,
  { computers, worstCase }: { readonly computers: number; readonly worstCase: boolean },
  progress: (text: string) => void,
): Promise<readonly ServedDomain[]> {
  mkdirSync(folder, { recursive: true });
  const part = (share: number): number => Math.round(computers * share);
  progress(`making a domain of ${computers} computers`);
  const usual = { computers, hosts: part(0.03), missing: part(0.000_3), guests: part(0.2) };
  const domains = [await serveDomain("usual", false, usual, join(folder, "usual-ca.pem"))];
  if (!worstCase) return domains;
  progress(`making a domain of ${computers} Hyper-V hosts`);
  const worst = { computers, hosts: computers, missing: part(0.01), guests: 0 };
  return [...domains, await serveDomain("worst", true, worst, join(folder, "worst-ca.pem"))];
}

async function serveDomain(id: string, isWorstCase: boolean, size: DomainSize, caFile: string): Promise<ServedDomain> {
  const { computers, hosts, missing, guests } = size;
  const child = fork(DOMAIN_SERVER, [caFile, ...[computers, hosts, missing, guests].map(String)]);
  const port = await numberFrom(child);
  return {
    id,
    isWorstCase,
    size,
    port,
    caFile,
    takeRequests: () => {
      const answer = numberFrom(child);
      child.send("requests");
      return answer;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

async function numberFrom(child: ChildProcess): Promise<number> {
  const ended = new AbortController();
  const onExit = (): void => ended.abort(new Error("The process that serves the domain has ended."));
  child.once("exit", onExit);
  try {
    const messages: readonly unknown[] = await once(child, "message", { signal: ended.signal });
    const [answer] = messages;
    if (typeof answer !== "number") throw new Error("The process that serves the domain says no number.");
    return answer;
  } finally {
    child.off("exit", onExit);
  }
}
