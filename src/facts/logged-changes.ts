import { HOST_RENAMED, isEvent, readHostRename } from "../catalogue/index.ts";
import type { EventEvidence } from "../evidence/index.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import { type ComputerNames, labelOf, mayName, type NameKey } from "./computer-names.ts";
import { NAME_SLACK_TICKS, type NameChange, type NameChangeProof } from "./name-changes.ts";
import type { NamedLog, NameStrand } from "./name-strands.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** In their order. */
export function loggedChanges(
  events: readonly EventEvidence[],
  names: ComputerNames,
  logs: readonly NamedLog[],
): readonly NameChange[] {
  const strandsOf = new Map(logs.map((log) => [logKey(log.path, log.channel), strandsByName(log.strands)]));
  const said = events
    .filter((event) => isEvent(HOST_RENAMED, event))
    .flatMap((event) => namesIn(event, names, strandsOf.get(logKey(event.ref.file, event.channel ?? ""))) ?? []);
  const givenUp = new Set(said.map(({ event, from }) => inLog(event, from)));
  const changes = said.flatMap((one) => loggedChange(one, givenUp.has(inLog(one.event, one.to))) ?? []);
  return inOrder(withoutRepeats(changes));
}

/** A log that says the same again, with nothing between that undid it, tells of one change. */
function withoutRepeats(changes: readonly LoggedChange[]): readonly LoggedChange[] {
  const latestOf = new Map<string, LoggedChange>();
  return [...changes]
    .sort((a, b) => compareBigint(a.proof.event.recordId, b.proof.event.recordId))
    .filter((change) => {
      const { event } = change.proof;
      const [left, entered] = [inLog(event, change.from), inLog(event, change.to)];
      const before = latestOf.get(left);
      if (before?.from === change.from && before.to === change.to && before === latestOf.get(entered)) return false;
      latestOf.set(left, change).set(entered, change);
      return true;
    });
}

// A DNS label holds no more (RFC 1035, 2.3.4): what is longer is no host's name.
const LONGEST_LABEL = 63;

/** What a 6011 says, and the log that it stands in. */
interface SaidChange {
  readonly event: EventEvidence;
  readonly from: NameKey;
  readonly to: NameKey;
  readonly strands: StrandsByName;
}

const NO_STRANDS = strandsByName([]);

/** null for a 6011 that names no two hosts, or another machine than the one that wrote it. */
function namesIn(event: EventEvidence, names: ComputerNames, strands: StrandsByName = NO_STRANDS): SaidChange | null {
  const { oldName, newName } = readHostRename(event);
  const { computer } = event;
  if (oldName === null || newName === null || computer === null) return null;
  if (oldName.length > LONGEST_LABEL || newName.length > LONGEST_LABEL) return null;
  // After a change the service may still write under the old name, or already under the new one.
  if (!mayName(oldName, computer) && !mayName(newName, computer)) return null;
  const from = keyFor(oldName, computer, names, strands);
  const to = keyFor(newName, computer, names, strands);
  return from === to ? null : { event, from, to, strands };
}

/**
 * null for a change that was taken back before it took effect: its log goes on under the former name and has no record
 * under the new one. `isGivenUp`: the log says how the new name was given up, so that it was borne after all.
 */
function loggedChange({ event, from, to, strands }: SaidChange, isGivenUp: boolean): LoggedChange | null {
  const { time } = event;
  const [former, next] = [strands.get(from), strands.get(to)];
  const goesOn = former !== undefined && former.lastId > event.recordId;
  if (goesOn && next === undefined && !isGivenUp && former.to > time + NAME_SLACK_TICKS) return null;
  const isAfter = former === undefined ? strands.size === 1 && !isGivenUp : former.lastId < (next?.firstId ?? 0n);
  return {
    from,
    to,
    until: time,
    since: time,
    at: time,
    // A clock that was set back between the two makes records of the one name later, of the other earlier, than the change.
    lastBefore: former !== undefined && !goesOn && former.to > time ? former.to : time,
    firstAfter: next !== undefined && isAfter && next.from < time ? next.from : time,
    proof: { basis: "verified", event },
  };
}

interface LoggedChange extends NameChange {
  readonly proof: Extract<NameChangeProof, { basis: "verified" }>;
}

/** Of several names with this label the log's own, else the one in the writer's domain; else the label itself. */
function keyFor(label: string, computer: string, names: ComputerNames, strands: StrandsByName): NameKey {
  const known = names.withLabel(label);
  const writer = names.keyOf(computer);
  if (known.has(writer)) return writer;
  const [inLog, another] = strands.withLabel(label);
  if (inLog !== undefined && another === undefined) return inLog;
  const dot = computer.indexOf(".");
  const inDomain = label.toUpperCase() + computer.slice(dot).toUpperCase();
  if (dot !== -1 && known.has(inDomain)) return inDomain;
  const [only] = known;
  return known.size === 1 && only !== undefined ? only : names.keyOf(label);
}

/** By time; but within one log the next change of a host's name comes after the one before, though its clock was set back. */
function inOrder(changes: readonly LoggedChange[]): readonly NameChange[] {
  const byLog = sortedGroups(changes, ({ proof: { event } }) => logKey(event.ref.file, event.channel ?? ""));
  const placed = byLog.flatMap(([, group]) => {
    const leftAt = new Map<NameKey, bigint>();
    return [...group]
      .sort((a, b) => compareBigint(b.proof.event.recordId, a.proof.event.recordId))
      .map((change) => {
        const next = leftAt.get(change.to);
        const at = next !== undefined && next < change.at ? next : change.at;
        leftAt.set(change.from, at);
        return { ...change, at };
      });
  });
  return placed.sort(
    (a, b) =>
      compareBigint(a.at, b.at) ||
      compareText(a.proof.event.ref.file, b.proof.event.ref.file) ||
      compareBigint(a.proof.event.recordId, b.proof.event.recordId),
  );
}

/** One log's strands. */
interface StrandsByName {
  readonly size: number;
  get(name: NameKey): NameStrand | undefined;
  /** Their names that this label may stand for. */
  withLabel(label: string): readonly NameKey[];
}

function strandsByName(strands: readonly NameStrand[]): StrandsByName {
  const ofName = new Map(strands.map((strand) => [strand.name, strand]));
  const namesOf = new Map(sortedGroups(ofName.keys(), labelOf));
  return {
    size: ofName.size,
    get: (name) => ofName.get(name),
    withLabel: (label) => namesOf.get(labelOf(label)) ?? [],
  };
}

function inLog({ ref }: EventEvidence, name: NameKey): string {
  return JSON.stringify([logKey(ref.file, ref.channel ?? ""), name]);
}

function logKey(file: string, channel: string): string {
  return JSON.stringify([file, channel.toLowerCase()]);
}
