import type { AuditedHost, AuditWord } from "../../report/index.ts";

/** So many hosts are all shown; of more, those with something to say. */
const FEW = 40;
const MOST = 120;

const WEIGHT: readonly AuditWord[] = ["suspect", "unknown", "question", "info", "sound"];

export interface ShownHosts {
  /** In the order given. */
  readonly shown: readonly AuditedHost[];
  /** Not shown, for there is nothing to say of them. */
  readonly sound: number;
  /** Not shown, for there are too many. */
  readonly others: number;
}

/** All of a cluster; of a large domain those that are not sound, the gravest first to be shown. */
export function shownHosts(hosts: readonly AuditedHost[]): ShownHosts {
  if (hosts.length <= FEW) return { shown: hosts, sound: 0, others: 0 };
  const open = hosts.filter(({ audit }) => audit !== "sound");
  const gravest = [...open].sort((a, b) => WEIGHT.indexOf(a.audit) - WEIGHT.indexOf(b.audit)).slice(0, MOST);
  const chosen = new Set(gravest);
  return {
    shown: open.filter((host) => chosen.has(host)),
    sound: hosts.length - open.length,
    others: open.length - chosen.size,
  };
}
