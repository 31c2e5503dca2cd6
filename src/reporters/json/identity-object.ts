import type { HostIdentity, IdentityEntry, IdentityLog } from "../../report/index.ts";
import { identityChangeWords } from "../words/index.ts";
import { evidenceObject, spanObject, timeOrNull } from "./json-values.ts";

export function identityObject({ host, entries, notShown, logs, account }: HostIdentity): object {
  return {
    host,
    account:
      account === null
        ? null
        : {
            domain: account.domain,
            dn: account.dn,
            connectionPoint: account.connectionPoint,
            evidence: account.evidence.map(evidenceObject),
          },
    entries: entries.map(entryObject),
    notShown: notShown.map(({ kind, count }) => ({ kind, count })),
    logs: logs.map(logObject),
  };
}

function entryObject(entry: IdentityEntry): object {
  const { time, kind, basis, event, evidence, ...told } = entry;
  return {
    time: timeOrNull(time),
    kind,
    arguments: Object.fromEntries(Object.entries(told).map(([name, value]) => [name, toldValue(value)])),
    message: identityChangeWords(entry),
    basis,
    event,
    evidence: evidence.map(evidenceObject),
  };
}

/** Times among what is told are FILETIME ticks. */
function toldValue(value: unknown): unknown {
  return typeof value === "bigint" ? timeOrNull(value) : value;
}

function logObject(log: IdentityLog): object {
  const { channel, damaged, hasGaps, missing, cleared, beginsAtClearing, isNew } = log;
  return {
    channel,
    ...spanObject(log),
    damaged,
    hasGaps,
    missing: missing === null ? null : { records: Number(missing.records), gaps: missing.gaps },
    cleared,
    beginsAtClearing,
    isNew,
  };
}
