import type { ComputerObject, ConnectionPointObject } from "../../evidence/index.ts";
import { dnKey, dnsNameOf, firstValue, isConflictName, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { namesComputer } from "./asked-computers.ts";
import { CONNECTION_POINT_ATTRIBUTES, HOST_POINT_NAME, isHyperVServiceName } from "./audit-questions.ts";
import { askDirectly } from "./direct-question.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerReading } from "./server-reading.ts";

export interface UnseenPointsOptions {
  /** Names that were asked for; null: every host. */
  readonly hosts: readonly string[] | null;
  readonly securityDescriptors: boolean;
}

/** More are counted. */
const NAMED = 5;
/** For the owners' names. */
const REQUESTS_TO_SPARE = 2;

/**
 * Asks for the connection points that hosts lack by their DN: they may be there, and not be shown to a search. Of more
 * hosts than requests may be sent for the first are asked for, those named by `hosts` before their peers, and the others
 * told of, unless they are peers: that they may be seen then follows
 * from the access lists of their accounts alone, as rights are granted on whole subtrees.
 */
export async function askForUnseenPoints(
  reading: ServerReading,
  { hosts: asked, securityDescriptors }: UnseenPointsOptions,
): Promise<void> {
  const { questions, scope } = reading;
  const lacking = hostsWithoutPoint(reading);
  const isAskedFor = asked === null ? () => true : namesComputer(asked, dnsNameOf(scope.namingContext));
  const wanted = lacking.filter((host) => isAskedFor(host));
  const hosts = [...wanted, ...lacking.filter((host) => !isAskedFor(host))];
  for (const [index, { dn }] of hosts.entries()) {
    if (questions.requestsLeft <= REQUESTS_TO_SPARE) {
      const left = wanted.slice(index);
      if (left.length > 0) reading.warn(notAskedWords(left, wanted.length));
      return;
    }
    const base = `CN=${HOST_POINT_NAME},${dn}`;
    const attributes = CONNECTION_POINT_ATTRIBUTES;
    const answer = await askDirectly(questions, { base, attributes, securityDescriptors });
    if (answer.kind === "shown") reading.keep(answer.entry);
    if (answer.kind === "unreadable") reading.keep({ dn: base, attributes: new Map(), spellings: new Map() });
    if (answer.kind !== "problem") continue;
    const { problem } = answer;
    reading.noteUnread({ dn, lacks: "connection-points", problem });
    // One that may not be read is usual, and no fault of the server.
    if (problem.code === "directory-insufficient-rights") continue;
    reading.noteProblem(`Whether ${foreignText(dn)} has a connection point is not known`, problem);
    return;
  }
}

function notAskedWords(left: readonly ComputerObject[], wanted: number): string {
  const names = left.length > NAMED ? "" : ` (${left.map(({ dn }) => foreignText(firstValue(dn) ?? dn)).join(", ")})`;
  const hosts = wanted === 1 ? "host" : "hosts";
  return (
    `${left.length} of ${wanted} ${hosts} without a connection point${names} ${left.length === 1 ? "was" : "were"} not asked ` +
    "for by DN: that the connection point could be seen follows from the accounts' access lists"
  );
}

/** By DN. */
function hostsWithoutPoint(reading: ServerReading): readonly ComputerObject[] {
  const { computers, connectionPoints, asksForConnectionPoints } = reading.view();
  if (!asksForConnectionPoints) return [];
  const having = new Set(connectionPoints.filter(isOwnPoint).map(({ dn }) => dnKey(parentDn(dn) ?? "")));
  return computers
    .filter(
      ({ dn, servicePrincipalNames }) => !having.has(dnKey(dn)) && servicePrincipalNames.some(isHyperVServiceName),
    )
    .sort((one, other) => compareText(dnKey(one.dn), dnKey(other.dn)));
}

/** Not one that replication renamed: beside it another stands. */
function isOwnPoint({ dn, purpose }: ConnectionPointObject): boolean {
  return purpose === "host" && !isConflictName(firstValue(dn) ?? "");
}
