import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { GUEST_ATTRIBUTES, GUEST_POINTS } from "./audit-questions.ts";
import type { ServerReading } from "./server-reading.ts";

/** The connection points of virtual machines, as far as they stand below a computer that matters here. */
export async function readGuestPoints(reading: ServerReading): Promise<void> {
  const { questions, scope } = reading;
  const computers = new Set(reading.view().computers.map(({ dn }) => dnKey(dn)));
  const { problem } = await questions.ask(
    { base: scope.base, scope: "subtree", filter: GUEST_POINTS, attributes: GUEST_ATTRIBUTES },
    (entry) => {
      if (computers.has(dnKey(parentDn(entry.dn) ?? ""))) reading.keep(entry);
    },
  );
  if (problem !== null) reading.noteProblem("Which hosts are virtual machines themselves is not known", problem);
}
