import type { Suppression } from "../../index.ts";
import type { DateOrderName } from "../correlate/date-orders.ts";

/** What `badnode.config.json` says; whatever it does not say is absent or empty. */
export interface Config {
  /** Names that are to be nodes. */
  readonly hosts: readonly string[];
  /** Names of backup proxies. */
  readonly proxies: readonly string[];
  readonly directory: ConfiguredDirectory;
  readonly thresholds: ConfiguredThresholds;
  readonly suppress: readonly Suppression[];
}

/** How a directory is asked. A password is no part of it. */
export interface ConfiguredDirectory {
  readonly servers?: readonly string[];
  readonly domain?: string;
  readonly base?: string;
  readonly user?: string;
  /** As it stands in the file: relative to the file's folder. */
  readonly caFile?: string;
  readonly kerberos?: boolean;
  readonly starttls?: boolean;
  readonly timeoutSeconds?: number;
}

/** What options of the same meaning say where they are not given. */
export interface ConfiguredThresholds {
  readonly failOn?: (typeof FAIL_ON)[number];
  readonly timezone?: string;
  readonly dateOrder?: DateOrderName;
  readonly since?: string;
}

export const FAIL_ON = ["critical", "warning", "info", "never"] as const;
