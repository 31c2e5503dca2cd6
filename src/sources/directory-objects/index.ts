export { attributeValueOf } from "./attribute-value.ts";
export type { AttributeValue, DirectoryEntry } from "./directory-entry.ts";
export { DirectoryViewBuilder, type ViewFrame } from "./view-builder.ts";
