import type { EventToWrite } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL } from "./host.ts";

const WARNING_QUALIFIERS = 0x8004;
/** IO_ERROR_LOG_PACKET without dump data: where its fields stand, and its size, behind which the strings would be. */
const PACKET = { numberOfStringsAt: 4, stringOffsetAt: 6, errorCodeAt: 12, bytes: 40 } as const;

/** A disk as the drivers number it. */
export interface DiskNumber {
  readonly number: number;
  readonly device: number;
}

/** A driver's report: the device object comes first, Binary is the packet that the driver handed over. */
function driverWarning(
  host: Host,
  time: Moment,
  source: "partmgr" | "disk",
  id: number,
  strings: readonly string[],
): EventToWrite {
  const binary = new Uint8Array(PACKET.bytes);
  const view = new DataView(binary.buffer);
  view.setUint16(PACKET.numberOfStringsAt, strings.length, true);
  view.setUint16(PACKET.stringOffsetAt, PACKET.bytes, true);
  view.setUint32(PACKET.errorCodeAt, ((WARNING_QUALIFIERS << 16) | id) >>> 0, true);
  return classicEvent(host, time, "System", {
    source,
    id,
    level: LEVEL.warning,
    qualifiers: WARNING_QUALIFIERS,
    strings,
    binary,
  });
}

function deviceName({ number, device }: DiskNumber): string {
  return `\\Device\\Harddisk${number}\\DR${device}`;
}

/** partmgr 58: two disks bear one signature, as a snapshot shown beside its original does. */
export function signatureNotUnique(host: Host, time: Moment, disk: DiskNumber, original: number): EventToWrite {
  return driverWarning(host, time, "partmgr", 58, [deviceName(disk), disk.number.toString(), original.toString()]);
}

/** disk 158: a disk has the identifiers of another one. */
export function identifiersNotUnique(host: Host, time: Moment, disk: DiskNumber): EventToWrite {
  return driverWarning(host, time, "disk", 158, [deviceName(disk), disk.number.toString()]);
}
