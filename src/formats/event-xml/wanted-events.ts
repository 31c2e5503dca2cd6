import type { EventSystem } from "../evtx/event.ts";
import type { Selection, SelectionClause } from "../evtx/selection.ts";

type Test = (system: EventSystem) => boolean;

/** Makes a selection a question to an event's System, with the same answers as for a record of an EVTX log. */
export function wantedEvents(selection: Selection): Test {
  const clauses = selection.map(testsOf);
  return (system) => clauses.some((tests) => tests.every((test) => test(system)));
}

function testsOf({ ids, levels, providers, channels, computers, since, until }: SelectionClause): readonly Test[] {
  const tests: Test[] = [];
  if (ids !== undefined) {
    tests.push(({ eventId }) => eventId !== null && ids.some(({ from, to }) => eventId >= from && eventId <= to));
  }
  if (levels !== undefined) tests.push(({ level }) => level !== null && levels.includes(level));
  if (providers !== undefined) {
    const wanted = lowerCase(providers);
    // Classic sources carry their own name in EventSourceName and a manifest's in Name.
    tests.push(({ provider, eventSourceName }) => isAmong(wanted, provider) || isAmong(wanted, eventSourceName));
  }
  if (channels !== undefined) {
    const wanted = lowerCase(channels);
    tests.push(({ channel }) => isAmong(wanted, channel));
  }
  if (computers !== undefined) {
    const wanted = lowerCase(computers);
    // A name without a dot is a host's, whatever domain it is in.
    tests.push(({ computer }) => isAmong(wanted, computer) || isAmong(wanted, computer?.split(".", 1)[0] ?? null));
  }
  if (since !== undefined) tests.push(({ time }) => time >= since);
  if (until !== undefined) tests.push(({ time }) => time <= until);
  return tests;
}

function lowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

function isAmong(wanted: ReadonlySet<string>, name: string | null): boolean {
  return name !== null && wanted.has(name.toLowerCase());
}
