import type { CauseNameRow, NextTestRow } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { hourWords } from "./other-cause-words.ts";

/** What to try, and what its outcome would tell. The command, where there is one, stands beside it. */
export function nextTestWords({ code, volume, from, to, proxy, keep, change = [] }: NextTestRow): string {
  const shown = (name: string | null, otherwise: string): string => (name === null ? otherwise : visibleText(name));
  const theVolume = shown(volume, "a volume whose backups pass elsewhere");
  const owner = shown(from, "its owner");
  const target = shown(to, "another node");
  switch (code) {
    case "move-volume":
      return (
        `Move ${theVolume} from ${owner} to ${target} and run its backup again: if it passes there, ${owner} explains ` +
        `its failures; if it fails there too, the volume does, or what else stays the same.`
      );
    case "back-up-under":
      return (
        `Let ${target} own ${theVolume} and run its backup: what was backed up under ${target} so far, if anything, ` +
        `does not tell whether it is at fault.`
      );
    case "other-proxy":
      return (
        `Back up what fails through another proxy than ${shown(proxy, "the one used")}: if it passes there, the proxy ` +
        `explains the failures.`
      );
    case "tell-apart":
      return (
        `Back up ${keptWords(keep)} ${orWords(change.map(changeWords))}${change.length > 1 ? ", changing one thing at a time" : ""}: ` +
        "if it passes then, what was changed explains the failures; if it fails, what stayed the same does."
      );
    case "give-successes":
      return (
        "Give the list of all sessions, those that passed too (--sessions): without them nothing can be compared, and " +
        "whoever owns most has most failures."
      );
    case "give-ownership":
      return (
        "Give who owned each volume when (--ownership; of a list without a time also --ownership-time), or the " +
        "FailoverClustering logs of the nodes: without an owner no attempt speaks for or against a node. Run again and " +
        "again, this makes such a list from now on:"
      );
    case "give-sessions":
      return (
        "Give the list of backup sessions, those that passed too (--sessions: start,end,volume,result, or vm for volume): " +
        "without it nothing tells what failed and what passed. Of Veeam, on its server:"
      );
    case "give-tasks":
      return (
        "Give a list of backups that names machines or volumes, with their times, beside or instead of the list of jobs; of " +
        "machines also where they lie (--placement). Of Veeam, on its server:"
      );
    case "give-placement":
      return "Give on which volumes the machines lie (--placement: vm,volume), for backups name only machines:";
    case "give-mapping":
      return (
        "Give which names are which volume: nothing ties the names or paths that backups use to those of which owners are " +
        "told, and Export-Csv and printed tables hold no paths:"
      );
    case "give-system-log":
      return (
        `Give the System log of ${target}: it owns what ${owner} owned, and only since ${owner} owns nothing. If ${owner} was ` +
        "renamed to it (EventLog 6011), both are one node."
      );
    case "give-roles":
      return "Give which role holds which disk: moves name roles, backups name volumes, and nothing ties them:";
  }
}

function keptWords(keep: CauseNameRow | undefined): string {
  switch (keep?.kind) {
    case "node":
      return `what ${visibleText(keep.name)} owns`;
    case "volume":
      return visibleText(keep.name);
    case "vm":
      return `VM ${visibleText(keep.name)}`;
    case "vm-host":
      return `the machines on ${visibleText(keep.name)}`;
    case "job":
      return `what job ${visibleText(keep.name)} backs up`;
    case "proxy":
    case "hour":
    case undefined:
      return "what fails";
  }
}

function changeWords({ kind, name }: CauseNameRow): string {
  switch (kind) {
    case "node":
      return `under another owner than ${visibleText(name)}`;
    case "volume":
      return `on another volume than ${visibleText(name)}`;
    case "proxy":
      return `through another proxy than ${visibleText(name)}`;
    case "job":
      return `by another job than ${visibleText(name)}`;
    case "vm":
      return `with another machine than ${visibleText(name)}`;
    case "vm-host":
      return `with its machines on another host than ${visibleText(name)}`;
    case "hour":
      return `at another hour than ${hourWords(name)}`;
  }
}

function orWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
