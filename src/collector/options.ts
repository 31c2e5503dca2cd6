/** Defaults of the script's own parameters; whoever runs it may give others. */
export interface CollectorOptions {
  /** Of badnode, for the manifest. */
  readonly version: string;
  readonly days: number;
  /** None: that of the computer that the script runs on. */
  readonly clusters: readonly string[];
  /** None: all of the clusters. */
  readonly nodes: readonly string[];
  readonly proxies: readonly string[];
  /** Of Windows, in which the collection is put. */
  readonly folder: string;
  readonly zip: boolean;
}

export const COLLECTOR_DEFAULTS: Omit<CollectorOptions, "version"> = {
  days: 14,
  clusters: [],
  nodes: [],
  proxies: [],
  folder: ".",
  zip: false,
};
