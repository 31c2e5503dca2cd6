import { clixmlBytes, convertToJson, type PowerShellObject } from "../powershell/index.ts";

const BYTE_ORDER_MARK = "\ufeff";

/** `Get-ClusterSharedVolume | ConvertTo-Json | Out-File -Encoding utf8` */
export function volumesJsonFile(volumes: readonly PowerShellObject[]): Uint8Array {
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${convertToJson(volumes)}\r\n`);
}

/**
 * `Get-ClusterSharedVolume | Export-Clixml -Depth`: with the default, 2, a partition is the name of its type, and its
 * volume's GUID is lost.
 */
export function volumesClixmlFile(volumes: readonly PowerShellObject[], depth: 2 | 3): Uint8Array {
  return clixmlBytes(volumes, depth);
}
