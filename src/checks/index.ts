export { type Check, type CheckDefinition, type CheckOutcome, defineCheck } from "./define-check.ts";
export { CHECKS } from "./registry.ts";
export { runChecks } from "./run-checks.ts";
