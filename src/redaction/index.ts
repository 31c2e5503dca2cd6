export { redactReport } from "./redact-report.ts";
