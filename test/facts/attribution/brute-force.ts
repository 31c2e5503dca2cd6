import type { Design } from "../../../src/facts/attribution/design.ts";

/** A cause as the page on attribution has it: a factor, and between which of its own trials it breaks them. */
export interface PlainCause {
  readonly kind: string;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** [of being one, all the time, since, until, between] */
const NODE = [0.05, 0.8, 0.1, 0.06, 0.04] as const;
const VOLUME = [0.02, 0.8, 0.1, 0.06, 0.04] as const;
const EVERYTHING = [0.01, 0.1, 0.6, 0.1, 0.2] as const;

/**
 * The sum over all sets as it stands in docs/attribution.md, one trial at a time and in plain numbers: a trial after those
 * before it in its cell fails with (a + failed) / (a + b + failed + passed). `kind name` to probability.
 */
export function bruteForce(design: Design, causes: readonly PlainCause[]): ReadonlyMap<string, number> {
  const names = [...new Set(causes.map(nameOf))];
  const sums = new Map(names.map((name) => [name, 0]));
  let total = 0;
  for (const set of setsOf(names, causes)) {
    const weight = set.reduce((product, cause) => product * prior(cause, design), likelihood(design, set));
    total += weight;
    for (const cause of set) sums.set(nameOf(cause), (sums.get(nameOf(cause)) ?? 0) + weight);
  }
  return new Map([...sums].map(([name, sum]) => [name, sum / total]));
}

function nameOf({ kind, name }: PlainCause): string {
  return `${kind} ${name}`;
}

function* setsOf(names: readonly string[], causes: readonly PlainCause[]): Generator<readonly PlainCause[]> {
  const [name, ...others] = names;
  if (name === undefined) {
    yield [];
    return;
  }
  for (const rest of setsOf(others, causes)) {
    yield rest;
    for (const cause of causes) if (nameOf(cause) === name) yield [cause, ...rest];
  }
}

function trialsOf({ kind, name }: PlainCause, design: Design): readonly number[] {
  return design.trials.flatMap(({ volumes }, trial) => {
    const touches = volumes.some(({ volume, owner }) =>
      kind === "volume" ? volume === name : owner.kind === "owned" && owner.node === name,
    );
    return kind === "everything" || touches ? trial : [];
  });
}

function prior(cause: PlainCause, design: Design): number {
  const [is, always, since, until, between] =
    cause.kind === "everything" ? EVERYTHING : cause.kind === "node" ? NODE : VOLUME;
  const places = trialsOf(cause, design).length - 1;
  const [begins, ends] = [cause.first > 0, cause.last < places];
  const share = begins
    ? ends
      ? (between * 2) / (places * (places - 1))
      : since / places
    : ends
      ? until / places
      : always;
  return (is / (1 - is)) * share;
}

function likelihood(design: Design, set: readonly PlainCause[]): number {
  const touched = set.map((cause) => new Set(trialsOf(cause, design).slice(cause.first, cause.last + 1)));
  const cells = new Map<string, { readonly causes: number; readonly results: boolean[] }>();
  design.trials.forEach(({ isFailed }, trial) => {
    const which = touched.map((trials) => (trials.has(trial) ? "x" : "-"));
    const cell = cells.get(which.join("")) ?? { causes: which.filter((one) => one === "x").length, results: [] };
    cell.results.push(isFailed);
    cells.set(which.join(""), cell);
  });
  return [...cells.values()].reduce((product, { causes, results }) => product * cellOf(causes, results), 1);
}

function cellOf(causes: number, results: readonly boolean[]): number {
  if (causes === 0) return inTurn(results, 1, 24);
  if (causes > 1) return inTurn(results, 24, 1);
  return 0.8 * inTurn(results, 8, 2) + 0.2 * inTurn(results, 2, 2);
}

function inTurn(results: readonly boolean[], a: number, b: number): number {
  let [failed, passed, product] = [0, 0, 1];
  for (const isFailed of results) {
    const chance = (a + failed) / (a + b + failed + passed);
    product *= isFailed ? chance : 1 - chance;
    if (isFailed) failed++;
    else passed++;
  }
  return product;
}
