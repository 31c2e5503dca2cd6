import { DELETED_ATTRIBUTES, DELETED_POINTS } from "./audit-questions.ts";
import type { ServerReading } from "./server-reading.ts";

/** To be refused is usual for a plain account, and no fault of the server. */
const REFUSALS: ReadonlySet<string> = new Set(["directory-control-refused", "directory-insufficient-rights"]);

/** Deleted connection points: an answer without any may only mean that the account may not see them. */
export async function readDeletedPoints(
  reading: ServerReading,
  options: { readonly isOffered: boolean },
): Promise<void> {
  if (!options.isOffered) {
    reading.warn("The server does not show deleted objects to anybody.");
    return;
  }
  const { objects, problem } = await reading.questions.ask(
    {
      base: reading.scope.namingContext,
      scope: "subtree",
      filter: DELETED_POINTS,
      attributes: DELETED_ATTRIBUTES,
      showDeleted: true,
    },
    reading.keep,
  );
  if (problem === null) reading.deletedWereAskedFor();
  else if (objects === 0 && REFUSALS.has(problem.code)) {
    reading.warn(`Deleted connection points are not shown: ${problem.happened}`);
  } else reading.noteProblem("Not all deleted connection points came", problem);
}
