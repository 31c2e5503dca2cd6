/** High half of an ATTRTYP for the prefixes that every directory starts with (MS-DRSR 5.12.2); the low half is the OID's last arc. */
const STANDARD = 0x0_0000; // 2.5.4
const MICROSOFT_2 = 0x2_0000; // 1.2.840.113556.1.2
const MICROSOFT_4 = 0x9_0000; // 1.2.840.113556.1.4

/** By the OIDs of MS-ADA1 to MS-ADA3; lDAPDisplayNames in lower case. Schema extensions have other numbers in every forest. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [STANDARD + 0, "objectclass"],
  [STANDARD + 3, "cn"],
  [STANDARD + 13, "description"],
  [MICROSOFT_2 + 1, "instancetype"],
  [MICROSOFT_2 + 2, "whencreated"],
  [MICROSOFT_2 + 48, "isdeleted"],
  [MICROSOFT_2 + 169, "showinadvancedviewonly"],
  [MICROSOFT_2 + 281, "ntsecuritydescriptor"],
  [MICROSOFT_4 + 1, "name"],
  [MICROSOFT_4 + 8, "useraccountcontrol"],
  [MICROSOFT_4 + 48, "keywords"],
  [MICROSOFT_4 + 96, "pwdlastset"],
  [MICROSOFT_4 + 146, "objectsid"],
  [MICROSOFT_4 + 221, "samaccountname"],
  [MICROSOFT_4 + 363, "operatingsystem"],
  [MICROSOFT_4 + 364, "operatingsystemversion"],
  [MICROSOFT_4 + 509, "serviceclassname"],
  [MICROSOFT_4 + 510, "servicebindinginformation"],
  [MICROSOFT_4 + 619, "dnshostname"],
  [MICROSOFT_4 + 657, "servicednsname"],
  [MICROSOFT_4 + 659, "servicednsnametype"],
  [MICROSOFT_4 + 771, "serviceprincipalname"],
  [MICROSOFT_4 + 781, "lastknownparent"],
  [MICROSOFT_4 + 782, "objectcategory"],
  [MICROSOFT_4 + 1696, "lastlogontimestamp"],
  [MICROSOFT_4 + 1717, "msds-additionaldnshostname"],
  [MICROSOFT_4 + 1718, "msds-additionalsamaccountname"],
]);

/** lDAPDisplayName in lower case; null for an attribute that is not known by its number. */
export function attributeNameOf(attributeId: number): string | null {
  return NAMES.get(attributeId) ?? null;
}
