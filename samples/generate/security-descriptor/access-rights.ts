/** Rights on a directory object, MS-ADTS 5.1.3.2; the standard ones are those of MS-DTYP 2.4.3. */
export const RIGHT = {
  createChild: 0x1,
  deleteChild: 0x2,
  list: 0x4,
  validatedWrite: 0x8,
  readProperty: 0x10,
  writeProperty: 0x20,
  deleteTree: 0x40,
  listObject: 0x80,
  controlAccess: 0x100,
  delete: 0x1_0000,
  readControl: 0x2_0000,
  writeDacl: 0x4_0000,
  writeOwner: 0x8_0000,
} as const;

/** All of them. */
export const FULL_CONTROL = 0xf_01ff;
export const GENERIC_READ = RIGHT.list | RIGHT.readProperty | RIGHT.listObject | RIGHT.readControl;
