export { reportToJson } from "./report-to-json.ts";
