import type { DirectoryView } from "../evidence/index.ts";
import { wellKnownSidName } from "../shared/sid.ts";

/** `CORP\\Domain Admins (S-1-5-21-...-512)`; the SID alone where no name is known. */
export function principalName(sid: string, { principals }: Pick<DirectoryView, "principals">): string {
  const name = principals.get(sid) ?? wellKnownSidName(sid);
  return name === null ? sid : `${name} (${sid})`;
}
