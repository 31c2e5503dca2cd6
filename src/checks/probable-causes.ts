import type { AccountHistory, DeletedConnectionPoints, DirectoryHost, HostDeletion } from "../facts/directory/index.ts";
import { type Arguments, causeTime } from "../report/index.ts";
import { byName } from "./by-name.ts";

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

const ARGUMENTS: Readonly<Record<Cause, string>> = {
  deleted: "deleted",
  renamed: "renamed",
  "dns-renamed": "dnsRenamed",
  "re-created": "reCreated",
  "system-changed": "systemChanged",
};

/** What facts tell about a host. `code` is appended to a finding's own. */
export interface ProbableCauses {
  readonly code: string;
  readonly arguments: Arguments;
}

export function probableCauses(
  histories: readonly AccountHistory[],
  { deletions }: DeletedConnectionPoints,
): (host: DirectoryHost) => ProbableCauses {
  const historiesOf = byName(histories, ({ host }) => host.name);
  const deletionsOf = byName(deletions, ({ host }) => host.name);
  return ({ name }) => {
    const known = new Map([
      ...(deletionsOf.get(name) ?? []).flatMap(causesOfDeletion),
      ...(historiesOf.get(name) ?? []).flatMap(causesOfHistory),
    ]);
    return {
      code: CAUSES.flatMap((cause) => (known.has(cause) ? [`-${cause}`] : [])).join(""),
      arguments: Object.fromEntries([...known].map(([cause, time]) => [ARGUMENTS[cause], causeTime(time)])),
    };
  };
}

type TimedCause = readonly [Cause, bigint | null];

function causesOfDeletion({ seen, isReplaced, isOfFormerAccount }: HostDeletion): readonly TimedCause[] {
  return isReplaced || isOfFormerAccount === true ? [] : [["deleted", seen.object.whenChanged]];
}

function causesOfHistory({ renamed, rename, systemChanged, reCreated }: AccountHistory): readonly TimedCause[] {
  const renamedAt = renamed.at(-1)?.time ?? null;
  const changed = systemChanged.at(-1);
  return [
    ...(rename === null ? [] : [[rename === "account-name" ? "renamed" : "dns-renamed", renamedAt] as const]),
    ...(reCreated === null ? [] : [["re-created", reCreated.whenCreated] as const]),
    ...(changed === undefined ? [] : [["system-changed", changed.time] as const]),
  ];
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
  // When it was deleted it was there: only then is it known since when it is missing.
  const since = causes.includes("deleted") ? "" : "since when is not known; ";
  return words.length === 1
    ? `${since}probable cause: ${last}`
    : `${since}probable causes: ${words.slice(0, -1).join(", ")} and ${last}`;
}
