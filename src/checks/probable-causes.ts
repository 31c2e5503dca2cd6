import type { AccountHistory, DeletedConnectionPoints, DirectoryHost } from "../facts/directory/index.ts";
import { type Arguments, span } from "../report/index.ts";

/** What may be why a host lacks its connection point, those first that say most. */
const CAUSES = ["deleted", "renamed", "dns-renamed", "re-created", "system-changed"] as const;

type Cause = (typeof CAUSES)[number];

const WORDS: Readonly<Record<Cause, string>> = {
  deleted: "it was deleted {deleted}",
  renamed: "the account was renamed while joined, last {renamed}",
  "dns-renamed": "the account's DNS name was changed, last {dnsRenamed}",
  "re-created": "the account is much younger than its peers', made {reCreated}",
  "system-changed": "Windows was upgraded in place, or reinstalled on the account, last {systemChanged}",
};

/** What facts tell about one host. `code` is appended to a finding's own. */
export interface ProbableCauses {
  readonly code: string;
  readonly arguments: Arguments;
}

export function probableCauses(
  { name }: DirectoryHost,
  histories: readonly AccountHistory[],
  { deletions }: DeletedConnectionPoints,
): ProbableCauses {
  const known = new Map<Cause, Arguments>();
  for (const { host, seen, isReplaced } of deletions) {
    if (host.name !== name || isReplaced) continue;
    known.set("deleted", { deleted: span(seen.object.whenChanged, seen.object.whenChanged) });
  }
  for (const { host, renamed, rename, systemChanged, reCreated } of histories) {
    if (host.name !== name) continue;
    const renamedAt = span(renamed.at(-1)?.time ?? null, renamed.at(-1)?.time ?? null);
    if (rename === "account-name") known.set("renamed", { renamed: renamedAt });
    if (rename === "dns-name-only") known.set("dns-renamed", { dnsRenamed: renamedAt });
    if (reCreated !== null) {
      known.set("re-created", { reCreated: span(reCreated.whenCreated, reCreated.whenCreated) });
    }
    const changed = systemChanged.at(-1);
    if (changed !== undefined) known.set("system-changed", { systemChanged: span(changed.time, changed.time) });
  }
  return {
    code: CAUSES.flatMap((cause) => (known.has(cause) ? [`-${cause}`] : [])).join(""),
    arguments: [...known.values()].reduce<Arguments>((all, one) => ({ ...all, ...one }), {}),
  };
}

/** A finding's words alone, and with all causes that may stand behind its code. */
export function messagesWithCauses(code: string, words: string): Readonly<Record<string, string>> {
  const sets = CAUSES.reduce<readonly (readonly Cause[])[]>(
    (all, cause) => [...all, ...all.map((before) => [...before, cause])],
    [[]],
  );
  return Object.fromEntries(
    sets.map((causes) => [
      [code, ...causes].join("-"),
      causes.length === 0 ? words : `${words}; ${causeWords(causes)}`,
    ]),
  );
}

function causeWords(causes: readonly Cause[]): string {
  const words = causes.map((cause) => WORDS[cause]);
  const last = words.at(-1) ?? "";
  return words.length === 1
    ? `probable cause: ${last}`
    : `probable causes: ${words.slice(0, -1).join(", ")} and ${last}`;
}
