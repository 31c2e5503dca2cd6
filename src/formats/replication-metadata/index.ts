export { parseAttributeMetadata } from "./attribute-metadata.ts";
export { parsePropertyMetadata } from "./property-metadata.ts";
export type { ParsedMetadata } from "./stamp.ts";
