import { dnKey, firstValue, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { filterOfDn, lookUpComputers, MAX_WANTED } from "./computer-lookup.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerReading } from "./server-reading.ts";

interface Options {
  readonly securityDescriptors: boolean;
}

/** What connection points stand below that did not come with the hosts: accounts without the services, or no accounts at all. */
export async function readAbsentParents(reading: ServerReading, options: Options): Promise<void> {
  const absent = absentParents(reading);
  let isAnswered = await lookUp(reading, absent, options);
  if (isAnswered && absent.size > MAX_WANTED) {
    // A pass over all computers does not bring what is none.
    isAnswered = await lookUp(reading, new Map([...absentParents(reading)].slice(0, MAX_WANTED)), options);
  }
  if (isAnswered) for (const dn of absentParents(reading).values()) noteUnseen(reading, dn);
}

function lookUp(
  reading: ServerReading,
  absent: ReadonlyMap<string, string>,
  { securityDescriptors }: Options,
): Promise<boolean> {
  return lookUpComputers(reading, {
    what: "Not all accounts that connection points stand below came",
    // With a base that is itself a connection point, its parent stands above.
    base: reading.scope.namingContext,
    wanted: [...absent.values()].flatMap((dn) => {
      const name = firstValue(dn);
      return name === null ? [] : [{ filter: filterOfDn(dn, name) }];
    }),
    isWanted: ({ dn }) => absent.has(dnKey(dn)),
    securityDescriptors,
  });
}

/** Every object but the first stands below another one: a parent that does not come is not shown, and its child no orphan. */
function noteUnseen(reading: ServerReading, dn: string): void {
  reading.noteUnread({
    dn,
    lacks: "computers",
    problem: {
      code: "directory-object-unseen",
      happened: `A connection point stands below ${foreignText(dn)}, which the server does not show.`,
      likelyCause: "The right to read it, or to list what stands above it, was taken away from the account.",
      nextStep: "Have the account given the right to read there, or use another one with --user.",
    },
  });
}

/** DNs by their keys, in their order. */
function absentParents(reading: ServerReading): ReadonlyMap<string, string> {
  const { computers, connectionPoints, foreignParents } = reading.view();
  const known = new Set([...computers, ...foreignParents].map(({ dn }) => dnKey(dn)));
  const absent = connectionPoints.flatMap(({ dn }): readonly (readonly [string, string])[] => {
    const parent = parentDn(dn) ?? "";
    const key = dnKey(parent);
    return key === "" || known.has(key) ? [] : [[key, parent]];
  });
  return new Map(absent.sort(([one], [other]) => compareText(one, other)));
}
