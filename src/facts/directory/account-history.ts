import type { AttributeStamp, ComputerObject } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { deriveAccountAges } from "./account-ages.ts";
import type { DirectoryHost, SeenComputer, SeenConnectionPoint } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** What the replication metadata and dates of one account tell. */
export interface AccountHistory {
  readonly host: DirectoryHost;
  readonly account: SeenComputer;
  /** false: no metadata were shown; then nothing below is known but `reCreated`. */
  readonly hasStamps: boolean;
  /**
   * sAMAccountName or dNSHostName at version 2 or more, by time; a move to another OU is none. One that was written again
   * within an hour of the account's creation is its registration. Metadata keep the last change only, and not the value
   * before it: a change of case alone looks the same, and so does a name that was given and taken back.
   */
  readonly renamed: readonly AttributeStamp[];
  /**
   * `account-name`: sAMAccountName changed, so the computer was renamed while joined. `dns-name-only`: another DNS suffix, or a
   * registration under another DNS name; null: neither.
   */
  readonly rename: "account-name" | "dns-name-only" | null;
  /** operatingSystem or operatingSystemVersion at version 2 or more, by time: upgraded in place, or reinstalled on the account. */
  readonly systemChanged: readonly AttributeStamp[];
  /**
   * The account is more than 30 days younger than three quarters of those of the other hosts of its domain, of which there are
   * three at least, and younger than most of their connection points; null: not so, or not known. A host that was added
   * later looks the same.
   */
  readonly reCreated: { readonly whenCreated: bigint; readonly peersMedian: bigint } | null;
  /** The host's, by the same server where that shows it. */
  readonly connectionPoint: SeenConnectionPoint | null;
  /** FILETIME ticks: its last change by metadata, else by whenChanged; null: not shown. */
  readonly connectionPointWritten: bigint | null;
}

const TICKS_PER_HOUR = 3_600n * 10_000_000n;
/** By their lDAPDisplayNames in lower case, as stamps have them. */
const NAMES = new Set(["samaccountname", "dnshostname"]);
const SYSTEM = new Set(["operatingsystem", "operatingsystemversion"]);

/** By host. */
export function deriveAccountHistories(hosts: DirectoryHosts): readonly AccountHistory[] {
  const ages = deriveAccountAges([...hosts.hosts, ...hosts.others]);
  return hosts.hosts.map((host) => {
    const account = mostStamped(host);
    const renamed = changesOf(account.object, NAMES);
    const connectionPoint = connectionPointOf(host, account);
    return {
      host,
      account,
      hasStamps: account.object.stamps !== null,
      renamed,
      rename: renamed.some(({ attribute }) => attribute === "samaccountname")
        ? "account-name"
        : renamed.length > 0
          ? "dns-name-only"
          : null,
      systemChanged: changesOf(account.object, SYSTEM),
      reCreated: ages.reCreationOf(host),
      connectionPoint,
      connectionPointWritten: connectionPoint === null ? null : writtenAt(connectionPoint),
    };
  });
}

/** Metadata are replicated: the server that knows the most changes is not behind. */
function mostStamped({ accounts }: DirectoryHost): SeenComputer {
  const changes = ({ object }: SeenComputer): number =>
    (object.stamps ?? []).reduce((sum, { attribute, version }) => {
      return NAMES.has(attribute) || SYSTEM.has(attribute) ? sum + version : sum;
    }, 0);
  return accounts.reduce((most, account) => {
    const isFirstStamped = most.object.stamps === null && account.object.stamps !== null;
    return isFirstStamped || changes(account) > changes(most) ? account : most;
  });
}

function changesOf(
  { stamps, whenCreated }: ComputerObject,
  attributes: ReadonlySet<string>,
): readonly AttributeStamp[] {
  const isRegistration = (time: bigint): boolean => whenCreated !== null && time - whenCreated <= TICKS_PER_HOUR;
  return (stamps ?? [])
    .filter(({ attribute, version, time }) => {
      if (!attributes.has(attribute) || version < 2) return false;
      // An account's name is set as it is made; whoever joins it to the domain writes the other attributes.
      return attribute === "samaccountname" || !isRegistration(time);
    })
    .toSorted((a, b) => compareBigint(a.time, b.time) || compareText(a.attribute, b.attribute));
}

function connectionPointOf({ connectionPoint }: DirectoryHost, account: SeenComputer): SeenConnectionPoint | null {
  if (connectionPoint.kind === "missing") return null;
  const points: readonly SeenConnectionPoint[] = connectionPoint.points;
  return points.find(({ view }) => view === account.view) ?? points[0] ?? null;
}

function writtenAt({ object: { stamps, whenChanged } }: SeenConnectionPoint): bigint | null {
  const [latest] = (stamps ?? []).toSorted((a, b) => compareBigint(b.time, a.time));
  return latest?.time ?? whenChanged;
}
