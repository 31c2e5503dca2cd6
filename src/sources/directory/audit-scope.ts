import { isAtOrBelow } from "../../shared/distinguished-name.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { EVERYTHING } from "./audit-questions.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { RootDse } from "./root-dse.ts";
import type { ServerQuestions } from "./server-questions.ts";

/** Where one server is asked. */
export interface AuditScope {
  readonly namingContext: string;
  /** It, or a DN below it. */
  readonly base: string;
}

/** Those of a domain controller of a small forest. */
const MAX_SHOWN_CONTEXTS = 6;

/** The server's own domain, or the base that was given. Throws a BadnodeError where there is nothing to look in. */
export async function findAuditScope(
  questions: ServerQuestions,
  rootDse: RootDse,
  base: string | undefined,
): Promise<AuditScope> {
  if (base === undefined) {
    const namingContext = rootDse.defaultNamingContext;
    if (namingContext !== null && namingContext !== "") return { namingContext, base: namingContext };
    throw new BadnodeError({
      code: "directory-no-domain",
      happened: "The server holds no domain: its rootDSE names no defaultNamingContext.",
      likelyCause: "It is no domain controller, but another directory server.",
      nextStep: "Name a domain controller with --server, or a DN of this server with --base.",
    });
  }
  const namingContext = contextOf(base, rootDse);
  if (namingContext === null) throw elsewhere(base, rootDse);
  await confirmBase(questions, base, rootDse);
  return { namingContext, base };
}

/** The smallest one that holds it. */
function contextOf(base: string, { namingContexts, defaultNamingContext }: RootDse): string | null {
  const all = defaultNamingContext === null ? namingContexts : [...namingContexts, defaultNamingContext];
  const holding = all.filter((context) => context !== "" && isAtOrBelow(base, context));
  return holding.reduce<string | null>(
    (best, context) => (best === null || (isAtOrBelow(context, best) && context !== best) ? context : best),
    null,
  );
}

async function confirmBase(questions: ServerQuestions, base: string, rootDse: RootDse): Promise<void> {
  const { objects, problem } = await questions.ask(
    { base, scope: "base", filter: EVERYTHING, attributes: ["objectClass"] },
    () => undefined,
  );
  if (objects > 0) return;
  if (problem?.code === "directory-referral") throw elsewhere(base, rootDse);
  if (problem !== null && problem.code !== "directory-no-such-object") throw new BadnodeError(problem);
  throw new BadnodeError({
    code: "directory-no-base",
    happened: `The server shows no object ${foreignText(base)}.`,
    likelyCause: "The DN is misspelt, the object was moved, or the account may not see it.",
    nextStep:
      "Look the DN up, for instance with Get-ADOrganizationalUnit, and give it with --base as it is shown there.",
  });
}

function elsewhere(base: string, { namingContexts }: RootDse): BadnodeError {
  const held = namingContexts
    .slice(0, MAX_SHOWN_CONTEXTS)
    .map((context) => foreignText(context))
    .join("; ");
  return new BadnodeError({
    code: "directory-base-elsewhere",
    happened: `The server does not hold ${foreignText(base)}. It holds ${held === "" ? "nothing that it names" : held}.`,
    likelyCause: "The DN is that of another domain, or misspelt.",
    nextStep: "Name a domain controller of that domain with --server.",
  });
}
