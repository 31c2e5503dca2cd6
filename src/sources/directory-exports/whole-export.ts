import type { DirectoryEntry } from "../directory-objects/index.ts";
import { csvdeEntries } from "./csvde-entries.ts";
import { ExportContents } from "./export-contents.ts";
import { ExportDamages } from "./export-damages.ts";
import type { ExportForm } from "./export-form.ts";
import { explainDamagedExport } from "./export-problem.ts";
import { type ExportReading, hostRemark, remark } from "./export-reading.ts";
import type { ExportedEntries } from "./exported-entries.ts";
import { getAdObjectClixmlEntries, getAdObjectJsonEntries } from "./get-adobject-entries.ts";

const PARSERS: Readonly<Record<Exclude<ExportForm, "ldif">, (text: string) => ExportedEntries>> = {
  csvde: csvdeEntries,
  "get-adobject-json": getAdObjectJsonEntries,
  "get-adobject-clixml": getAdObjectClixmlEntries,
};

/** Stands for bytes that are no text in the encoding of the file. */
const REPLACED = "\ufffd";

/** Makes views of a file that is read as a whole. `isSound`: no byte of it had to be replaced. */
export function wholeExport(
  path: string,
  form: Exclude<ExportForm, "ldif">,
  text: string,
  isSound: boolean,
): ExportReading {
  const whole = form === "csvde" ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
  const { entries, problem, attributes } = PARSERS[form](whole);
  const contents = new ExportContents();
  const damages = new ExportDamages();
  for (const entry of entries) if (isSound || !holdsReplaced(entry)) contents.add(entry);
  if (!isSound)
    damages.add(
      `line ${lineOf(text, text.indexOf(REPLACED))}: bytes that are no text, neither in UTF-8 nor in UTF-16; what has such is left out`,
    );
  if (problem !== null) damages.add(`line ${problem.line}: ${problem.what}`);
  // csvde ends each line; a value of one that is not ended may be half of it.
  if (whole.length < text.length) damages.add("the last line has no end, and is left out");
  const explained = damages.first === null ? null : explainDamagedExport(path, damages.first, damages.count);
  const views = contents.entries === 0 ? [] : contents.views(path, explained, attributes);
  return {
    views,
    objects: contents.entries,
    damages,
    unread: null,
    remarks: [
      ...remark(contents.outside, "object", "objects", "in no domain left out"),
      ...hostRemark(contents.entries, views),
    ],
  };
}

/** What stands there instead of a name is none. */
function holdsReplaced({ dn, attributes }: DirectoryEntry): boolean {
  if (dn.includes(REPLACED)) return true;
  return [...attributes.values()].some((values) =>
    values.some((value) => typeof value === "string" && value.includes(REPLACED)),
  );
}

function lineOf(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
