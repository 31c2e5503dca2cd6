import type {
  AccountChange,
  AuditedDirectory,
  AuditedHost,
  ConnectionPointWord,
  PointOwner,
  PrincipalNamesWord,
} from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { timeWords } from "./time.ts";

/** One column of the table of hosts. */
export interface HostColumn {
  readonly title: string;
  /** Parts that may stand in lines of their own. */
  readonly parts: (host: AuditedHost) => readonly string[];
}

/** What is told of each host in one line. The domain stands there only where there are several. */
export function hostColumns({ domains, hosts }: AuditedDirectory): readonly HostColumn[] {
  const severalDomains = new Set([...domains, ...hosts].map(({ domain }) => domain)).size > 1;
  return [
    { title: "Host", parts: ({ name }) => [visibleText(name)] },
    ...(severalDomains ? [{ title: "Domain", parts: ({ domain }: AuditedHost) => [visibleText(domain)] }] : []),
    { title: "SCP", parts: ({ connectionPoint }) => [POINT_WORDS[connectionPoint.state]] },
    { title: "Owner", parts: ({ owner }) => [ownerWords(owner)] },
    { title: "SPNs", parts: ({ principalNames }) => [NAMES_WORDS[principalNames]] },
    { title: "Changes", parts: ({ changes }) => (changes.length === 0 ? ["-"] : changes.map(changeWords)) },
    { title: "Verdict", parts: ({ audit }) => [audit] },
  ];
}

const POINT_WORDS: Readonly<Record<ConnectionPointWord, string>> = {
  sound: "sound",
  present: "present",
  unsound: "unsound",
  missing: "missing",
  unknown: "unknown",
};

const NAMES_WORDS: Readonly<Record<PrincipalNamesWord, string>> = {
  complete: "complete",
  incomplete: "incomplete",
  stale: "old name",
  none: "none",
  unknown: "unknown",
};

function ownerWords(owner: PointOwner): string {
  switch (owner.kind) {
    case "none":
      return "-";
    case "self":
      return "self";
    case "unknown":
      return "unknown";
    case "other":
      return visibleText(owner.name ?? owner.sid);
  }
}

const CHANGE_WORDS: Readonly<Record<AccountChange["kind"], string>> = {
  renamed: "renamed",
  "dns-name-changed": "DNS name",
  "re-created": "re-created",
  "system-changed": "new Windows",
};

const DATE_LENGTH = "2025-06-08".length;

/** `renamed 2026-09-02`. */
function changeWords({ kind, time }: AccountChange): string {
  return `${CHANGE_WORDS[kind]} ${timeWords(time).slice(0, DATE_LENGTH)}`;
}
