import { dnKey } from "../../shared/distinguished-name.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { EVERYTHING } from "./audit-questions.ts";
import type { SearchRequest } from "./connection.ts";
import { valuesOf } from "./entry-values.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerQuestions } from "./server-questions.ts";

/** What a server says when it is asked for one object by its DN. */
export type DirectAnswer =
  | { readonly kind: "shown"; readonly entry: DirectoryEntry }
  /** It is there, and nothing of it may be read. */
  | { readonly kind: "unreadable" }
  /** None is there, or none that is shown to this account: a server does not tell these apart. */
  | { readonly kind: "absent" }
  | { readonly kind: "problem"; readonly problem: Explanation };

/**
 * A search leaves out what the account may not read, because no filter matches it; this may still show that it is there.
 * Active domain controllers then answer with no entry at all or with one without attributes.
 */
export async function askDirectly(
  questions: ServerQuestions,
  request: Pick<SearchRequest, "base" | "attributes" | "securityDescriptors">,
): Promise<DirectAnswer> {
  const entries: DirectoryEntry[] = [];
  const { problem } = await questions.ask({ ...request, scope: "base", filter: EVERYTHING }, (entry) =>
    entries.push(entry),
  );
  const [entry] = entries;
  if (entry !== undefined && dnKey(entry.dn) !== dnKey(request.base)) {
    return { kind: "problem", problem: another(request.base, entry.dn) };
  }
  // An object that does not even show its class shows no attribute but, with a right of its own, who owns it.
  if (entry !== undefined && valuesOf(entry, "objectClass").length > 0) return { kind: "shown", entry };
  if (problem?.code === "directory-no-such-object") return { kind: "absent" };
  return problem === null ? { kind: "unreadable" } : { kind: "problem", problem };
}

function another(asked: string, came: string): Explanation {
  return {
    code: "directory-unsound-answer",
    happened: `The server was asked for ${foreignText(asked)}, and sent ${foreignText(came)}.`,
    likelyCause: "What answers there is no sound domain controller.",
    nextStep: "Name another domain controller with --server.",
  };
}
