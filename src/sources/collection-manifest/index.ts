export { readCollections } from "./find-manifests.ts";
export {
  type CollectionManifest,
  type CollectionStatus,
  type CollectionStep,
  isCollectionManifest,
  readCollectionManifest,
} from "./read-manifest.ts";
