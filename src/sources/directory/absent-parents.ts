import { dnKey, firstValue, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { COMPUTER_ATTRIBUTES } from "./audit-questions.ts";
import { filterOfDn, lookUpComputers } from "./computer-lookup.ts";
import { askDirectly } from "./direct-question.ts";
import type { ServerReading } from "./server-reading.ts";

interface Options {
  readonly securityDescriptors: boolean;
}

const MAX_UNSEEN = 5;
/** For what is still to be asked after this. */
const REQUESTS_TO_SPARE = 10;

/** What connection points stand below that did not come with the hosts: accounts without the services, or no accounts at all. */
export async function readAbsentParents(reading: ServerReading, options: Options): Promise<void> {
  const absent = absentParents(reading);
  await lookUpComputers(reading, {
    what: "Not all accounts that connection points stand below came",
    // With a base that is itself a connection point, its parent stands above.
    base: reading.scope.namingContext,
    wanted: [...absent.values()].flatMap((dn) => {
      const name = firstValue(dn);
      return name === null ? [] : [{ filter: filterOfDn(dn, name) }];
    }),
    isWanted: ({ dn }) => absent.has(dnKey(dn)),
    securityDescriptors: options.securityDescriptors,
  });
  await askForUnseenParents(reading, options);
}

/** One that may not be read is not none: its connection point is no orphan for that. */
async function askForUnseenParents(reading: ServerReading, { securityDescriptors }: Options): Promise<void> {
  const { questions } = reading;
  for (const dn of [...absentParents(reading).values()].slice(0, MAX_UNSEEN)) {
    if (questions.requestsLeft <= REQUESTS_TO_SPARE) return;
    const answer = await askDirectly(questions, { base: dn, attributes: COMPUTER_ATTRIBUTES, securityDescriptors });
    if (answer.kind === "shown") reading.keep(answer.entry);
    if (answer.kind === "problem") reading.noteUnread({ dn, lacks: "computers", problem: answer.problem });
    if (answer.kind !== "unreadable") continue;
    reading.noteUnread({
      dn,
      lacks: "computers",
      problem: {
        code: "directory-object-unreadable",
        happened: `${dn} is there, and the account may read nothing of it.`,
        likelyCause: "The right to read was denied to the account there, or above.",
        nextStep: "Have the account given the right to read there, or use another one with --user.",
      },
    });
  }
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
