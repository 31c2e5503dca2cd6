import type { DiagnosedCluster, Diagnosis, RepairPlan } from "../../report/index.ts";
import { comparisonObject } from "./comparison-object.ts";
import { clusterWords, repairWords, wantedWords } from "../words/index.ts";
import { causeObject } from "./cause-object.ts";
import { identityObject } from "./identity-object.ts";

export function diagnosisObject(diagnosis: Diagnosis): object {
  const { missingProof, wanted, repairs, causes, clusters, clustersNotTold, identities, comparison } = diagnosis;
  return {
    missingProof: missingProof.map(({ node, code, channel }) => ({ node, code, channel })),
    wanted: wanted.map((input) => {
      const { code, names, channel, command } = input;
      return { code, names, channel, command, message: wantedWords(input) };
    }),
    repairs: repairs.map(repairObject),
    causes: causes === null ? null : causeObject(causes),
    clusters: clusters.map(clusterObject),
    clustersNotTold: clustersNotTold.map(({ nodes }) => ({ nodes })),
    comparison: comparison === null ? null : comparisonObject(comparison),
    identities: identities.map(identityObject),
  };
}

function clusterObject(one: DiagnosedCluster): object {
  const { cluster, nodes, volumes, proxies, bad, causes } = one;
  return {
    ...{ cluster, nodes, volumes, proxies, bad },
    causes: causes === null ? null : causeObject(causes),
    message: clusterWords(one),
  };
}

function repairObject(plan: RepairPlan): object {
  const { node, basis, volume, steps } = plan;
  return {
    node,
    basis,
    volume,
    steps: steps.map((step) => {
      const { code, at, isOptional, command, check } = step;
      const { words, check: shows } = repairWords(step, plan);
      return { code, at, optional: isOptional, message: words, command, check, checkShows: shows };
    }),
  };
}
