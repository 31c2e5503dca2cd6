export { clixmlBytes } from "./clixml.ts";
export { exportedRows } from "./delimited.ts";
export { convertToJson } from "./json.ts";
export {
  boolean,
  type PowerShellObject,
  type PowerShellValue,
  string,
  uint32,
} from "./value.ts";
