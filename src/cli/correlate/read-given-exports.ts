import { type ExportKind, readExports } from "../../index.ts";
import type { ReadExports } from "./export-reader.ts";

/** Reads files that were said to be of a kind as that, and of all other paths what their content tells. */
export const readGivenExports: ReadExports = (paths, { kinds, ...options }) => {
  const written = paths.filter((path) => typeof path === "string");
  const of = (kind: ExportKind): readonly string[] => written.filter((path) => kinds.get(path) === kind);
  return readExports(
    paths.filter((path) => typeof path !== "string" || !kinds.has(path)),
    { ...options, asked: { ownership: of("ownership"), sessions: of("sessions"), placement: of("placement") } },
  );
};
