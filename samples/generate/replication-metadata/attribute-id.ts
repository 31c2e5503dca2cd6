/** The attributes that these exports stamp, by their ATTRTYP: prefix in the high half, last arc of the OID in the low. */
const ATTRIBUTE_ID = {
  objectClass: 0x0,
  cn: 0x3,
  whenCreated: 0x2_0002,
  nTSecurityDescriptor: 0x2_0119,
  name: 0x9_0001,
  pwdLastSet: 0x9_0060,
  sAMAccountName: 0x9_00dd,
  operatingSystem: 0x9_016b,
  operatingSystemVersion: 0x9_016c,
  serviceBindingInformation: 0x9_01fe,
  dNSHostName: 0x9_026b,
  servicePrincipalName: 0x9_0303,
  lastLogonTimestamp: 0x9_06a0,
} as const;

export type StampedAttribute = keyof typeof ATTRIBUTE_ID;

export function attributeId(attribute: StampedAttribute): number {
  return ATTRIBUTE_ID[attribute];
}
