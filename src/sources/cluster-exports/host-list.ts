import { BadnodeError } from "../../shared/errors.ts";
import { parseDn } from "../../shared/distinguished-name.ts";
import { readExportedText } from "./exported-text.ts";

/** Names of hosts in a text file: one a line, or with commas between, or one DN a line; what follows a # is a comment. */
export async function readHostList(path: string): Promise<readonly string[]> {
  const names = parseHostList(path, await readExportedText(path));
  if (names.length > 0) return names;
  throw new BadnodeError({
    code: "no-names",
    happened: `${path} names no host.`,
    nextStep: "Write one name a line, such as HV01 or HV01.corp.example; what follows a # is a comment.",
  });
}

/** In the order given, with repetitions. */
function parseHostList(path: string, text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const names = hostNamesIn(line);
    if (names !== null) return names;
    throw new BadnodeError({
      code: "no-host-names",
      happened: `Line ${index + 1} of ${path} is neither one distinguished name nor names of hosts.`,
      likelyCause: "Names and a DN stand in one line, or the DN is cut off or not escaped.",
      nextStep: "Give each DN a line of its own, as the directory writes it: CN=HV01,OU=Hosts,DC=corp,DC=example",
    });
  });
}

/** A line of a list: a DN, or names with commas or semicolons between; null: with a part of a DN among the names. */
export function hostNamesIn(line: string): readonly string[] | null {
  const pieces = line.split("#");
  // A sharp may stand in a DN, and a comment behind one.
  for (let end = 1; end <= Math.min(pieces.length, MOST_SHARPS); end++) {
    const dn = withoutQuotes(pieces.slice(0, end).join("#"));
    if (isAccountDn(dn)) return [dn];
  }
  const [bare = ""] = pieces;
  const names = bare
    .split(/[,;]/)
    .map(withoutQuotes)
    .filter((name) => name !== "");
  return names.some((name) => PART_OF_DN.test(name)) ? null : names;
}

const MOST_SHARPS = 10;
const PART_OF_DN = /^(?:CN|OU|DC)\s*=/i;

/** One that may be of a computer account. */
function isAccountDn(text: string): boolean {
  const parts = PART_OF_DN.test(text) ? parseDn(text) : null;
  if (parts === null || parts[0]?.type.toUpperCase() !== "CN") return false;
  // Of two with a semicolon between, which old DNs have for a comma, domains stand in the midst.
  const domain = parts.slice(parts.findLastIndex(({ type }) => type.toUpperCase() !== "DC") + 1);
  return domain.length > 0 && domain.length === parts.filter(({ type }) => type.toUpperCase() === "DC").length;
}

function withoutQuotes(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .trim();
}
