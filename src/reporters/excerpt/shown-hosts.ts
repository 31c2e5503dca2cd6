import type { AuditedHost, AuditWord } from "../../report/index.ts";

/** So many hosts are all shown; of more, those with something to say. */
const FEW = 40;
const MOST = 120;

const WEIGHT: readonly AuditWord[] = ["suspect", "unknown", "question", "suppressed", "info", "sound"];

export interface ShownHosts {
  /** The gravest first, else in the order given. */
  readonly shown: readonly AuditedHost[];
  /** Not shown, for there is nothing to say of them. */
  readonly sound: number;
  /** Not shown, for there are too many. */
  readonly others: number;
}

/** All of a cluster; of a large domain those that are not sound. */
export function shownHosts(hosts: readonly AuditedHost[]): ShownHosts {
  const ordered = [...hosts].sort((a, b) => WEIGHT.indexOf(a.audit) - WEIGHT.indexOf(b.audit));
  if (hosts.length <= FEW) return { shown: ordered, sound: 0, others: 0 };
  const open = ordered.filter(({ audit }) => audit !== "sound");
  const shown = open.slice(0, MOST);
  return { shown, sound: hosts.length - open.length, others: open.length - shown.length };
}
