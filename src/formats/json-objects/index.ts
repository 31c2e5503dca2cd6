export { JsonObjectReader } from "./json-object-reader.ts";
