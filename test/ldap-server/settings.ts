import { sidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import type { Directory } from "./directory.ts";
import type { DirectoryEntry } from "./entry.ts";

/** Somebody who may bind. */
export interface User {
  /** Names to bind by: user principal name, `CORP\jdoe`, DN. The first is what records and visibility call it. */
  readonly names: readonly [string, ...string[]];
  readonly password: string;
  /** The SIDs of the account and of its groups. */
  readonly sids: readonly string[];
}

/** How the server behaves; the numbers are Active Directory's defaults. */
export interface Settings {
  readonly directory: Directory;
  /** `DC=corp,DC=example` */
  readonly namingContext: string;
  /** `dc1.corp.example` */
  readonly dnsHostName: string;
  readonly users: readonly User[];
  /** GeneralizedTime, as rootDSE shows it. */
  readonly currentTime: string;
  /** MaxPageSize: the most entries of one page, and of an answer without pages. */
  readonly maxPageSize: number;
  /** MaxValRange: the most values of one attribute in one answer. */
  readonly valuesAtOnce: number;
  /** Whether a password over an unencrypted connection is refused. */
  readonly requiresEncryption: boolean;
  /** Where parts of the directory lie that this server does not hold; given by searches from the naming context down. */
  readonly references: readonly string[];
  /** OIDs of the controls that it knows. */
  readonly controls: readonly string[];
}

/** What the server says of itself, to anybody. */
export function rootDse(settings: Settings, user: User | null): DirectoryEntry {
  const { namingContext, dnsHostName, currentTime, controls } = settings;
  const configuration = `CN=Configuration,${namingContext}`;
  const schema = `CN=Schema,${configuration}`;
  const [hostName = ""] = dnsHostName.split(".");
  return {
    dn: "",
    attributes: [
      ["currentTime", [currentTime]],
      ["dsServiceName", [`CN=NTDS Settings,CN=${hostName.toUpperCase()},CN=Servers,CN=HQ,CN=Sites,${configuration}`]],
      ["namingContexts", [namingContext, configuration, schema]],
      ["defaultNamingContext", [namingContext]],
      ["schemaNamingContext", [schema]],
      ["configurationNamingContext", [configuration]],
      ["rootDomainNamingContext", [namingContext]],
      ["supportedControl", controls],
      ["supportedLDAPVersion", ["3", "2"]],
      ["supportedSASLMechanisms", ["GSSAPI", "GSS-SPNEGO", "EXTERNAL", "DIGEST-MD5"]],
      ["highestCommittedUSN", ["1048576"]],
      ["dnsHostName", [dnsHostName]],
      ["isSynchronized", ["TRUE"]],
      ["isGlobalCatalogReady", ["TRUE"]],
      ["domainFunctionality", ["7"]],
      ["tokenGroups", user?.sids.map(sidBytes) ?? []],
    ],
  };
}
