import type { Proof } from "../../../src/evidence/index.ts";
import type { Attribution, CandidateAttribution, CandidateKind } from "../../../src/facts/attribution/attribution.ts";
import { deriveAttribution } from "../../../src/facts/attribution/derive-attribution.ts";
import type { OwnerDuring } from "../../../src/facts/ownership/timeline.ts";
import type { Trial, TrialVolume } from "../../../src/facts/trials/trial.ts";

const PROOF: Proof = [{ kind: "row", file: "sessions.csv", line: 2, time: "" }];
const HOUR = 36_000_000_000n;

/** Hours since the first of the backups' days. */
export function hour(count: number): bigint {
  return 133_000_000_000_000_000n + BigInt(count) * HOUR;
}

interface Backup {
  /** `volume@node`; `volume@a>b`: it moved; `volume@a/b`: facts disagree; `volume@`: not told; `volume@node?`: its owner is assumed. */
  readonly of: string | readonly [string, ...string[]];
  /** One backup each hour from this one on: `P` passed, `F` failed. */
  readonly at: number;
  readonly results: string;
  readonly proxy?: string;
  readonly job?: string;
  readonly vm?: string;
  readonly vmHost?: string;
}

/** Backups of one volume or set under one owner, an hour apart: `backups({ of: "CSV1@HV01", at: 0, results: "PPFP" })`. */
export function backups({ of, at, results, proxy, job, vm, vmHost }: Backup): readonly Trial[] {
  const [first, ...others] = typeof of === "string" ? [of] : of;
  return Array.from(results, (result, index) => ({
    start: hour(at + index),
    end: hour(at + index) + HOUR / 2n,
    isFailed: result === "F",
    volumes: [heldVolume(first), ...others.map(heldVolume)],
    proxy: proxy ?? null,
    job: job ?? null,
    vms: vm === undefined ? [] : [vm],
    vmHosts: vmHost === undefined ? [] : [vmHost],
    attempts: 1,
    passedAgain: false,
    evidence: () => PROOF,
  }));
}

function heldVolume(text: string): TrialVolume {
  const [volume = "", held = ""] = text.split("@");
  return { volume, owner: ownerOf(held) };
}

function ownerOf(held: string): OwnerDuring {
  if (held === "") return { kind: "unknown" };
  if (held.includes("/")) {
    const nodes = held.split("/");
    const interval = {
      from: null,
      to: null,
      node: null,
      certainty: "conflict",
      claims: nodes,
      sources: PROOF,
    } as const;
    return { kind: "conflict", nodes, interval };
  }
  if (held.includes(">")) return { kind: "moved", nodes: held.split(">") };
  const node = held.replace("?", "");
  const certainty = held.endsWith("?") ? "assumed" : "certain";
  return {
    kind: "owned",
    node,
    certainty,
    interval: { from: null, to: null, node, certainty, claims: [node], sources: PROOF },
  };
}

interface Others {
  readonly nodes?: readonly string[];
  readonly proxies?: readonly string[];
  readonly failuresAlone?: number;
}

export function attributionOf(trials: readonly Trial[], given: Others = {}): Attribution {
  const { nodes = [], proxies = [], failuresAlone = 0 } = given;
  const inOrder = trials.toSorted((a, b) => Number(a.start - b.start));
  const hasSuccesses = trials.some(({ isFailed }) => !isFailed);
  return deriveAttribution({
    trials: { trials: inOrder, leftOut: [], failuresAlone, hasSuccesses, noAttempts: null, proxies },
    nodes,
    volumes: [],
    proxies: [],
  });
}

/** `HV01 bad`, one for each candidate of the kind. */
export function verdictsOf({ candidates }: Attribution, kind: CandidateKind): readonly string[] {
  return candidates.flatMap((one) => (one.kind === kind ? `${one.name} ${one.verdict}` : []));
}

export function candidate({ candidates }: Attribution, name: string): CandidateAttribution {
  const found = candidates.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no candidate ${name}.`);
  return found;
}
