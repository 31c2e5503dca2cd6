import type { ClusterPlan } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import type { SampleLog } from "../sample-log.ts";

/** One folder below `samples`. */
export interface Scenario {
  readonly name: string;
  readonly plan: ClusterPlan;
  readonly logs: readonly SampleLog[];
  /** What else the generator writes, with paths below the scenario's folder. */
  readonly files: readonly { readonly path: string; readonly content: string | Uint8Array }[];
}

/** What tests change to see that a reader does not know the samples by heart. */
export interface ScenarioOptions {
  readonly plan?: ClusterPlan;
  readonly layouts?: Partial<EventLayouts>;
}
