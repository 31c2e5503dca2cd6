import type { VolumeNameKind } from "../../evidence/index.ts";
import { normalGuid } from "../../shared/guid.ts";

/**
 * One name of a volume, whatever form an input has it in: `guid:6ba7...`, `path:volume3` for
 * `C:\ClusterStorage\Volume3\vm\x.vhdx`, `resource:cluster disk 3`.
 */
export type VolumeKey = string;

// Other drives hold the folder where Windows does; UNC names of it come with administrative shares.
const CLUSTER_STORAGE = /^(?:\\\\[?.]\\)?(?:[a-z]:|\\\\[^\\]+\\[a-z]\$)\\clusterstorage\\([^\\]+)/i;
const VOLUME_GUID = /^(?:\\\\[?.]\\|\\\?\?\\)?volume\{([0-9a-f-]{36})\}(?:\\|$)/i;

/** A GUID or a path says what it is; null for any other text. */
export function tellingKey(text: string): VolumeKey | null {
  const trimmed = text.trim();
  const guid = normalGuid(trimmed) ?? normalGuid(VOLUME_GUID.exec(trimmed)?.[1] ?? "");
  if (guid !== null) return `guid:${guid}`;
  const mountPoint = CLUSTER_STORAGE.exec(trimmed.replaceAll("/", "\\"))?.[1];
  return mountPoint === undefined ? null : keyOfKind("path", mountPoint);
}

/** null: no text. GUIDs are of one name space, whatever they are of. */
export function volumeNameKey(kind: VolumeNameKind, text: string): VolumeKey | null {
  return text.trim() === "" ? null : (tellingKey(text) ?? keyOfKind(kind, text));
}

/** What plain text may be a name of, the likeliest first. Events name a mount point `Volume3`. */
export function possibleKeys(text: string): readonly VolumeKey[] {
  const telling = tellingKey(text);
  if (telling !== null) {
    // An administrator who renames the folder mostly names it as the disk.
    return telling.startsWith("path:") ? [telling, `resource:${telling.slice("path:".length)}`] : [telling];
  }
  return PLAIN_KINDS.map((kind) => keyOfKind(kind, text));
}

const PLAIN_KINDS: readonly VolumeNameKind[] = ["resource", "group", "path", "resource-id", "disk-guid", "serial"];

function keyOfKind(kind: VolumeNameKind, text: string): VolumeKey {
  return `${kind}:${text.trim().toLowerCase()}`;
}
