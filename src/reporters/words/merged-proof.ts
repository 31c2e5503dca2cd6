import type { DirectoryRef, EvidenceRef, Proof } from "../../evidence/index.ts";
import { nameWords } from "./phrase-words.ts";

/** What several servers of a directory show alike is one proof, from all of them; what the same servers show stands together. */
export function mergedProof(proof: Proof): Proof {
  const [first, ...rest] = proof;
  const refs = proof.filter((ref) => ref.kind === "directory");
  if (refs.length < proof.length) return proof;
  const groups = new Map<string, { readonly ref: DirectoryRef; readonly servers: Set<string> }>();
  for (const ref of refs) {
    const key = JSON.stringify([ref.dn, ref.attribute, ref.value]);
    const group = groups.get(key) ?? { ref, servers: new Set() };
    groups.set(key, group);
    group.servers.add(ref.server);
  }
  const merged = [...groups.values()].map(({ ref, servers }) => ({ ...ref, server: nameWords([...servers].sort()) }));
  const [one, ...others] = merged;
  return one === undefined ? [first, ...rest] : inPlaces(one, others);
}

/** In the order of the places' first appearance. */
function inPlaces(first: DirectoryRef, others: readonly DirectoryRef[]): readonly [EvidenceRef, ...EvidenceRef[]] {
  const places = [first, ...others].map(placeOf);
  const sorted = [...others].sort((a, b) => places.indexOf(placeOf(a)) - places.indexOf(placeOf(b)));
  return [first, ...sorted];
}

function placeOf({ server, dn }: DirectoryRef): string {
  return `${server}\n${dn}`;
}
