/** One attribute's last change. */
export interface MetadataStamp {
  /** lDAPDisplayName in lower case. */
  readonly attribute: string;
  /** 1 for an attribute that was set once and never changed. */
  readonly version: number;
  /** FILETIME ticks, whole seconds. */
  readonly time: bigint;
}

/** Why metadata are none. */
export interface MetadataProblem {
  readonly kind: "truncated" | "version" | "time" | "element" | "field";
  readonly expected: string;
}

export interface ParsedMetadata {
  /** As they come; where there is a problem, those that could be read: one that is lost looks like an attribute that never was set. */
  readonly stamps: readonly MetadataStamp[];
  readonly problem: MetadataProblem | null;
}
