import type { Explanation } from "../../shared/errors.ts";

export function explainManifestTooLarge(path: string, mebibytes: number): Explanation {
  return {
    code: "manifest-too-large",
    happened: `${path} is larger than ${mebibytes} MiB, which no manifest of a collection is.`,
    likelyCause: "It is another file.",
    nextStep: "Take the manifest.json that the collector wrote.",
  };
}

export function explainManifestDamaged(path: string): Explanation {
  return {
    code: "manifest-damaged",
    happened: `${path} cannot be read whole as the manifest of a collection, so that what could not be collected may be unknown.`,
    likelyCause: "The collector or the copy was interrupted, or somebody changed the file.",
    nextStep: "Copy the collection again, or collect again: badnode collect",
  };
}

export function explainManifestVersion(path: string): Explanation {
  return {
    code: "manifest-version",
    happened: `${path} is a collection's manifest of a version that this badnode does not know.`,
    likelyCause: "A newer badnode made the collector.",
    nextStep: "Read the collection with that badnode.",
  };
}
