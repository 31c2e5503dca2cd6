export { readBaselineReport } from "./read-baseline-report.ts";
