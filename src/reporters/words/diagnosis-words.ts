import type { Diagnosis, MissingProof, Report, WantedInput } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";

/** What of nodes' proof is missing, those with the same together. */
export function missingProofEntries({ missingProof }: Diagnosis): readonly LabelledWords[] {
  return grouped(missingProof).map(({ words }, index) => ({ label: index === 0 ? "Missing" : "", words }));
}

/** What to give, and what it would tell. The command, where there is one, stands beside it. */
export function wantedWords({ code, names, channel }: WantedInput): string {
  const shown = visibleText(channel ?? "");
  switch (code) {
    case "node-logs":
      return (
        `Give the ${shown} log of ${listWords(names, SHOWN_HOSTS)}, from before the first backup on: what would speak against a ` +
        "node stands there, and no node is cleared without it. badnode collect does it for all; on each, for instance:"
      );
    case "proxy-logs":
      return `Give the ${shown} log of ${listWords(names, SHOWN_HOSTS)}: it tells why snapshots could not be imported. On the first:`;
    case "directory":
      return (
        "Give an export of the directory, or name its domain (--domain, --server): whether a host lacks its service connection " +
        "point stands nowhere else. On a computer with the Active Directory module, for instance:"
      );
  }
}

/** Of the verdict: whose proof is missing, of those who are bad, and of those whom trials alone would clear. */
export function missingProofClauses({ diagnosis, nodes, correlation }: Report): readonly string[] {
  if (diagnosis === null) return [];
  const verdictOf = new Map(nodes.map(({ name, verdict }) => [name, verdict]));
  const passed = new Set(
    (correlation?.ranking ?? []).flatMap(({ kind, name, verdict, reason }) =>
      kind === "node" && (verdict === "clear" || reason.code === "logs-missing") ? name : [],
    ),
  );
  const ofVerdict = (isSo: (node: string) => boolean): readonly MissingProof[] =>
    diagnosis.missingProof.filter(({ node }) => isSo(node));
  const bad = grouped(ofVerdict((node) => verdictOf.get(node) === "bad"));
  const unclear = grouped(ofVerdict((node) => verdictOf.get(node) === "unknown" && passed.has(node)));
  return [
    ...bad.map(({ names, why }) => `proof is missing of ${names}: ${why}`),
    ...unclear.map(
      ({ names, isOne, why }) => `${names} ${isOne ? "passes and is" : "pass and are"} not cleared: ${why}`,
    ),
  ];
}

interface Lack {
  readonly names: string;
  readonly isOne: boolean;
  readonly why: string;
  readonly words: string;
}

function grouped(missing: readonly MissingProof[]): readonly Lack[] {
  const groups = new Map<string, { readonly first: MissingProof; readonly nodes: string[] }>();
  for (const one of missing) {
    const key = JSON.stringify([one.code, one.channel]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { first: one, nodes: [one.node] });
    else known.nodes.push(one.node);
  }
  return [...groups.values()].map(({ first, nodes }) => {
    const names = listWords(nodes, SHOWN_HOSTS);
    const why = whyMissing(first);
    return { names, isOne: nodes.length === 1, why, words: `${names}: ${why}` };
  });
}

function whyMissing({ code, channel }: MissingProof): string {
  const shown = visibleText(channel ?? "");
  switch (code) {
    case "no-logs":
      return "no log was given";
    case "no-channel":
      return `no ${shown} log was given`;
    case "channel-short":
      return `the ${shown} log does not reach over all backups, has gaps or is damaged`;
    case "not-in-directory":
      return "the directory does not show whether there is a connection point";
  }
}
