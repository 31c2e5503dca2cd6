const MULTIPLIER = 65_599;

/** The hash that names and template GUIDs are filed under: 16-bit units, multiplied and added, 32 bits wide. */
function hashUnits(count: number, unit: (index: number) => number): number {
  let hash = 0;
  for (let index = 0; index < count; index += 1) hash = (Math.imul(hash, MULTIPLIER) + unit(index)) >>> 0;
  return hash;
}

/** The 16 bits stored before a name; the name's bucket is this modulo 64. */
export function nameHash(name: string): number {
  return hashUnits(name.length, (index) => name.charCodeAt(index)) & 0xffff;
}

/** Which of the 32 template chains a GUID belongs to: as the logs of Windows 7 to Server 2016 have it. */
export function templateBucket(guid: Uint8Array): number {
  const view = new DataView(guid.buffer, guid.byteOffset, guid.byteLength);
  return hashUnits(8, (index) => view.getUint16(index * 2, true)) % 32;
}
