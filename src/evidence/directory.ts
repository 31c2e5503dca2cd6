import type { Explanation } from "../shared/errors.ts";
import type { SourceStatus } from "./log.ts";

/** One attribute's last change, as replication metadata keep it. */
export interface AttributeStamp {
  /** lDAPDisplayName in lower case. */
  readonly attribute: string;
  /** 1 for an attribute that was set once and never changed. */
  readonly version: number;
  /** FILETIME ticks, whole seconds. */
  readonly time: bigint;
}

/** One entry of a discretionary access control list. */
export interface AccessEntry {
  readonly effect: "allow" | "deny";
  /** `S-1-5-21-...`. */
  readonly sid: string;
  /** Bits of MS-ADTS 5.1.3.2, unsigned. */
  readonly mask: number;
  /** GUID in lower case of the property, property set, child class or right that it is limited to; null: not limited. */
  readonly objectType: string | null;
  /** Only for objects below this one. */
  readonly inheritOnly: boolean;
}

export interface AccessControl {
  /** SID. */
  readonly owner: string | null;
  /** In their order; null: there is no list, and everybody may do everything. */
  readonly entries: readonly AccessEntry[] | null;
}

export interface DirectoryObject {
  /** As the directory writes it. */
  readonly dn: string;
  /** Lower case, with hyphens. */
  readonly guid: string | null;
  /** FILETIME ticks; these are each server's own. */
  readonly whenCreated: bigint | null;
  readonly whenChanged: bigint | null;
  /** null: not shown, or not readable. */
  readonly access: AccessControl | null;
  /** By attribute; null: not shown, or not readable. Of a computer without SPNs as below only what changed after it was set (version 2 or more). */
  readonly stamps: readonly AttributeStamp[] | null;
}

/** A computer account. A value of null was not shown: whether that means not set, the view's `attributes` tell. */
export interface ComputerObject extends DirectoryObject {
  readonly cn: string | null;
  /** With its `$`. */
  readonly samAccountName: string | null;
  readonly dnsHostName: string | null;
  readonly sid: string | null;
  readonly userAccountControl: number | null;
  readonly operatingSystem: string | null;
  readonly operatingSystemVersion: string | null;
  /** Sorted; empty where the computer has none but of the classes HOST, RestrictedKrbHost, TERMSRV and WSMAN, as every computer has. */
  readonly servicePrincipalNames: readonly string[];
  /** It has names of those four classes and no other: they are not kept, but they could be read. */
  readonly hasOrdinaryNamesOnly?: true;
  /** msDS-AdditionalDnsHostName and msDS-AdditionalSamAccountName: names that it bears besides. */
  readonly additionalNames: readonly string[];
  /** FILETIME ticks; lastLogonTimestamp lags up to 14 days behind. */
  readonly pwdLastSet: bigint | null;
  readonly lastLogonTimestamp: bigint | null;
}

/** `CN=Microsoft Hyper-V` of a host, or `CN=Windows Virtual Machine` of a guest. */
export interface ConnectionPointObject extends DirectoryObject {
  readonly purpose: "host" | "guest";
  /**
   * What was set on it, by lDAPDisplayName as the server spells it, without what every object has (objectClass, cn,
   * whenCreated, uSNChanged and the like).
   */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** false: it is known to exist by its name, and none of its attributes may be read, or its class does not show that it is one. */
  readonly isReadable: boolean;
}

/** A deleted `CN=Microsoft Hyper-V`. */
export interface DeletedConnectionPoint {
  readonly dn: string;
  readonly guid: string | null;
  readonly lastKnownParent: string | null;
  /** FILETIME ticks: when it was deleted. */
  readonly whenChanged: bigint | null;
}

/** What a connection point stands below where that is no computer. */
export interface ForeignParent {
  readonly dn: string;
  readonly objectClasses: readonly string[];
}

/** A part of the directory that was asked for and did not come: nothing is known to be absent there. */
export interface UnreadPart {
  /** All below it; of a file, the naming context. */
  readonly dn: string;
  /** What may be missing there; not given: anything. */
  readonly lacks?: "computers" | "connection-points";
  readonly problem: Explanation;
}

/** One domain as one server answered, or as one export holds it. */
export interface DirectoryView {
  /** DNS name or address of the server, or the path of the file. */
  readonly server: string;
  readonly basis: "live" | "export";
  /** `DC=corp,DC=example` as the directory writes it. */
  readonly namingContext: string;
  /** FILETIME ticks: the server's clock; of an export, the latest time that it shows; null: it shows none. */
  readonly time: bigint | null;
  readonly computers: readonly ComputerObject[];
  readonly connectionPoints: readonly ConnectionPointObject[];
  readonly deletedConnectionPoints: readonly DeletedConnectionPoint[];
  readonly foreignParents: readonly ForeignParent[];
  /** lDAPDisplayNames in lower case that were asked for, or that some object of the export has: what is not shown of these is not set or not readable. */
  readonly attributes: ReadonlySet<string>;
  /** Whether connection points and deleted objects would be here if there were any that the reader may see. */
  readonly asksForConnectionPoints: boolean;
  readonly asksForDeleted: boolean;
  /** SIDs of whoever read, with all groups; null: not known. */
  readonly readerSids: ReadonlySet<string> | null;
  /** Names of accounts by SID, as far as they were looked up: `CORP\jdoe` or a common name. */
  readonly principals: ReadonlyMap<string, string>;
  readonly unread: readonly UnreadPart[];
}

/** One server or file that was given, read or not. */
export interface DirectorySource {
  /** What was given: a URL, a DNS name, a path. */
  readonly path: string;
  readonly status: SourceStatus;
  /** Objects read. */
  readonly objects: number;
  /** One line each. */
  readonly warnings: readonly string[];
  readonly problem: Explanation | null;
}

/** What was read of directories. */
export interface DirectoryEvidence {
  /** By naming context, then server. */
  readonly views: readonly DirectoryView[];
  readonly sources: readonly DirectorySource[];
  /** The hosts that were asked for by name, as they were given; null: every host of the domain. */
  readonly askedHosts: readonly string[] | null;
}
