/** Text where the bytes are UTF-8 text, else the bytes. */
export type AttributeValue = string | Uint8Array;

/** One object as LDAP or an export shows it: before anything of it is understood. */
export interface DirectoryEntry {
  readonly dn: string;
  /** By lDAPDisplayName in lower case, without options such as `;range=0-1499`. An attribute without values is not there. */
  readonly attributes: ReadonlyMap<string, readonly AttributeValue[]>;
  /** lDAPDisplayNames as they were written, by their lower case. */
  readonly spellings: ReadonlyMap<string, string>;
}
