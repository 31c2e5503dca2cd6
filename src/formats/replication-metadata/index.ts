export { parseAttributeMetadata } from "./attribute-metadata.ts";
export { parsePropertyMetadata } from "./property-metadata.ts";
export type { MetadataProblem, MetadataStamp, ParsedMetadata } from "./stamp.ts";
