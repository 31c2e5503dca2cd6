import { COMPUTER_ATTRIBUTES, CONNECTION_POINT_ATTRIBUTES, HOST_POINTS, HYPER_V_COMPUTERS } from "./audit-questions.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerReading } from "./server-reading.ts";

/** The computers with a Hyper-V service, and all connection points of hosts: two questions, whatever the number of hosts. */
export async function readHostsAndPoints(
  reading: ServerReading,
  { securityDescriptors }: { readonly securityDescriptors: boolean },
): Promise<void> {
  const { questions, scope } = reading;
  const below = foreignText(scope.base);
  const subtree = { base: scope.base, scope: "subtree", securityDescriptors } as const;
  const hosts = await questions.ask(
    { ...subtree, filter: HYPER_V_COMPUTERS, attributes: COMPUTER_ATTRIBUTES },
    reading.keep,
  );
  if (hosts.problem !== null) {
    reading.noteProblem(`Not all computers below ${below} came`, hosts.problem);
    reading.noteUnread({ dn: scope.base, lacks: "computers", problem: hosts.problem });
  }
  const points = await questions.ask(
    { ...subtree, filter: HOST_POINTS, attributes: CONNECTION_POINT_ATTRIBUTES },
    reading.keep,
  );
  if (points.problem !== null) {
    reading.noteProblem(`Not all connection points below ${below} came`, points.problem);
    reading.noteUnread({ dn: scope.base, lacks: "connection-points", problem: points.problem });
  }
  if (points.problem === null || points.objects > 0) reading.connectionPointsWereAskedFor();
}
