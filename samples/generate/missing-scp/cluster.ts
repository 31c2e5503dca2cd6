import { type Moment, moment } from "../moment.ts";
import type { Host } from "../windows-events/host.ts";

/** A Monday; the scenario covers the seven days from here. */
export const WEEK_START: Moment = moment("2026-09-07T00:00:00Z");
export const DAYS = 7;
export const DAY_SECONDS = 86_400;

const DOMAIN = "corp.example";

function host(name: string): Host {
  return { name, computer: `${name}.${DOMAIN}` };
}

export const NODES: readonly Host[] = ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"].map(
  host,
);
export const PROXY: Host = host("PROXY01");

/** The hosts whose service connection point is missing. */
export const BAD_NODES: ReadonlySet<string> = new Set(["HV03", "HV06", "HV08"]);

/** One Cluster Shared Volume and the LUN it lies on. */
export interface Volume {
  readonly name: string;
  readonly serial: string;
  readonly firstOwner: string;
}

/** Two volumes on each node: the first node owns disks 1 and 10, the second 2 and 11, and so on. */
export const VOLUMES: readonly Volume[] = Array.from({ length: 18 }, (_, index) => ({
  name: `Cluster Disk ${index + 1}`,
  serial: `6000EX${(0x51a0 + index).toString(16).toUpperCase()}`,
  firstOwner: NODES[index % NODES.length]?.name ?? "",
}));

interface OwnershipMove {
  readonly time: Moment;
  readonly volume: string;
  readonly to: string;
}

/** Moves in working hours, in time order: volumes that fail under one owner and pass under another. */
const MOVES: readonly OwnershipMove[] = [
  { time: moment("2026-09-08T13:05:00Z"), volume: "Cluster Disk 6", to: "HV01" },
  { time: moment("2026-09-09T09:40:00Z"), volume: "Cluster Disk 2", to: "HV03" },
  { time: moment("2026-09-10T14:20:00Z"), volume: "Cluster Disk 6", to: "HV06" },
  { time: moment("2026-09-10T15:10:00Z"), volume: "Cluster Disk 17", to: "HV04" },
  { time: moment("2026-09-11T10:30:00Z"), volume: "Cluster Disk 9", to: "HV08" },
];

export function ownerAt(volume: Volume, time: Moment): string {
  const moves = MOVES.filter((move) => move.volume === volume.name && move.time <= time);
  return moves.at(-1)?.to ?? volume.firstOwner;
}
