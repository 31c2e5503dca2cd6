import type { FactName, Facts } from "../facts/index.ts";
import type { CheckResult, CheckText, Finding, Phrase } from "../report/index.ts";

/** What a check concludes. `notes` are findings of severity info: seen, but below the threshold. */
export type CheckOutcome =
  | { readonly status: "pass"; readonly reason: Phrase; readonly notes: readonly Finding[] }
  | ({ readonly status: "inconclusive"; readonly reason: Phrase; readonly notes: readonly Finding[] } & Unjudged)
  | ({
      readonly status: "fail";
      /** All findings in one phrase. */
      readonly reason: Phrase;
      readonly findings: readonly [Finding, ...Finding[]];
      readonly notes: readonly Finding[];
    } & Unjudged)
  | { readonly status: "not-applicable"; readonly reason: Phrase };

type Unjudged = Pick<CheckResult, "unjudged">;

export interface CheckDefinition<K extends FactName> {
  readonly meta: CheckText & { readonly requires: readonly K[] };
  /** Pure. It sees the facts that it requires and no others. */
  readonly evaluate: (facts: Pick<Facts, K>) => CheckOutcome;
}

export interface Check {
  readonly meta: CheckText & { readonly requires: readonly FactName[] };
  readonly evaluate: (facts: Facts) => CheckOutcome;
}

export function defineCheck<K extends FactName>({ meta, evaluate }: CheckDefinition<K>): Check {
  return {
    meta,
    evaluate(facts) {
      const handed: Handed = {};
      for (const name of meta.requires) hand(name, facts, handed);
      if (!holdsAll(handed, meta.requires)) throw new Error(`a fact that ${meta.id} requires is missing`);
      return evaluate(handed);
    },
  };
}

type Handed = { -readonly [N in FactName]?: Facts[N] };

function hand<N extends FactName>(name: N, from: Pick<Facts, N>, to: Handed): void {
  to[name] = from[name];
}

function holdsAll<K extends FactName>(handed: Handed, names: readonly K[]): handed is Pick<Facts, K> {
  return names.every((name) => name in handed);
}
