import type { IdentityEntry, Report } from "../../report/index.ts";
import {
  briefIdentityWords,
  chosenIdentities,
  describeProof,
  identityChangeWords,
  identityNotes,
  identityProofWords,
  identityTitle,
  SECTION_TITLES,
  timeWords,
} from "../words/index.ts";
import { labelledItem, markdownTable } from "./markdown-blocks.ts";
import { markdownCode, markdownText } from "./markdown-text.ts";

type Block = readonly string[];

/** Hosts told of in one line each. */
const SHOWN_OTHERS = 64;

/** The histories of bad and suspect nodes in full, those of the others in a line each. */
export function identitySections(report: Report): readonly Block[] {
  const { shown, others } = chosenIdentities(report);
  const left = others.length - SHOWN_OTHERS;
  return [
    ...shown.flatMap((identity) => [
      [`## ${markdownText(identityTitle(identity))}`],
      ...(identity.entries.length === 0 ? [] : [entryTable(identity.entries)]),
      identityNotes(identity).map(labelledItem),
    ]),
    ...(others.length === 0
      ? []
      : [
          [`## ${SECTION_TITLES.otherHistories}`],
          [
            ...others
              .slice(0, SHOWN_OTHERS)
              .map((identity) => `- ${markdownText(`${identity.host}: ${briefIdentityWords(identity)}`)}`),
            ...(left > 0 ? [`- and ${left} more, with \`--format json\``] : []),
          ],
        ]),
  ];
}

function entryTable(entries: readonly IdentityEntry[]): Block {
  return markdownTable(
    [{ title: "Time" }, { title: "What" }, { title: "Proof" }],
    entries.map((entry) => [
      timeWords(entry.time),
      markdownText(identityChangeWords(entry)),
      `${describeProof(entry.evidence[0]).where.map(markdownCode).join(", ")}, ${markdownText(identityProofWords(entry))}`,
    ]),
  );
}
