import { guidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import { relativeName } from "./distinguished-name.ts";
import type { DomainParts } from "./domain-computer.ts";
import type { DirectoryEntry, Visibility } from "./entry.ts";

export interface DeletedOptions {
  /** The DN of the computer that it stood below. */
  readonly below: string;
  /** ISO 8601. */
  readonly deletedAt: string;
  /** Deleted objects are for administrators; by default everybody sees this one. */
  readonly visibleTo?: (user: string) => Visibility;
}

/** A tombstone: what is left of an object, in CN=Deleted Objects under a name with its GUID (MS-ADTS 3.1.1.5.5.1.1). */
export function deletedConnectionPoint(
  { below, deletedAt, visibleTo }: DeletedOptions,
  { domain, random }: DomainParts,
): DirectoryEntry {
  const guid = random.guid().slice(1, -1);
  const name = `Microsoft Hyper-V\nDEL:${guid}`;
  const dn = `${relativeName("CN", name)},CN=Deleted Objects,${domain.dn}`;
  const time = deletedAt.replaceAll(/[-:T]|\.\d+/g, "").replace("Z", ".0Z");
  return {
    dn,
    isDeleted: true,
    attributes: [
      ["objectClass", ["top", "leaf", "connectionPoint", "serviceConnectionPoint"]],
      ["cn", [name]],
      ["distinguishedName", [dn]],
      ["whenCreated", ["20240304090000.0Z"]],
      ["whenChanged", [time]],
      ["isDeleted", ["TRUE"]],
      ["isRecycled", ["TRUE"]],
      ["name", [name]],
      ["objectGUID", [guidBytes(guid)]],
      ["lastKnownParent", [below]],
    ],
    ...(visibleTo === undefined ? {} : { visibleTo }),
  };
}
