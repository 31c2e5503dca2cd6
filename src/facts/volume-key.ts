import { distinctTexts } from "../shared/distinct-texts.ts";

/** Nodes may write one volume's name in different case. */
export function volumeKey(name: string): string {
  return name.toLowerCase();
}

/** Each volume once, in its first spelling of the sorted ones; sorted. */
export function distinctVolumes(names: Iterable<string>): readonly string[] {
  const volumes = new Map<string, string>();
  for (const name of distinctTexts(names)) {
    const key = volumeKey(name);
    if (!volumes.has(key)) volumes.set(key, name);
  }
  return [...volumes.values()];
}
