import type { ComputerObject, ConnectionPointObject } from "../../evidence/index.ts";
import { dnKey, dnsNameOf, firstValue, isConflictName, parentDn } from "../../shared/distinguished-name.ts";
import type { Explanation } from "../../shared/errors.ts";
import { bearsAskedName } from "./asked-computers.ts";
import { CONNECTION_POINT_ATTRIBUTES, HOST_POINT_NAME, isHyperVServiceName } from "./audit-questions.ts";
import { askDirectly } from "./direct-question.ts";
import { inDirectOrder, type RankedComputer } from "./direct-question-order.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerReading } from "./server-reading.ts";

/** For the owners' names. */
const REQUESTS_TO_SPARE = 2;
/** In a domain of which no more than this came, nobody feels so many questions. */
const SMALL_DOMAIN_OBJECTS = 5_000;
const QUESTIONS_IN_SMALL_DOMAIN = 250;
/** After so many refusals the server is left alone. */
const MAX_REFUSALS = 5;
const MAX_SHOWN_NAMES = 40;

export interface UnseenPointsOptions {
  readonly securityDescriptors: boolean;
  /** Names that were asked for. */
  readonly hosts: readonly string[];
}

/**
 * Asks for the connection points that hosts lack by their DN: they may be there, and not be shown to a search. Those that
 * were asked for by name are always asked for, of the others no more than requests may be sent; of a host that is not
 * asked for, whether it has one is not known.
 */
export async function askForUnseenPoints(reading: ServerReading, options: UnseenPointsOptions): Promise<void> {
  const hosts = hostsWithoutPoint(reading, options.hosts);
  const notAsked: RankedComputer[] = [];
  let asked = 0;
  let refusals = 0;
  let end: Explanation | null = null;
  for (const host of hosts) {
    const { dn } = host.computer;
    if (end !== null) reading.noteUnread({ dn, lacks: "connection-points", problem: end });
    else if (host.rank !== "named" && !mayAsk(reading, asked)) notAsked.push(host);
    else {
      asked++;
      const problem = await askFor(reading, dn, options);
      if (problem === null) continue;
      reading.noteUnread({ dn, lacks: "connection-points", problem });
      // One that may not be read is usual, and no fault of the server.
      if (problem.code === "directory-insufficient-rights") continue;
      refusals++;
      reading.noteProblem(`Whether ${foreignText(dn)} has a connection point is not known`, problem);
      if (reading.questions.hasEnded || refusals >= MAX_REFUSALS) end = problem;
    }
  }
  noteNotAsked(reading, notAsked, { all: hosts.length, arePeers: options.hosts.length > 0 });
}

function mayAsk({ questions }: ServerReading, asked: number): boolean {
  if (questions.objects <= SMALL_DOMAIN_OBJECTS) return asked < QUESTIONS_IN_SMALL_DOMAIN;
  return questions.requestsLeft > REQUESTS_TO_SPARE;
}

/** null: it is known by now whether the host has one. */
async function askFor(
  reading: ServerReading,
  dn: string,
  { securityDescriptors }: UnseenPointsOptions,
): Promise<Explanation | null> {
  const base = `CN=${HOST_POINT_NAME},${dn}`;
  const attributes = CONNECTION_POINT_ATTRIBUTES;
  const answer = await askDirectly(reading.questions, { base, attributes, securityDescriptors });
  switch (answer.kind) {
    case "shown":
      reading.keep(answer.entry);
      return null;
    case "unreadable":
      reading.keep({ dn: base, attributes: new Map(), spellings: new Map() });
      return null;
    case "absent":
      return null;
    case "problem":
      return answer.problem;
  }
}

function noteNotAsked(
  reading: ServerReading,
  hosts: readonly RankedComputer[],
  { all, arePeers }: { readonly all: number; readonly arePeers: boolean },
): void {
  const code = "connection-point-not-asked";
  for (const { computer } of hosts) {
    const { dn } = computer;
    const happened = `${foreignText(dn)} was not asked for its connection point by DN, for that would take a request for each host.`;
    const problem = { code, happened, nextStep: `Ask for the host by name: --hosts ${typedNames([computer])}` };
    reading.noteUnread({ dn, lacks: "connection-points", problem });
  }
  // Whoever asks for some hosts by name is told nothing of their peers.
  if (arePeers) return;
  // Clients are listed apart, and nothing is concluded from them.
  const counting = hosts.filter(({ rank }) => rank !== "apart").map(({ computer }) => computer);
  if (counting.length === 0) return;
  reading.noteNotAsked({
    code,
    happened:
      `${counting.length} of ${all} hosts without a connection point were not asked for it by DN, for that would take a ` +
      "request for each: whether they have one is not known.",
    nextStep: `Ask for them by name: --hosts ${typedNames(counting)}`,
  });
}

/** Names that can be typed as they are; a file holds any. */
function typedNames(computers: readonly ComputerObject[]): string {
  const names = computers.flatMap(({ cn }) => (cn !== null && /^\w[\w.-]{0,62}$/.test(cn) ? [cn] : []));
  const shown = names.slice(0, MAX_SHOWN_NAMES);
  if (shown.length === 0) return "FILE, with their names or DNs.";
  const others = computers.length - shown.length;
  return others === 0 ? shown.join(",") : `${shown.join(",")} (and ${others} more, which --hosts FILE may name).`;
}

function hostsWithoutPoint(reading: ServerReading, hosts: readonly string[]): readonly RankedComputer[] {
  const { computers, connectionPoints, asksForConnectionPoints } = reading.view();
  if (!asksForConnectionPoints) return [];
  const having = new Set(connectionPoints.filter(isOwnPoint).map(({ dn }) => dnKey(parentDn(dn) ?? "")));
  const isNamed = bearsAskedName(hosts, dnsNameOf(reading.scope.namingContext));
  const lacking = computers.filter(
    (computer) =>
      !having.has(dnKey(computer.dn)) &&
      (computer.servicePrincipalNames.some(isHyperVServiceName) || isNamed(computer)),
  );
  return inDirectOrder(lacking, isNamed);
}

/** Not one that replication renamed: beside it another stands. */
function isOwnPoint({ dn, purpose }: ConnectionPointObject): boolean {
  return purpose === "host" && !isConflictName(firstValue(dn) ?? "");
}
