import type { DirectoryView } from "../evidence/index.ts";

const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ["S-1-5-18", "SYSTEM"],
  ["S-1-5-32-544", "Administrators"],
]);

/** By the last part of a SID of a domain (MS-DTYP 2.4.2.4). */
const WELL_KNOWN_OF_DOMAIN: ReadonlyMap<string, string> = new Map([
  ["500", "Administrator"],
  ["512", "Domain Admins"],
  ["519", "Enterprise Admins"],
]);

/** `CORP\Domain Admins (S-1-5-21-...-512)`; the SID alone where no name is known. */
export function principalName(sid: string, { principals }: Pick<DirectoryView, "principals">): string {
  const last = /^S-1-5-21-\d+-\d+-\d+-(\d+)$/.exec(sid)?.[1] ?? "";
  const name = principals.get(sid) ?? WELL_KNOWN.get(sid) ?? WELL_KNOWN_OF_DOMAIN.get(last);
  return name === undefined ? sid : `${name} (${sid})`;
}
