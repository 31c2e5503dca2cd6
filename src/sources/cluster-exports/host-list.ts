import { BadnodeError } from "../../shared/errors.ts";
import { readExportedText } from "./exported-text.ts";

/** Names of hosts in a text file: one a line, or with commas between; what follows a # is a comment. */
export async function readHostList(path: string): Promise<readonly string[]> {
  const names = parseHostList(await readExportedText(path));
  if (names.length > 0) return names;
  throw new BadnodeError({
    code: "no-names",
    happened: `${path} names no host.`,
    nextStep: "Write one name a line, such as HV01 or HV01.corp.example; what follows a # is a comment.",
  });
}

/** In the order given, with repetitions. */
function parseHostList(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => line.replace(/#.*$/s, "").split(/[,;]/))
    .map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/s, "$1")
        .trim(),
    )
    .filter((name) => name !== "");
}
