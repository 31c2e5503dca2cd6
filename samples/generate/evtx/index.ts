export { attribute, type Content, element, optionalSlot, slot, type Template, text } from "./element.ts";
export type { EventProvider, EventToWrite, Field, FieldValue, Payload } from "./event.ts";
export { fileHeader } from "./file-header.ts";
export { logChunks, type RecordToWrite, writeLog } from "./log.ts";
export { templateGuid } from "./template-guid.ts";
export { type Fragment, string, stringArray, type Value } from "./value.ts";
