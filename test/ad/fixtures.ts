/** What samba-domain.sh puts into the domain, and what an audit by a plain user must say of it. */
export interface HostFixture {
  readonly host: string;
  readonly story: string;
  readonly verdict: "suspect" | "unknown";
  /** What the audit says of it, and of its connection point. */
  readonly audit: "sound" | "suspect" | "question" | "info" | "unknown";
  readonly point: "sound" | "present" | "unsound" | "missing" | "unknown";
  /** `check severity` of every finding about it, sorted. */
  readonly findings: readonly string[];
}

type Said = Pick<HostFixture, "audit" | "point">;

const sound = (host: string, story: string): HostFixture => ({
  ...{ host, story, verdict: "unknown", audit: "sound", point: "sound", findings: [] },
});
const suspect = (
  host: string,
  point: HostFixture["point"],
  story: string,
  ...findings: readonly string[]
): HostFixture => ({ host, story, verdict: "suspect", audit: "suspect", point, findings });
const noted = (host: string, said: Said, story: string, ...findings: readonly string[]): HostFixture => ({
  ...{ host, story, verdict: "unknown", ...said, findings },
});

const OFF: Said = { audit: "info", point: "missing" };
const UNSEEN: Said = { audit: "unknown", point: "unknown" };

/** As the user `auditor` sees them on the first domain controller. */
export const HOSTS: readonly HostFixture[] = [
  sound("HV-MÜNCHEN01", "stands in an OU with an umlaut, and has one itself"),
  sound("HV01", "published its connection point itself"),
  sound("HV02", "the same"),
  suspect("HV03", "missing", "has no connection point", "scp-missing critical"),
  sound("HV04", "is in order here; on the second domain controller its connection point is gone"),
  suspect("HV05", "unsound", "names another host in its connection point", "scp-stale-name critical"),
  suspect("HV06", "sound", "has no Hyper-V names among its SPNs", "host-spns critical"),
  suspect(
    "HV07",
    "unsound",
    "has a connection point that an administrator made, empty",
    "scp-attributes-missing warning",
    "scp-hand-made critical",
  ),
  suspect(
    "HV08",
    "missing",
    "lost its connection point; a plain user does not see what was deleted",
    "scp-missing critical",
  ),
  noted("HV09", OFF, "is disabled", "host-inactive info", "scp-missing info"),
  suspect("HV10", "sound", "was HV0A, and its SPNs still say so", "account-renamed info", "host-spns critical"),
  sound("HV11", "was moved to another OU, which is no rename"),
  suspect(
    "HV13",
    "missing",
    "was renamed and upgraded, and its connection point is gone",
    "account-renamed info",
    "account-system-changed info",
    "scp-missing critical",
  ),
  noted(
    "HV14",
    { audit: "question", point: "missing" },
    "is no cluster node: its SPNs may be left from a role that was removed",
    "scp-missing warning",
  ),
  noted(
    "HV15",
    { audit: "question", point: "sound" },
    "has two connection points after a replication conflict",
    "scp-conflict-duplicate warning",
  ),
  noted("HV16", OFF, "has not logged on for four months", "host-inactive info", "scp-missing info"),
  noted(
    "HV17",
    { audit: "unknown", point: "present" },
    "has an account that the auditor may not read",
    "connection-points-readable info",
  ),
  noted("HV18", UNSEEN, "does not let the auditor see what stands below it", "connection-points-readable info"),
  noted("HV19", UNSEEN, "has a connection point that the auditor may not read", "connection-points-readable info"),
  sound("HV21", "is a virtual machine itself"),
  sound("HV22", "stands in an OU with a comma in its name"),
  suspect(
    "HV23",
    "missing",
    "has an account three years younger than its peers'",
    "account-re-created info",
    "scp-missing critical",
  ),
  suspect("HV24", "sound", "has a common name of another kind", "account-names-disagree critical"),
  sound("HYPERVISOR-RACK7-NODE01", "has a name that NetBIOS cuts"),
];

/**
 * Hosts whose connection point an export by the auditor does not show. Without access lists nothing tells those of whom it
 * is hidden from the others.
 */
export const NOT_IN_EXPORT: readonly string[] = ["HV03", "HV08", "HV13", "HV14", "HV18", "HV19", "HV23"];

/** Connection points below no computer. */
export const ORPHANS: readonly string[] = [
  "CN=Microsoft Hyper-V,CN=LostAndFound,DC=corp,DC=example,DC=test",
  "CN=Microsoft Hyper-V,OU=Fleet,DC=corp,DC=example,DC=test",
];
