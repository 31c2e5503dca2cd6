import { isParcel, type Report, type ReportedParcel } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { explanationWords } from "./explanation-words.ts";
import { countWords } from "./phrase-words.ts";
import { plain, type ReadingEntry, trouble } from "./reading-entry.ts";

/** What other files came in, and what of it is missing. `shown`: so many lines of what is missing are told. */
export function parcelEntries({ sources }: Report, shown: number): readonly ReadingEntry[] {
  return sources.filter(isParcel).flatMap((parcel) => {
    const left = parcel.warnings.length - shown;
    return [
      plain(parcel.kind === "collection" ? "Manifest" : "Unpacked", parcelWords(parcel)),
      ...(parcel.problem === null
        ? []
        : [
            trouble(
              parcel.status === "unreadable" ? "Unread" : "Damaged",
              visibleText(explanationWords(parcel.problem)),
            ),
          ]),
      ...parcel.warnings.slice(0, shown).map((words) => trouble("Missing", visibleText(words))),
      ...(left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : []),
    ];
  });
}

function parcelWords({ kind, path, items }: ReportedParcel): string {
  const [one, many] = kind === "collection" ? ["step done", "steps done"] : ["file", "files"];
  return `${visibleText(path)}, ${countWords(items)} ${items === 1 ? one : many}`;
}
