import { type Check, runChecks } from "../../src/checks/index.ts";
import type { ComputerObject, ConnectionPointObject, DirectoryView, UnreadPart } from "../../src/evidence/index.ts";
import type {
  AccountHistory,
  ConnectionPointState,
  DirectoryHost,
  SeenComputer,
  SeenConnectionPoint,
  UnknownReason,
} from "../../src/facts/directory/index.ts";
import { deriveFacts, type Facts } from "../../src/facts/index.ts";
import type { CheckResult } from "../../src/report/index.ts";
import { findingWords, reasonWords } from "../../src/reporters/words/index.ts";
import { type ComputerGiven, computer, connectionPoint, CORP, view } from "../evidence/build-directory.ts";
import { evidenceOf } from "../evidence/build-evidence.ts";

const NOTHING = deriveFacts(evidenceOf([]));

export interface HostGiven {
  readonly account?: ComputerGiven;
  /** Default: a sound one; what is given replaces what it would have. */
  readonly point?: Partial<ConnectionPointObject> | "missing" | UnknownReason;
  /** Of `unread`. */
  readonly parts?: readonly UnreadPart[];
  /** Every one shows account and connection point alike. */
  readonly views?: readonly [DirectoryView, ...DirectoryView[]];
  readonly more?: Partial<DirectoryHost>;
}

/** A cluster node of corp.example in use, with a sound connection point. */
export function host(name: string, given: HostGiven = {}): DirectoryHost {
  const [view1, ...views] = given.views ?? [view()];
  const object = computer(name, given.account);
  const accounts: DirectoryHost["accounts"] = [
    { view: view1, object },
    ...views.map((one): SeenComputer => ({ view: one, object })),
  ];
  return {
    name,
    namingContext: CORP,
    kind: "server",
    isNested: false,
    isClusterNode: true,
    isAskedFor: false,
    hasHyperVSpns: true,
    activity: "active",
    accounts,
    connectionPoint: stateOf(object, accounts, given),
    cutValues: { account: false, connectionPoint: false },
    ...given.more,
  };
}

function stateOf(
  object: ComputerObject,
  accounts: DirectoryHost["accounts"],
  { point = {}, parts = [] }: HostGiven,
): ConnectionPointState {
  if (point === "missing") return { kind: "missing", accounts };
  if (typeof point === "string") return { kind: "unknown", reason: point, accounts, parts, points: [] };
  const made = connectionPoint(object, point);
  const [first, ...rest] = accounts.map((account): SeenConnectionPoint => ({ view: account.view, object: made }));
  if (first === undefined) throw new Error("no view");
  return { kind: "present", points: [first, ...rest] };
}

/** Without anything that happened. */
export function history(of: DirectoryHost, given: Partial<AccountHistory> = {}): AccountHistory {
  return {
    host: of,
    account: of.accounts[0],
    hasStamps: true,
    renamed: [],
    rename: null,
    systemChanged: [],
    reCreated: null,
    connectionPoint: null,
    connectionPointWritten: null,
    ...given,
  };
}

/** What one check makes of these hosts, and of what else is known. */
export function judgeHosts(check: Check, hosts: readonly DirectoryHost[], known: Partial<Facts> = {}): CheckResult {
  const directoryHosts = { hosts, others: [], leftOut: [], unfound: [], unseen: [] };
  const [result] = runChecks([check], { ...NOTHING, directoryHosts, ...known });
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Status, reason, and each finding in words, as a report shows them. */
export function told(result: CheckResult): {
  readonly status: CheckResult["status"];
  readonly reason: string | null;
  readonly findings: readonly string[];
} {
  return {
    status: result.status,
    reason: reasonWords(result),
    findings: result.findings.map(
      (finding) => `${finding.severity} ${finding.subject.name}: ${findingWords(finding, result)}`,
    ),
  };
}

/** Each proof of each finding in one line. */
export function proofs({ findings }: CheckResult): readonly string[] {
  return findings.flatMap(({ evidence }) =>
    evidence.map((ref) =>
      ref.kind === "directory" ? `${ref.server}: ${ref.dn}: ${ref.attribute}: ${ref.value}` : ref.kind,
    ),
  );
}
