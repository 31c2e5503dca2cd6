import type { ComputerObject } from "../../evidence/index.ts";
import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { CONNECTION_POINT_ATTRIBUTES, EVERYTHING, HOST_POINT_NAME, isHyperVServiceName } from "./audit-questions.ts";
import type { ServerReading } from "./server-reading.ts";

const MAX_PROBES = 10;
/** For the owners' names. */
const REQUESTS_TO_SPARE = 2;

/**
 * Asks for the connection points that hosts lack by their DN: a search leaves out what the account may not read, a
 * direct question may still show that it is there. Of many hosts only a sample: access is granted by the subtree.
 */
export async function probeUnseenPoints(
  reading: ServerReading,
  { securityDescriptors }: { readonly securityDescriptors: boolean },
): Promise<void> {
  const { questions } = reading;
  for (const { dn } of hostsWithoutPoint(reading).slice(0, MAX_PROBES)) {
    if (questions.requestsLeft <= REQUESTS_TO_SPARE) return;
    const base = `CN=${HOST_POINT_NAME},${dn}`;
    const { objects, problem } = await questions.ask(
      {
        base,
        scope: "base",
        filter: EVERYTHING,
        attributes: CONNECTION_POINT_ATTRIBUTES,
        securityDescriptors,
      },
      reading.keep,
    );
    if (objects > 0 || problem?.code === "directory-no-such-object") continue;
    if (problem === null) {
      // It is there: what is not, is noSuchObject. But not even its class may be read, so that no filter matches it.
      reading.keep({ dn: base, attributes: new Map(), spellings: new Map() });
      continue;
    }
    reading.noteUnread({ dn, lacks: "connection-points", problem });
    if (problem.code !== "directory-insufficient-rights")
      reading.noteProblem(`Whether ${dn} has one is not known`, problem);
  }
}

/** By DN. */
function hostsWithoutPoint(reading: ServerReading): readonly ComputerObject[] {
  const { computers, connectionPoints, asksForConnectionPoints } = reading.view();
  if (!asksForConnectionPoints) return [];
  const having = new Set(
    connectionPoints.filter(({ purpose }) => purpose === "host").map(({ dn }) => dnKey(parentDn(dn) ?? "")),
  );
  return computers
    .filter(
      ({ dn, servicePrincipalNames }) => !having.has(dnKey(dn)) && servicePrincipalNames.some(isHyperVServiceName),
    )
    .sort((one, other) => compareText(dnKey(one.dn), dnKey(other.dn)));
}
