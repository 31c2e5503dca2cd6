import type { Proof } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { LACKS, type Trait, type TraitEvidence, type TraitSource, UNKNOWN } from "./trait.ts";

/** The Windows that nodes booted last, where they differ: its build (6009, Kernel-General 12) and its monthly update (Kernel-General 12). */
export const windowsLevel: TraitSource = {
  requires: ["hosts", "bootedBuilds"],
  traits({ facts, nodes }) {
    const builds = facts.bootedBuilds.map(
      ({ host, build, buildEvent }): Level => ({ host, value: build, evidence: [buildEvent.ref] }),
    );
    const revisions = facts.bootedBuilds.flatMap(({ host, revision, revisionEvent }): Level | [] =>
      revision === null || revisionEvent === null ? [] : { host, value: revision, evidence: [revisionEvent.ref] },
    );
    const ofBuilds = valueTraits("windows-build", builds, nodes);
    // Builds that differ have revisions that differ.
    return ofBuilds.length > 0 ? ofBuilds : valueTraits("windows-update", revisions, nodes);
  },
};

interface Level {
  readonly host: string;
  readonly value: string;
  readonly evidence: Proof;
}

/** None where all nodes have the same. */
function valueTraits(id: string, levels: readonly Level[], nodes: TraitEvidence["nodes"]): readonly Trait[] {
  const compared = new Set(nodes);
  const levelOf = new Map(levels.flatMap((level) => (compared.has(level.host) ? [[level.host, level]] : [])));
  const values = distinctTexts([...levelOf.values()].map(({ value }) => value));
  if (values.length < 2) return [];
  return values.map((value) => ({
    text: {
      id: `${id}:${value}`,
      role: "circumstance",
      label: `Windows build ${value}`,
      one: `runs Windows build ${value}`,
      many: `run Windows build ${value}`,
      passing: null,
      note: null,
    },
    of(node) {
      const level = levelOf.get(node);
      if (level === undefined) return UNKNOWN;
      return level.value === value ? { state: "has", time: null, evidence: level.evidence } : LACKS;
    },
  }));
}
