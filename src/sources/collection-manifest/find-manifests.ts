import { open } from "node:fs/promises";
import type { ParcelEvidence } from "../../evidence/index.ts";
import { textOfBytes } from "../../formats/delimited/index.ts";
import { type FilePlace, type FileSearch, findFiles, type GivenPath } from "../paths/index.ts";
import { type CollectionStep, isCollectionManifest, readCollectionManifest } from "./read-manifest.ts";

const SHOWING_BYTES = 256;
const MOST_WARNINGS = 200;

/** The collections under the paths, with what could not be collected. What is no manifest, or out of reach, is told by others. */
export async function readCollections(paths: readonly GivenPath[]): Promise<readonly ParcelEvidence[]> {
  const found = await findFiles(paths, MANIFESTS);
  return await Promise.all(found.map(collectionOf));
}

interface FoundManifest {
  readonly path: string;
  readonly realPath: string;
}

const MANIFESTS: FileSearch<FoundManifest> = {
  isNamed: (name) => /^manifest\.json$/i.test(name),
  fileAt: async (place) => ((await isManifest(place)) ? { path: place.path, realPath: place.realPath } : null),
  refused: () => null,
  noMatch: () => null,
  notAFile: () => null,
  nothingIn: () => null,
};

async function isManifest({ realPath }: FilePlace): Promise<boolean> {
  try {
    const file = await open(realPath);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(SHOWING_BYTES), 0, SHOWING_BYTES, 0);
      return isCollectionManifest(textOfBytes(buffer.subarray(0, bytesRead)));
    } finally {
      await file.close();
    }
  } catch {
    // Whoever else reads it says so.
    return false;
  }
}

async function collectionOf({ path, realPath }: FoundManifest): Promise<ParcelEvidence> {
  const { status, problem, steps, failed, finishedAt } = await readCollectionManifest(realPath);
  const shown = failed.slice(0, MOST_WARNINGS).map(failureLine);
  const warnings = [
    ...(finishedAt === null && status !== "unreadable" ? ["the collector did not end: more may be missing"] : []),
    ...shown,
    ...(failed.length > shown.length ? [`${failed.length - shown.length} more`] : []),
  ];
  const isWhole = warnings.length === 0;
  return {
    kind: "collection",
    path,
    status: status === "complete" && !isWhole ? "damaged" : status,
    items: steps.filter((step) => step.status === "done").length,
    warnings,
    problem: problem ?? (isWhole ? null : incomplete(path, failed.length)),
  };
}

function failureLine({ step, cluster, node, error }: CollectionStep): string {
  const where = [node, cluster].filter((name) => name !== null).join(", ");
  return `${step}${where === "" ? "" : ` of ${where}`} was not collected${error === null ? "" : `: ${error}`}`;
}

function incomplete(path: string, failed: number): NonNullable<ParcelEvidence["problem"]> {
  return {
    code: "collection-incomplete",
    happened:
      failed === 0
        ? `${path} is of a collection that did not end.`
        : `${path} tells of ${failed} ${failed === 1 ? "step" : "steps"} of the collection that failed.`,
    likelyCause: "A machine was off or did not answer, or whoever collected had no right to it.",
    nextStep: "Collect these again, or export them by hand; what is missing is unknown, not well.",
  };
}
