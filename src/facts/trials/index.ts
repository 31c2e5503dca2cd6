export { deriveTrials, TRIAL_NEEDS } from "./derive-trials.ts";
export type { Trial, Trials } from "./trial.ts";
