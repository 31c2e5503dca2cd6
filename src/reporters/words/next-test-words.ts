import type { NextTestRow } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";

/** What to try, and what its outcome would tell. The command, where there is one, stands beside it. */
export function nextTestWords({ code, volume, from, to, proxy }: NextTestRow): string {
  const shown = (name: string | null, otherwise: string): string => (name === null ? otherwise : visibleText(name));
  const theVolume = shown(volume, "a volume whose backups pass elsewhere");
  const target = shown(to, "another node");
  switch (code) {
    case "move-volume":
      return (
        `Move ${theVolume} from ${shown(from, "its owner")} to ${target} and run its backup again: if it passes there, ` +
        `the owner explains the failures; if it fails, the volume does.`
      );
    case "back-up-under":
      return `Let ${target} own ${theVolume} and run its backup: nothing, or too little, has been tried under ${target}.`;
    case "other-proxy":
      return (
        `Back up what fails through another proxy than ${shown(proxy, "the one used")}: if it passes there, the proxy ` +
        `explains the failures.`
      );
    case "give-successes":
      return (
        "Give the list of all sessions, those that passed too (--sessions): without them nothing can be compared, and " +
        "whoever owns most has most failures."
      );
    case "give-ownership":
      return (
        "Give who owned each volume when (--ownership; of a list without a time also --ownership-time), or the " +
        "FailoverClustering logs of the nodes: without an owner " +
        "no attempt speaks for or against a node."
      );
  }
}
