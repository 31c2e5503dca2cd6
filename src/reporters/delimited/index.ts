export { reportToDelimited } from "./report-to-delimited.ts";
