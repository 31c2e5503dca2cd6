import type { DiagnosedCluster, Diagnosis } from "../../report/index.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";

/** What is of which cluster, and who of it is bad; or that nodes may be of several, which nothing tells. */
export function clusterEntries({ clusters, clustersNotTold }: Diagnosis): readonly LabelledWords[] {
  const told = clusters.map((one, index) => ({ label: index === 0 ? "Clusters" : "", words: clusterWords(one) }));
  if (clustersNotTold.length === 0) return told;
  const groups = clustersNotTold.map(({ nodes }) => listWords(nodes, SHOWN_HOSTS));
  const words =
    `${groups.join("; and ")}: these had volumes of the same names, and nothing ever moved between them. They may be ` +
    `${countWords(groups.length)} clusters, which nothing that was given names: what is said of such volumes may be of ` +
    "either. Run once for each, or give what Get-ClusterNode shows as JSON or CLIXML, which names its cluster.";
  return [...told, { label: "Clusters", words }];
}

/** `HVCL01: 9 nodes (HV01, HV02 ...), 12 volumes, through PROXY01; bad: HV03`. */
export function clusterWords({ cluster, nodes, volumes, proxies, bad }: DiagnosedCluster): string {
  const parts = [
    ...(nodes.length === 0 ? [] : [`${counted(nodes.length, "node")} (${listWords(nodes, SHOWN_HOSTS)})`]),
    ...(volumes.length === 0 ? [] : [counted(volumes.length, "volume")]),
    ...(proxies.length === 0 ? [] : [`backed up through ${listWords(proxies, SHOWN_HOSTS)}`]),
  ];
  const name = cluster === null ? "Of an unknown cluster" : nameWords([cluster]);
  return `${name}: ${parts.join(", ")}; ${bad.length === 0 ? "none is bad" : `bad: ${listWords(bad, SHOWN_HOSTS)}`}`;
}

function counted(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? "" : "s"}`;
}
