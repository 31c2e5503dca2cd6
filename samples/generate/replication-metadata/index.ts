export type { StampedAttribute } from "./attribute-id.ts";
export { attributeMetadataValues } from "./attribute-metadata.ts";
export type { AttributeStamp, Originator } from "./attribute-stamp.ts";
export { propertyMetadataBytes } from "./property-metadata.ts";
