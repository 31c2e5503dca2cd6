import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Subject } from "../measure.ts";
import { AUDITOR } from "./auditor.ts";
import { auditedObjects } from "./large-domain.ts";
import type { ServedDomain } from "./served-domain.ts";

const PAGED_SEARCH = fileURLToPath(new URL("./paged-search.js", import.meta.url));

export interface Programs {
  readonly node: string;
  /** bin/badnode.js */
  readonly badnode: string;
}

/** Each domain is audited, and read by a plain search to compare with; ids begin with the domain's. */
export function directorySubjects(domains: readonly ServedDomain[], programs: Programs): readonly Subject[] {
  return domains.flatMap((domain) => [auditOf(domain, programs), plainSearchOf(domain, programs)]);
}

export function auditId({ id }: ServedDomain): string {
  return `${id}-audit`;
}

export function plainSearchId({ id }: ServedDomain): string {
  return `${id}-search`;
}

function auditOf(domain: ServedDomain, { node, badnode }: Programs): Subject {
  const { port, caFile, takeRequests, size } = domain;
  const passwordFile = join(dirname(caFile), "password");
  writeFileSync(passwordFile, `${AUDITOR.password}\n`);
  const connection = ["--server", `127.0.0.1:${port}`, "--ca-file", caFile];
  const account = ["--user", AUDITOR.bindName, "--password-file", passwordFile];
  return {
    id: auditId(domain),
    title: `badnode scp, ${size.hosts} hosts`,
    command: [node, badnode, "scp", ...connection, ...account, "--format", "json"],
    input: null,
    records: "none",
    // It finds what is wrong with the hosts. Where all computers are hosts, more lack a connection point than may be asked for it by DN.
    succeeds: size.hosts === size.computers ? [0, 1, 3] : [0, 1],
    takeRequests,
  };
}

function plainSearchOf(domain: ServedDomain, { node }: Programs): Subject {
  const { port, caFile, takeRequests, size } = domain;
  return {
    id: plainSearchId(domain),
    title: `ldapts alone, ${size.hosts} hosts`,
    command: [node, PAGED_SEARCH, String(port), caFile, String(auditedObjects(size))],
    input: null,
    records: "none",
    takeRequests,
  };
}
