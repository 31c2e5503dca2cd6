export { type Check, type CheckDefinition, type CheckOutcome, defineCheck } from "./define-check.ts";
export { CHECKS, DIRECTORY_CHECKS, LOG_CHECKS, TRIAL_CHECKS } from "./registry.ts";
export { runChecks } from "./run-checks.ts";
export { reasonArguments } from "./reason-arguments.ts";
