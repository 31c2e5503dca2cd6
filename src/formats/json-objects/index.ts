export { JsonObjectReader, type JsonProblem } from "./json-object-reader.ts";
