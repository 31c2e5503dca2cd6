import type { ComputerObject, ConnectionPointObject } from "../../evidence/index.ts";
import { dnKey, firstValue, isConflictName, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { CONNECTION_POINT_ATTRIBUTES, HOST_POINT_NAME, isHyperVServiceName } from "./audit-questions.ts";
import { askDirectly } from "./direct-question.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerReading } from "./server-reading.ts";

/** For the owners' names. */
const REQUESTS_TO_SPARE = 2;

/**
 * Asks for the connection points that hosts lack by their DN: they may be there, and not be shown to a search. Of more
 * hosts than requests may be sent for the first are asked for, and the others told of: that they may be seen then follows
 * from the access lists of their accounts alone, as rights are granted on whole subtrees.
 */
export async function askForUnseenPoints(
  reading: ServerReading,
  { securityDescriptors }: { readonly securityDescriptors: boolean },
): Promise<void> {
  const { questions } = reading;
  const hosts = hostsWithoutPoint(reading);
  for (const [index, { dn }] of hosts.entries()) {
    if (questions.requestsLeft <= REQUESTS_TO_SPARE) {
      reading.warn(
        `${hosts.length - index} of ${hosts.length} hosts without a connection point were not asked for by their DN: ` +
          "that the connection point could be seen follows from the accounts' access lists",
      );
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
