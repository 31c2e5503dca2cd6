import { dnKey, firstValue, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { filterOfDn, lookUpComputers } from "./computer-lookup.ts";
import type { ServerReading } from "./server-reading.ts";

/** What connection points stand below that did not come with the hosts: accounts without the services, or no accounts at all. */
export async function readAbsentParents(
  reading: ServerReading,
  { securityDescriptors }: { readonly securityDescriptors: boolean },
): Promise<void> {
  const { computers, connectionPoints } = reading.view();
  const known = new Set(computers.map(({ dn }) => dnKey(dn)));
  const absent = new Map<string, string>();
  for (const { dn } of connectionPoints) {
    const parent = parentDn(dn);
    if (parent !== null && parent !== "" && !known.has(dnKey(parent))) absent.set(dnKey(parent), parent);
  }
  await lookUpComputers(reading, {
    what: "Not all accounts that connection points stand below came",
    // With a base that is itself a connection point, its parent stands above.
    base: reading.scope.namingContext,
    wanted: [...absent]
      .sort(([one], [other]) => compareText(one, other))
      .flatMap(([, dn]) => {
        const name = firstValue(dn);
        return name === null ? [] : [{ filter: filterOfDn(dn, name) }];
      }),
    isWanted: ({ dn }) => absent.has(dnKey(dn)),
    securityDescriptors,
  });
}
