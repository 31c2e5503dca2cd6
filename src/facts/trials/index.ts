export { deriveTrials, TRIAL_NEEDS, type TrialSources } from "./derive-trials.ts";
export { isFull, type LeftOutAttempts, type Trial, type Trials, type TrialVolume } from "./trial.ts";
