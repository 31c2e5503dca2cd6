import type { Explanation } from "../../../shared/errors.ts";
import type { SearchEntry } from "../connection.ts";

/** What of the rootDSE names the server and its domain wherever something is shown or saved. */
const NAMES: ReadonlySet<string> = new Set(["defaultnamingcontext", "dnshostname", "namingcontexts"]);
/** A shorter one stands in names by chance. */
const LEAST_LENGTH = 4;

export interface Logon {
  readonly server: string;
  readonly user: string;
  readonly password: string;
}

/**
 * A server that calls itself by the password which it was just told would have it printed and saved. Where it stands in
 * what was typed, it is no secret that the server gives away.
 */
export function explainRepeatedPassword(rootDse: SearchEntry, { server, user, password }: Logon): Explanation | null {
  const secret = password.toLowerCase();
  const isTyped = [server, user].some((given) => given.toLowerCase().includes(secret));
  if (secret.length < LEAST_LENGTH || isTyped) return null;
  const names = [...rootDse.attributes].flatMap(([attribute, values]) =>
    NAMES.has(attribute.toLowerCase()) ? values : [],
  );
  if (!names.some((name) => typeof name === "string" && name.toLowerCase().includes(secret))) return null;
  return {
    code: "directory-password-repeated",
    happened: `The password stands in the name that ${server} gives to itself or to its domain: it is not asked any further, lest the password be shown and saved.`,
    likelyCause: "What answers there is no sound domain controller, or the password is a name of the domain.",
    nextStep: "Find out what answers there, and change the password.",
  };
}
