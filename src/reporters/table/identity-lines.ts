import type { Report } from "../../report/index.ts";
import {
  chosenIdentities,
  identityChangeWords,
  identityNotes,
  identityProofWords,
  identityTitle,
  otherIdentitiesWords,
  timeWords,
} from "../words/index.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

const LABEL_WIDTH = "  Besides  ".length;

/** The histories of bad and suspect nodes, each as a block of its own, and where those of the others stand. */
export function identityBlocks(report: Report, width: number, paint: Paint): readonly (readonly string[])[] {
  const chosen = chosenIdentities(report);
  const others = otherIdentitiesWords(chosen);
  return [
    ...chosen.shown.map((identity) => [
      ...wrap(`${identityTitle(identity)}:`, width).map((line) => paint("strong", line)),
      ...identity.entries.flatMap((entry) =>
        hang(`  ${timeWords(entry.time)}  `, `${identityChangeWords(entry)} (${identityProofWords(entry)})`, width),
      ),
      ...identityNotes(identity).flatMap(({ label, words }) =>
        hang(`  ${label}`.padEnd(LABEL_WIDTH), words, width).map((line) => paint("quiet", line)),
      ),
    ]),
    others === null ? [] : wrap(others, width).map((line) => paint("quiet", line)),
  ];
}
