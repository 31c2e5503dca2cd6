import { compareText } from "../../shared/order.ts";
import type { Factor, FactorKind } from "./design.ts";

/** A factor that breaks backups, all the time or in one stretch of its trials. */
export interface Cause {
  readonly factor: Factor;
  /** Positions among the factor's own trials: the first and the last that it can break. */
  readonly first: number;
  readonly last: number;
  /** ln of the odds that it is there at all, before any trial. */
  readonly lnPrior: number;
}

/** How often each kind of factor is a cause; the rest of it is divided by how it spends its time. */
const PRIOR: Readonly<Record<FactorKind, number>> = {
  node: 0.05,
  volume: 0.02,
  proxy: 0.02,
  everything: 0.01,
  job: 0.001,
  vm: 0.001,
  "vm-host": 0.002,
  hour: 0.0005,
};

/** Of all jobs (machines, their hosts, hours) together: among thousands some fail by chance alone. */
const MOST_OF_OTHERS = 0.02;

interface Shape {
  readonly always: number;
  readonly since: number;
  readonly until: number;
  readonly between: number;
}

const CONSTANT: Shape = { always: 0.8, since: 0.1, until: 0.06, between: 0.04 };
/** That all fails from some moment on is what an onset is; that all fails always is a wrong set-up, seldom found in use. */
const ONSET: Shape = { always: 0.1, since: 0.6, until: 0.1, between: 0.2 };

export function priorOf({ kind, peers }: Pick<Factor, "kind" | "peers">): number {
  switch (kind) {
    case "job":
    case "vm":
    case "vm-host":
    case "hour":
      return Math.min(PRIOR[kind], MOST_OF_OTHERS / peers);
    case "node":
    case "volume":
    case "proxy":
    case "everything":
      return PRIOR[kind];
  }
}

/** A change may lie between any two trials of the factor, each as likely. */
export function causeOf(factor: Factor, first: number, last: number): Cause {
  const { kind, trials } = factor;
  const shape = kind === "everything" ? ONSET : CONSTANT;
  const end = trials.length - 1;
  const share =
    first === 0 && last === end
      ? shape.always
      : last === end
        ? shape.since / end
        : first === 0
          ? shape.until / end
          : shape.between / ((end * (end - 1)) / 2);
  const prior = priorOf(factor);
  return { factor, first, last, lnPrior: Math.log((prior / (1 - prior)) * share) };
}

export function isAlways({ factor, first, last }: Cause): boolean {
  return first === 0 && last === factor.trials.length - 1;
}

export function compareCauses(a: Cause, b: Cause): number {
  return (
    compareText(a.factor.kind, b.factor.kind) ||
    compareText(a.factor.name, b.factor.name) ||
    a.first - b.first ||
    a.last - b.last
  );
}
