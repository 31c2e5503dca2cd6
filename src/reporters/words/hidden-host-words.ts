import type { ShownHosts } from "../excerpt/shown-hosts.ts";
import { countWords } from "./phrase-words.ts";

/** How many hosts are not listed, and where they are; nothing when all are. */
export function hiddenHostWords({ sound, others }: ShownHosts): readonly string[] {
  const words = [
    ...(sound > 0
      ? [`${countWords(sound)} ${sound === 1 ? "host" : "hosts"} with a sound service connection point`]
      : []),
    ...(others > 0 ? [`${countWords(others)} more ${others === 1 ? "host" : "hosts"}`] : []),
  ];
  return words.length === 0 ? [] : [`Not listed: ${words.join(", ")}; all with --format json`];
}
