import type { AttributeStamp, DirectoryRef } from "../../evidence/index.ts";
import { dnsNameOf } from "../../shared/distinguished-name.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import type {
  AccountHistory,
  DeletedConnectionPoints,
  DirectoryHost,
  DirectoryHosts,
  Seen,
  SeenConnectionPoint,
} from "../directory/index.ts";
import { type IdentityEntry, proofOf } from "./identity-change.ts";
import type { OfHost } from "./logged-entries.ts";

/** What servers or exports showed. */
export interface DirectoryFacts {
  readonly directoryHosts: DirectoryHosts;
  readonly accountHistories: readonly AccountHistory[];
  readonly deletedConnectionPoints: DeletedConnectionPoints;
}

/** What the directory keeps of when its objects were made and changed. */
export function directoryEntries({
  directoryHosts,
  accountHistories,
  deletedConnectionPoints,
}: DirectoryFacts): readonly OfHost[] {
  const of = (host: string, entries: readonly IdentityEntry[]): readonly OfHost[] =>
    entries.map((entry) => ({ host, entry }));
  return [
    ...accountHistories.flatMap((history) => of(history.host.name, accountEntries(history))),
    ...directoryHosts.hosts.flatMap((host) => of(host.name, pointEntries(pointsOf(host)))),
    ...directoryHosts.unseen.flatMap(({ name, points }) => of(name, pointEntries(points))),
    ...deletedConnectionPoints.deletions.flatMap(({ host, seen }) => {
      const { whenChanged } = seen.object;
      if (whenChanged === null) return [];
      const ref = refOf(seen, "whenChanged", filetimeToIso(whenChanged));
      return of(host.name, [{ ...VERIFIED, kind: "connection-point-deleted", time: whenChanged, evidence: [ref] }]);
    }),
  ];
}

const VERIFIED = { basis: "verified", event: null } as const;
const INFERRED = { basis: "inferred", event: null } as const;

function accountEntries({ host, account, renamed, rename, systemChanged, reCreated }: AccountHistory): IdentityEntry[] {
  const { whenCreated } = account.object;
  const domain = dnsNameOf(host.namingContext);
  const created = reCreated?.whenCreated ?? whenCreated;
  const stamped = (
    kind: "account-renamed" | "account-dns-name-changed" | "account-system-changed",
    stamps: readonly AttributeStamp[],
  ): IdentityEntry[] => {
    const last = stamps.at(-1);
    if (last === undefined) return [];
    const refs = stamps.map((stamp) => stampRef(account, stamp));
    return [{ ...INFERRED, kind, time: last.time, evidence: proofOf(stampRef(account, last), ...refs.slice(0, -1)) }];
  };
  return [
    ...(created === null
      ? []
      : [
          {
            ...(reCreated === null
              ? { ...VERIFIED, kind: "account-created" as const }
              : { ...INFERRED, kind: "account-re-created" as const }),
            domain,
            time: created,
            evidence: proofOf(refOf(account, "whenCreated", filetimeToIso(created))),
          },
        ]),
    ...stamped(rename === "dns-name-only" ? "account-dns-name-changed" : "account-renamed", renamed),
    ...stamped("account-system-changed", systemChanged),
  ];
}

function pointsOf({ connectionPoint }: DirectoryHost): readonly SeenConnectionPoint[] {
  return connectionPoint.kind === "missing" ? [] : connectionPoint.points;
}

/** As the first view that shows it has it. */
function pointEntries(points: readonly SeenConnectionPoint[]): readonly IdentityEntry[] {
  const seen = points.find(({ object }) => object.whenCreated !== null);
  const time = seen?.object.whenCreated ?? null;
  if (seen === undefined || time === null) return [];
  const evidence = proofOf(refOf(seen, "whenCreated", filetimeToIso(time)));
  return [{ ...VERIFIED, kind: "connection-point-created", time, evidence }];
}

/** As the schema spells what stamps name in lower case. */
const SPELLINGS: Readonly<Record<string, string>> = {
  samaccountname: "sAMAccountName",
  dnshostname: "dNSHostName",
  operatingsystem: "operatingSystem",
  operatingsystemversion: "operatingSystemVersion",
};

function stampRef(seen: Seen<{ readonly dn: string }>, { attribute, version, time }: AttributeStamp): DirectoryRef {
  const spelt = SPELLINGS[attribute] ?? attribute;
  return refOf(seen, "replPropertyMetaData", `${spelt}: version ${version}, ${filetimeToIso(time)}`);
}

export function refOf({ view, object }: Seen<{ readonly dn: string }>, attribute: string, value: string): DirectoryRef {
  return { kind: "directory", server: view.server, dn: object.dn, attribute, value };
}
